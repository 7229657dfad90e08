import type { Problem } from './problem.js';

/**
 * Where a record is. `published`: live as the portal says it. `missing`: live, and absent from the latest complete runs.
 * `outdated`: live in an earlier form, because the newest was rejected or could not be brought. `held`: in a run that waits
 * for a decision. The others are not published; `refederated`: a copy of a record that came here by a shorter way.
 */
export type TraceState =
  | 'published'
  | 'missing'
  | 'outdated'
  | 'held'
  | 'removed'
  | 'rejected'
  | 'refused'
  | 'not-brought'
  | 'refederated';

/** What happened to a record in one run. */
export interface TraceEvent {
  readonly jobId: string;
  /** ISO UTC: the end of the run. */
  readonly time: string;
  readonly outcome: string;
  readonly problems: readonly Problem[];
}

/** One record of one source. */
export interface TracedRecord {
  readonly sourceId: string;
  readonly remoteId: string;
  readonly datasetId: string;
  readonly state: TraceState;
  /** Of the record as it is or was published; of one that never was, as its newest form says. */
  readonly title?: string;
  /** CKAN name, once it was published. */
  readonly name?: string;
  /** Of the change that published or removed it last: naive UTC. */
  readonly changed?: string;
  /** Complete runs in a row without it, and since when (naive UTC). */
  readonly missing?: { readonly runs: number; readonly since: string };
  /** The job that waits, and what it would do. */
  readonly held?: { readonly jobId: string; readonly change: string };
  /** Identifier of the record that it is a copy of. */
  readonly copyOf?: string;
  /** The latest first. A run that found the record unchanged leaves none. */
  readonly events: readonly TraceEvent[];
}

/** One record of one source as it is now, and what is wrong with it: the problems of its latest form. */
export interface SourceRecord extends Omit<TracedRecord, 'events'> {
  /** Some form of it is published, whatever became of the latest. */
  readonly isLive: boolean;
  readonly problems: readonly Problem[];
}

/** What a person types for a record: an id, a name, a code, a title, or an address that has one of them in it. */
export function traceKeys(text: string): readonly string[] {
  const typed = text.trim();
  if (!URL.canParse(typed)) return typed === '' ? [] : [typed];
  const url = new URL(typed);
  const segments = url.pathname.split('/').filter((part) => part !== '');
  return [...new Set([typed, ...url.searchParams.values(), ...segments.map(decoded).reverse()])].filter(
    (key) => key !== '',
  );
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}
