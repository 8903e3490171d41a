import { start } from '../console/start';
import { SECTIONS } from './sections';

start('/desk', '坐席工作台', SECTIONS);
