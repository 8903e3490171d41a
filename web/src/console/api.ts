import { ApiError, call } from '../shared/api';

/** Calls of the console to `/staff/api`; a 401 on any of them asks to sign in again. */

export type Role = '坐席' | '班长' | '编辑';

export interface Staff {
  login: string;
  name: string;
  roles: Role[];
}

const BASE = '/staff/api';
type Listener = () => void;
const listeners = new Set<Listener>();

/** Sends one request below /staff/api. Throws ApiError with a sentence to show (its `detail` has the rest). */
export async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  try {
    return await call<T>(method, BASE + path, body);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) listeners.forEach((tell) => tell());
    throw error;
  }
}

/** The address of a download or an event stream. */
export function address(path: string): string {
  return BASE + path;
}

/** Calls `listener` whenever the server no longer knows who we are; returns how to stop. */
export function onSignedOut(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Signing in is no `ask`: its 401 is a wrong password. */
export function signIn(login: string, password: string): Promise<Staff> {
  return call('POST', `${BASE}/session`, { login, password });
}

export function signOut(): Promise<void> {
  return call('DELETE', `${BASE}/session`);
}

export function whoAmI(): Promise<Staff> {
  return call('GET', `${BASE}/session`);
}

export function changePassword(old: string, wanted: string): Promise<void> {
  return ask('PUT', '/password', { old, new: wanted });
}

/** The sentence for whatever went wrong. */
export function sentenceOf(error: unknown): string {
  return error instanceof ApiError ? error.message : '页面出了点问题，请再试一次。';
}
