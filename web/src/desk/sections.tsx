import { PhoneOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Section } from '../console/sections';

/** The pages of /desk, in the order of the menu. */
export const SECTIONS: readonly Section[] = [
  {
    path: '/desk/call',
    label: '通话助手',
    roles: ['坐席', '班长'],
    icon: <PhoneOutlined />,
    View: lazy(() => import('./call/CallPage')),
  },
];
