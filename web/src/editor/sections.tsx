import { CalendarOutlined, HistoryOutlined, QuestionCircleOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { Section } from '../console/sections';

/** The pages of /editor, in the order of the menu. */
export const SECTIONS: readonly Section[] = [
  {
    path: '/editor/items',
    label: '服务',
    roles: ['编辑'],
    icon: <UnorderedListOutlined />,
    View: lazy(() => import('./pages/ItemsPage')),
  },
  {
    path: '/editor/questions',
    label: '没答好的问题',
    roles: ['编辑'],
    icon: <QuestionCircleOutlined />,
    View: lazy(() => import('./pages/QuestionsPage')),
  },
  {
    path: '/editor/history',
    label: '发布历史',
    roles: ['编辑'],
    icon: <HistoryOutlined />,
    View: lazy(() => import('./pages/HistoryPage')),
  },
  {
    path: '/editor/preview',
    label: '到那一天',
    roles: ['编辑'],
    icon: <CalendarOutlined />,
    View: lazy(() => import('./pages/PreviewPage')),
  },
];
