import { SearchTimeError } from '../domain/errors.js';

/** How long one search may take on the thread that answers. */
const MILLISECONDS = 1500;

/** Ends a search that takes too long; asked between the steps of work that can grow. */
export interface TimeBudget {
  /** `position` is where the part of the query that is worked on stands. Throws `SearchTimeError`: CKAN's search error. */
  check(position: number): void;
}

export function createTimeBudget(now: () => number): TimeBudget {
  const end = now() + MILLISECONDS;
  return {
    check(position) {
      if (now() < end) return;
      throw new SearchTimeError(
        `SOLR returned an error running query: The request took too long; ask for less at once (position ${position})`,
        'q',
        position,
      );
    },
  };
}
