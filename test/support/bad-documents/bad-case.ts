import type { Catalogue } from './portal.js';

/** A source whose catalogue turns bad, and how its job has to end then. */
export interface BadCase extends Catalogue {
  readonly kind: string;
  /** `{ list: { path: 'list' } }` and the like; an address is filled in by the test. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly timeoutSeconds?: number;
  readonly outcome: 'failed' | 'aborted' | 'partial' | 'complete';
  /** Of the job's error; absent where it has none. */
  readonly code?: string;
  readonly message?: RegExp;
}
