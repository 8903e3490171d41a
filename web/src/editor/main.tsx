import { start } from '../console/start';
import { SECTIONS } from './sections';

start('/editor', '编辑页', SECTIONS);
