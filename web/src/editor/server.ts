import { ask } from '../console/api';
import type { Data, Difference, Fact, History, ItemView, Overview, Preview, Published, Questions, TrialResult } from './types';

/** The editor's calls. Each throws ApiError with a sentence to show. */

export interface Vocabulary {
  schema: Data;
  facts: Fact[];
}

let vocabulary: Promise<Vocabulary> | undefined;

/** The form's schema and the facts; asked for once. */
export function getVocabulary(): Promise<Vocabulary> {
  vocabulary ??= ask<Vocabulary>('GET', '/editor/schema').catch((error: unknown) => {
    vocabulary = undefined;
    throw error;
  });
  return vocabulary;
}

const at = (item: string, rest = '') => `/editor/items/${encodeURIComponent(item)}${rest}`;

export const getOverview = () => ask<Overview>('GET', '/editor/items');
export const beginItem = (wanted: { id: string; name: string; domain: string }) =>
  ask<{ id: string }>('POST', '/editor/items', wanted);
export const getItem = (item: string, author = '') =>
  ask<ItemView>('GET', at(item, author && `?author=${encodeURIComponent(author)}`));
export const saveDraft = (item: string, base: string, text: string, data?: Data) =>
  ask<ItemView>('PUT', at(item, '/draft'), { base, text, data });
export const discardDraft = (item: string) => ask<ItemView | null>('DELETE', at(item, '/draft'));
export const getDifference = (item: string, author = '') =>
  ask<Difference | null>('GET', at(item, `/difference?author=${encodeURIComponent(author)}`));
export const tryOut = (item: string, trial: { facts: Data; date: string; region: string; text: string }) =>
  ask<TrialResult>('POST', at(item, '/trial'), trial);
export const publish = (item: string, reason: string) => ask<Published>('POST', at(item, '/publish'), { reason });
export const approve = (item: string, author: string, version: string) =>
  ask<Published>('POST', at(item, '/approve'), { author, version });
export const getHistory = (item = '') => ask<History>('GET', `/editor/history?item=${encodeURIComponent(item)}`);
export const getPublication = (id: string) =>
  ask<{ before: string; after: string }>('GET', `/editor/publications/${encodeURIComponent(id)}`);
export const rollBack = (id: string) =>
  ask<{ note: string; item: string }>('POST', `/editor/publications/${encodeURIComponent(id)}/rollback`);
export const getQuestions = () => ask<Questions>('GET', '/editor/questions');
export const assignQuestion = (given: { ids: number[]; text: string; item: string; heading?: string }) =>
  ask<{ item: string }>('POST', '/editor/questions/assign', given);
export const dismissQuestions = (ids: number[]) => ask<{ settled: number }>('POST', '/editor/questions/dismiss', { ids });
export const getPreview = (date: string) => ask<Preview>('GET', `/editor/preview?date=${date}`);
