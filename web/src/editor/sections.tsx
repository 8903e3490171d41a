import type { Section } from '../console/sections';

/** The pages of /editor, in the order of the menu. */
export const SECTIONS: readonly Section[] = [];
