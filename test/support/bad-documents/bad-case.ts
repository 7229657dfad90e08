import type { Catalogue } from './portal.js';

/** How the job of a source ends whose catalogue turned bad. */
export interface Ending {
  readonly outcome: 'failed' | 'aborted' | 'held' | 'partial' | 'complete';
  /** Of the job's error; absent where it has none. */
  readonly code?: string;
  readonly message?: RegExp;
}

/** A source whose catalogue is good at first and then bad. */
export interface BadCase extends Catalogue, Ending {
  readonly kind: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly timeoutSeconds?: number;
}

/** The portal's answer ends the job. */
export function failsWith(message: RegExp): Ending {
  return { outcome: 'failed', code: 'source-response', message };
}

/** What came is real, and one part of it is not brought: nothing is removed. */
export function lacksPart(message: RegExp): Ending {
  return { outcome: 'partial', code: 'incomplete', message };
}

/** Nothing but one odd record came: what is live is kept. */
export const KEEPS_LIVE: Ending = {
  outcome: 'held',
  code: 'held',
  message: /not listed any more/,
};
export const LISTS_NOTHING: Ending = {
  outcome: 'aborted',
  code: 'empty-gather',
  message: /lists no dataset/,
};
export const TOO_SLOW: Ending = {
  outcome: 'failed',
  code: 'source-unavailable',
  message: /no complete answer within 1 s/,
};
