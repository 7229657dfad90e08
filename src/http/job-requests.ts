import type { ChangeKind } from '../domain/change.js';
import { InvalidRequestError } from '../domain/errors.js';
import type { HoldRequest } from '../pipeline/store-ports.js';

export type JobsQuery =
  | { readonly state: 'held'; readonly sourceId?: string }
  | { readonly sourceId?: string; readonly limit: number; readonly before?: string };

export type Decision = Pick<HoldRequest, 'decision' | 'reason' | 'selection'>;

const JOBS = { fallback: 50, most: 500 };
/** Each change is read with both forms of its record, while no other request is answered. */
const CHANGES = { fallback: 50, most: 200 };
const MOST_OFFSET = 1e9;
const MOST_REASON = 2000;
const MOST_RECORDS = 10_000;
const KINDS: readonly ChangeKind[] = ['added', 'updated', 'restored', 'removed'];

/** All readers throw `InvalidRequestError`; a key that means nothing is a mistake, since its effect is missed. */
export function readJobsQuery(query: unknown): JobsQuery {
  const values = membersOf(query, ['state', 'source', 'limit', 'before']);
  const source = textOf(values, 'source');
  const about = source === undefined ? {} : { sourceId: source };
  const state = textOf(values, 'state');
  const before = textOf(values, 'before');
  if (state === undefined) {
    return { ...about, limit: limitOf(values, JOBS), ...(before !== undefined && { before }) };
  }
  if (state !== 'held') throw new InvalidRequestError('state: held, or absent');
  if (values['limit'] !== undefined || before !== undefined) {
    throw new InvalidRequestError('state=held lists all that wait: it takes no limit and no before');
  }
  return { state, ...about };
}

export function readChangesQuery(query: unknown): { readonly limit: number; readonly offset: number } {
  const values = membersOf(query, ['limit', 'offset']);
  return {
    limit: limitOf(values, CHANGES),
    offset: numberOf(values, 'offset', { fallback: 0, least: 0, most: MOST_OFFSET }),
  };
}

/** Takes the body of a decision, which is JSON. */
export function readDecision(decision: HoldRequest['decision'], body: unknown): Decision {
  const values = membersOf(body, decision === 'release' ? ['reason', 'kinds', 'records'] : ['reason']);
  const { reason } = values;
  if (typeof reason !== 'string' || reason.trim() === '' || reason.length > MOST_REASON) {
    throw new InvalidRequestError(`reason: why, in a text of at most ${MOST_REASON} characters`);
  }
  const kinds = listOf(values, 'kinds', isKind);
  const records = listOf(values, 'records', isText);
  if (kinds === undefined && records === undefined) return { decision, reason };
  return { decision, reason, selection: { ...(kinds && { kinds }), ...(records && { records }) } };
}

type Values = Readonly<Record<string, unknown>>;

function membersOf(value: unknown, keys: readonly string[]): Values {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidRequestError(`a JSON object with ${keys.join(', ')}`);
  }
  const unknown = Object.keys(value).filter((key) => !keys.includes(key));
  if (unknown.length > 0) {
    throw new InvalidRequestError(`${unknown.join(', ')}: not known; there are ${keys.join(', ')}`);
  }
  return value as Values;
}

function textOf(values: Values, key: string): string | undefined {
  const value = values[key];
  if (value === undefined || (typeof value === 'string' && value !== '')) return value;
  throw new InvalidRequestError(`${key}: one text`);
}

function limitOf(values: Values, { fallback, most }: typeof JOBS): number {
  return numberOf(values, 'limit', { fallback, least: 1, most });
}

function numberOf(
  values: Values,
  key: string,
  { fallback, least, most }: { readonly fallback: number; readonly least: number; readonly most: number },
): number {
  const text = textOf(values, key);
  if (text === undefined) return fallback;
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (number >= least && number <= most) return number;
  throw new InvalidRequestError(`${key}: a whole number from ${least} to ${most}`);
}

function listOf<T>(
  values: Values,
  key: string,
  { is, words }: { readonly is: (item: unknown) => item is T; readonly words: string },
): readonly T[] | undefined {
  const value = values[key];
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.length > 0 && value.length <= MOST_RECORDS && value.every(is)) {
    return value;
  }
  throw new InvalidRequestError(`${key}: a list of 1 to ${MOST_RECORDS} of ${words}`);
}

const isKind = {
  is: (item: unknown): item is ChangeKind => KINDS.some((kind) => kind === item),
  words: KINDS.join(', '),
};
const isText = {
  is: (item: unknown): item is string => typeof item === 'string' && item !== '',
  words: 'ids of records, of the portal or the hub',
};
