import { BarChartOutlined, MessageOutlined, PhoneOutlined, UnorderedListOutlined } from '@ant-design/icons';
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
  {
    path: '/desk/chats',
    label: '在线接待',
    roles: ['坐席', '班长'],
    icon: <MessageOutlined />,
    View: lazy(() => import('./takeover/TakeoverPage')),
  },
  {
    path: '/desk/calls',
    label: '来电记录',
    roles: ['坐席', '班长'],
    icon: <UnorderedListOutlined />,
    View: lazy(() => import('./calls/CallsPage')),
  },
  {
    path: '/desk/charts',
    label: '统计',
    roles: ['班长'],
    icon: <BarChartOutlined />,
    View: lazy(() => import('./charts/ChartsPage')),
  },
];
