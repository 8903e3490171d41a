import type { Utterance } from './types';

const SERVICE_ID = /^[a-z0-9-]{1,64}$/;

/** The item that the page's address asks about, or null. Only the form of an identifier passes. */
export function sharedService(search = window.location.search): string | null {
  const id = new URLSearchParams(search).get('service') ?? '';
  return SERVICE_ID.test(id) ? id : null;
}

/** A link that names the item and nothing about the person. */
export function linkTo(serviceId: string): string {
  return `${window.location.origin}/?service=${encodeURIComponent(serviceId)}`;
}

export function utteranceAbout(id: string): Utterance {
  return { text: `我想了解这项服务：${id}`, title: '我想了解别人发给我的这项服务', typed: false, service: id };
}

export type ShareOutcome = 'shared' | 'copied' | 'shown';

/**
 * Hands the link to the phone's share sheet, or else to the clipboard.
 * `shown` means that neither is there and the page must show the link itself.
 */
export async function share(title: string, url: string): Promise<ShareOutcome> {
  if ('share' in navigator && (await offered(title, url))) return 'shared';
  return (await copied(url)) ? 'copied' : 'shown';
}

async function offered(title: string, url: string): Promise<boolean> {
  try {
    await navigator.share({ title, url });
    return true;
  } catch (error) {
    // Closing the share sheet is an answer too, not a failure.
    return (error as DOMException).name === 'AbortError';
  }
}

async function copied(url: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(url);
    return true;
  } catch {
    return false;
  }
}
