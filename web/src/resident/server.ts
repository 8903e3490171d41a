import { call } from '../shared/api';
import type { Config, Handover, Message, Profile, Region, Utterance, Value } from './types';

const BASE = '/webhooks/web';

export function openSession(): Promise<{ messages: Message[]; config?: Partial<Config>; handover?: Handover }> {
  return call('GET', `${BASE}/session`);
}

/** `said` is how the server put what a shared link asks. */
export function say({ text, service, id, again, answers }: Utterance): Promise<{ messages: Message[]; handover?: Handover; said?: string }> {
  return call('POST', `${BASE}/messages`, { text, service, id, again, answers });
}

/** Whether the server can be reached and answers. */
export async function isThere(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

export function readProfile(): Promise<Profile> {
  return call('GET', `${BASE}/profile`);
}

export function correctFact(subject: string, fact: string, value: Value): Promise<Profile> {
  return call('PUT', `${BASE}/profile`, { subject, fact, value });
}

/** Forgets one fact; without `fact` the whole person; without `subject` everything. */
export function forget(subject?: string, fact?: string): Promise<Profile> {
  return call('DELETE', `${BASE}/profile`, { subject, fact });
}

export function rate(messageId: string, vote: 'up' | 'down', reason?: string): Promise<void> {
  return call('POST', `${BASE}/feedback`, { message_id: messageId, vote, ...(reason ? { reason } : {}) });
}

export function regionsWithin(parent: string): Promise<Region[]> {
  return call('GET', `${BASE}/regions?parent=${encodeURIComponent(parent)}`);
}

/** The line on which the server tells what comes after `place` while a person is wanted. */
export function openLine(place: number): EventSource {
  return new EventSource(`${BASE}/live?after=${place}`);
}

export function leaveNumber(phone: string, consent: boolean): Promise<{ phone: string; text: string }> {
  return call('POST', `${BASE}/callback`, { phone, consent });
}

export function withdrawNumber(): Promise<{ text: string }> {
  return call('DELETE', `${BASE}/callback`, {});
}
