import { address, ask } from '../../console/api';
import type { Profile } from '../../resident/types';

/** Calls of 在线接待 to `/staff/api/chats`. */

export interface Row {
  id: number;
  channel: string;
  reason: 'asked' | 'failed';
  topic: string;
  /** Who has it; empty while nobody does. */
  clerk: string;
  since: string;
  /** When something was last said: a new value means that the chat is to be read again. */
  changed: string;
}

export interface Colleague {
  login: string;
  name: string;
}

export interface Queue {
  waiting: Row[];
  offered: Row[];
  mine: Row[];
  others: Row[];
  colleagues: Colleague[];
  notes: number;
  hours: string;
  open: boolean;
}

export interface Line {
  id: string;
  from: 'bot' | 'user' | 'clerk';
  clerk?: string;
  text: string;
}

export interface Step {
  at: string;
  what: string;
  clerk: string;
  to: string;
}

export interface Chat {
  id: number;
  channel: string;
  reason: string;
  topic: string;
  since: string;
  messages: Line[];
  persons: Profile['persons'];
  suggestions: string[];
  steps: Step[];
}

export interface Note {
  id: number;
  channel: string;
  topic: string;
  phone: string;
  since: string;
}

export const liveAddress = address('/chats/live');

export const readChat = (id: number) => ask<Chat>('GET', `/chats/${id}`);
export const takeChat = (id: number) => ask<Chat>('POST', `/chats/${id}/take`);
export const sayTo = (id: number, text: string) => ask<void>('POST', `/chats/${id}/messages`, { text });
export const giveBack = (id: number) => ask<void>('POST', `/chats/${id}/return`);
/** To a colleague, or with null back into the queue. */
export const passOn = (id: number, to: string | null) => ask<void>('POST', `/chats/${id}/transfer`, { to });
export const release = (id: number) => ask<void>('POST', `/chats/${id}/release`);

export const readNotes = () => ask<Note[]>('GET', '/chats/notes');
export const revealNumber = (id: number) => ask<{ phone: string }>('POST', `/chats/notes/${id}/number`);
export const finishNote = (id: number) => ask<void>('POST', `/chats/notes/${id}/done`);
export const writeTo = (id: number) => ask<{ id: number }>('POST', `/chats/notes/${id}/write`);

const CHANNELS: Record<string, string> = { web: '网页', wechat: '微信' };

export function channelName(channel: string): string {
  return CHANNELS[channel] ?? channel;
}

/** `3分钟`, from an ISO time to `now` in milliseconds. */
export function waited(since: string, now: number): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / 60_000));
  if (minutes < 1) return '不到1分钟';
  return minutes < 60 ? `${minutes}分钟` : `${Math.floor(minutes / 60)}小时${minutes % 60}分钟`;
}

/** `14:05` of a message, whose id carries its time in microseconds. */
export function timeOf({ id }: Line): string {
  const at = new Date(Number(id.slice(1)) / 1000);
  return Number.isNaN(at.getTime()) ? '' : at.toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Shanghai' });
}
