import { call } from '../shared/api';
import type { Config, Message, Profile, Region, Utterance, Value } from './types';

const BASE = '/webhooks/web';

export function openSession(): Promise<{ messages: Message[]; config?: Partial<Config> }> {
  return call('GET', `${BASE}/session`);
}

export function say({ text, service }: Utterance): Promise<{ messages: Message[] }> {
  return call('POST', `${BASE}/messages`, service ? { text, service } : { text });
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
