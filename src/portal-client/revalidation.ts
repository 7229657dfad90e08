import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Answer } from './exchange.js';
import type { Settings } from './settings.js';
import type { AnswerFacts, KeptAnswer, ValidatorCache, Validators } from './validator-cache.js';
import type { Pieces } from './wire.js';

export interface Question {
  readonly url: URL;
  readonly accept: string;
  /** Of a POST, which is never conditional. */
  readonly isPost: boolean;
}

/** One question about a kept answer: what to send along, what an unchanged answer is, and what is kept of a new one. */
export interface Revalidation {
  readonly headers: Readonly<Record<string, string>>;
  /** The kept answer as if it had come anew; undefined where no validators were sent. */
  unchanged(): Answer | undefined;
  keep(answer: Answer, pieces: Pieces): Promise<void>;
  forget(): Promise<void>;
}

const NONE: Revalidation = {
  headers: {},
  unchanged: () => undefined,
  keep: () => Promise.resolve(),
  forget: () => Promise.resolve(),
};

/** `isAfresh`: without validators, because what is kept is of no use. */
export async function revalidation(
  { validators, headers, now }: Pick<Settings, 'validators' | 'headers' | 'now'>,
  question: Question,
  isAfresh: boolean,
): Promise<Revalidation> {
  if (validators === undefined || question.isPost) return NONE;
  const key = keyOf(question, Object.keys(headers).length > 0);
  const kept = isAfresh ? undefined : await validators.find(key);
  return {
    headers: kept === undefined ? {} : conditionsOf(kept),
    unchanged: () => (kept === undefined ? undefined : answerOf(kept)),
    keep: (answer, pieces) => keep(validators, key, { answer, pieces, now: now() }),
    forget: () => validators.forget(key),
  };
}

/** The answer to one with credentials may be a longer list; which credentials they are does not show. */
function keyOf({ url, accept }: Question, hasCredentials: boolean): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify(['GET', withoutFragment(url), accept, hasCredentials]));
  return hash.digest('hex');
}

function withoutFragment(url: URL): string {
  const asked = new URL(url);
  asked.hash = '';
  return asked.href;
}

/** A date only where there is no tag: some servers answer 304 as soon as the one of the two fits that tells less. */
function conditionsOf({ etag, lastModified }: Validators): Readonly<Record<string, string>> {
  if (etag !== undefined) return { 'if-none-match': etag };
  return lastModified === undefined ? {} : { 'if-modified-since': lastModified };
}

function answerOf({ contentType, pieces }: KeptAnswer): Answer {
  return {
    status: 200,
    headers: contentType === undefined ? {} : { 'content-type': contentType },
    body: Readable.from(pieces(), { objectMode: false, highWaterMark: HIGH_WATER }),
    tally: { bytes: 0 },
  };
}

const HIGH_WATER = 1024 * 1024;

async function keep(
  validators: ValidatorCache,
  key: string,
  { answer, pieces, now }: { readonly answer: Answer; readonly pieces: Pieces; readonly now: Date },
): Promise<void> {
  const found = answer.status === 200 ? validatorsOf(answer, now) : undefined;
  if (found === undefined) {
    await validators.forget(key);
    return;
  }
  const contentType = answer.headers['content-type'];
  const facts: AnswerFacts = { ...found, ...(contentType !== undefined && { contentType }) };
  await validators.keep(key, facts, pieces);
}

const LONGEST_TAG = 1024;
const ENTITY_TAG = /^(W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/;
/** What changed so shortly before it was sent may change again without a new date, which counts in seconds (RFC 9110 §8.8.2.2). */
const SETTLED_MS = 60_000;

/** The validators of an answer that may be kept and that tell one state from the next. */
function validatorsOf({ headers }: Answer, now: Date): Validators | undefined {
  if (/(^|[\s,])no-store\b/i.test(headers['cache-control'] ?? '')) return undefined;
  const etag = headers.etag?.trim() ?? '';
  if (etag.length <= LONGEST_TAG && ENTITY_TAG.test(etag)) return { etag };
  const lastModified = headers['last-modified'];
  const sent = Date.parse(headers.date ?? '');
  const age = (Number.isNaN(sent) ? now.getTime() : sent) - Date.parse(lastModified ?? '');
  return lastModified !== undefined && age >= SETTLED_MS ? { lastModified } : undefined;
}
