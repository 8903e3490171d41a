import type { ThemeConfig } from 'antd';

/** The colours of the resident's page (shared/base.css), so that the house looks like one. */
export const THEME: ThemeConfig = {
  token: {
    colorPrimary: '#1d5c48',
    colorLink: '#1d5c48',
    colorInfo: '#1a547d',
    colorSuccess: '#17623a',
    colorWarning: '#7d4400',
    colorError: '#a3261b',
    colorTextPlaceholder: '#6b6f66',
    colorTextSecondary: '#52574c',
    colorTextDescription: '#52574c',
    colorTextQuaternary: '#6b6f66',
    colorTextTertiary: '#5d6258',
    colorTextDisabled: '#6b6f66',
    colorBorder: '#857f70',
    borderRadius: 6,
    fontSize: 15,
    motion: false,
    fontFamily: "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
  },
};
