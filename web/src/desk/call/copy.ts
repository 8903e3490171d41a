import type { MessageInstance } from 'antd/es/message/interface';

/** Copies a text and says so. Without TLS browsers have only the old way. */
export async function copy(text: string, message: MessageInstance): Promise<void> {
  const done = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  if (done || copyOldWay(text)) message.success('口径已复制');
  else message.error('没能复制，请选中文字再按 Ctrl+C');
}

function copyOldWay(text: string): boolean {
  const focused = document.activeElement as HTMLElement | null;
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  focused?.focus();
  return done;
}
