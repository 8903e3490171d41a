import type { ComponentType, ReactNode } from 'react';
import type { Role } from './api';

/** One page of the console: `path` below /desk or /editor, `roles` of whom one is needed (none: everybody). */
export interface Section {
  path: string;
  label: string;
  roles: readonly Role[];
  icon?: ReactNode;
  /** Given with React.lazy, so that nobody loads what they do not open. */
  View: ComponentType;
}

/** The pages that another entry of the console has; the frame links to them. */
export const OTHER_ENTRIES: readonly { path: string; label: string; roles: readonly Role[] }[] = [
  { path: '/desk', label: '坐席工作台', roles: ['坐席', '班长'] },
  { path: '/editor', label: '编辑页', roles: ['编辑'] },
];
