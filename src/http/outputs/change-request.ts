import type { FastifyRequest } from 'fastify';
import { InvalidRequestError } from '../../domain/errors.js';

export type ChangeForm = 'json' | 'jsonl' | 'events';

export interface ChangeRequest {
  readonly form: ChangeForm;
  readonly since: number;
  /** As it was given; absent: a page of its own size, or for lines and events no end. */
  readonly limit?: number;
  readonly waitSeconds: number;
  /** What the link to the next page repeats. */
  readonly kept: readonly (readonly [key: string, value: string])[];
}

const MOST_LIMIT = 1000;
const MOST_WAIT_SECONDS = 60;
const NATURAL = /^\d{1,15}$/;
const KEPT: ReadonlySet<string> = new Set(['limit', 'format']);
const FORMS: Readonly<Record<string, ChangeForm>> = { json: 'json', jsonl: 'jsonl', events: 'events' };
const TYPES: readonly (readonly [type: string, form: ChangeForm])[] = [
  ['text/event-stream', 'events'],
  ['application/x-ndjson', 'jsonl'],
  ['application/jsonl', 'jsonl'],
];

/** Throws `InvalidRequestError` for what makes no sense; numbers beyond the bounds are taken as the bound. */
export function readChangeRequest({ query, headers }: FastifyRequest): ChangeRequest {
  const given = new Map(typeof query === 'object' && query !== null ? Object.entries(query) : []);
  const form = formOf(textOf(given, 'format'), headers.accept ?? '');
  const resumed = form === 'events' ? headers['last-event-id'] : undefined;
  const limit = numberOf(given, 'limit');
  if (limit === 0) throw new InvalidRequestError('limit: 1 at least');
  return {
    form,
    since:
      typeof resumed === 'string' && NATURAL.test(resumed)
        ? Number(resumed)
        : (numberOf(given, 'since') ?? 0),
    ...(limit !== undefined && { limit: Math.min(limit, MOST_LIMIT) }),
    waitSeconds: Math.min(numberOf(given, 'wait') ?? 0, MOST_WAIT_SECONDS),
    kept: [...given].flatMap(([key, value]) => (KEPT.has(key) ? [[key, String(value)] as const] : [])),
  };
}

function formOf(format: string | undefined, accept: string): ChangeForm {
  if (format !== undefined) {
    const form = FORMS[format];
    if (form === undefined) throw new InvalidRequestError('format: json, jsonl or events');
    return form;
  }
  return TYPES.find(([type]) => accept.includes(type))?.[1] ?? 'json';
}

type Given = ReadonlyMap<string, unknown>;

function numberOf(given: Given, key: string): number | undefined {
  const text = textOf(given, key);
  if (text === undefined) return undefined;
  if (!NATURAL.test(text)) throw new InvalidRequestError(`${key}: a whole number from 0`);
  return Number(text);
}

function textOf(given: Given, key: string): string | undefined {
  const value = given.get(key);
  if (value === undefined || value === '') return undefined;
  if (typeof value !== 'string') throw new InvalidRequestError(`${key}: given more than once`);
  return value;
}
