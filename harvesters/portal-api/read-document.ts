import { SourceResponseError } from '../../src/domain/errors.js';
import { isJsonObject } from '../../src/domain/json-values.js';
import type { Plan } from './plan.js';
import { type Answer, stated } from './question.js';
import { type Said } from './record.js';
import { type Listed, readPage } from './walk.js';

/** What a kept answer says of one record. */
export interface KeptRecord {
  /** '' where the answer does not say. */
  readonly remoteId: string;
  readonly said: Said;
}

/**
 * The records of an answer that was kept as a file: of a list each element, of a detail its record. `SourceResponseError`
 * where it is neither.
 */
export function readKeptAnswer(text: string, url: string, plan: Plan): readonly KeptRecord[] {
  const [words = {}] = plan.lists;
  const listed = orFault(() => readPage(plan.list.question.read(text, url), plan.list, true).elements);
  if (!(listed instanceof SourceResponseError) && (listed.length > 0 || plan.detail === undefined)) {
    return listed.map((element) => ({ remoteId: element.id ?? '', said: saidOf(element, words, url) }));
  }
  const kept = orFault(() => readKeptDetail(text, url, plan));
  if (!(kept instanceof SourceResponseError)) return [kept];
  throw listed instanceof SourceResponseError ? listed : kept;
}

function readKeptDetail(text: string, url: string, plan: Plan): KeptRecord {
  const [words = {}] = plan.lists;
  if (plan.detail === undefined)
    throw new SourceResponseError('there is no detail', { url, fault: 'schema' });
  const { question, record } = plan.detail;
  const answer: Answer = question.read(text, url);
  const detail = stated(url, () => record(answer.json));
  if (answer.html === undefined && !isJsonObject(detail)) {
    throw new SourceResponseError(`${url}: there is neither a list nor a record in it`, {
      url,
      fault: 'schema',
    });
  }
  // A detail has the names of a list's element, as far as it repeats them.
  const id = stated(url, () => plan.list.id({ json: detail, html: answer.html }));
  const remoteId = typeof id === 'string' || typeof id === 'number' ? String(id) : url;
  return { remoteId, said: { item: {}, html: answer.html, detail, words: { ...words, id: remoteId }, url } };
}

function saidOf({ id, item, html }: Listed, words: Said['words'], url: string): Said {
  const ofItem = isJsonObject(item) ? item : {};
  return { item, html, words: { ...ofItem, ...words, ...(id !== undefined && { id }) }, url };
}

function orFault<T>(read: () => T): T | SourceResponseError {
  try {
    return read();
  } catch (error) {
    if (error instanceof SourceResponseError) return error;
    throw error;
  }
}
