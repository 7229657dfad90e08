import { visibleDistributions } from '../../domain/visibility.js';
import type { PublishedState } from '../../storage/reader/published-state.js';
import type { Datasets } from './written-file.js';

/** Datasets between two looks at the progress. */
const STEP = 500;

/** Counts what goes by, each time that the state is gone through. */
export interface Tally {
  /** About how many datasets there are. */
  readonly expected: number;
  /** Told how many datasets went by so far, over all passes. */
  follow(progress: (done: number) => void): Datasets;
  /** Of the last whole pass. */
  counts(): { readonly datasets: number; readonly distributions: number };
}

export function createTally(state: Pick<PublishedState, 'all' | 'datasets'>): Tally {
  let last = { datasets: 0, distributions: 0 };
  return {
    expected: state.datasets,
    follow(progress) {
      let done = 0;
      return function* pass() {
        let [datasets, distributions] = [0, 0];
        for (const published of state.all()) {
          datasets += 1;
          distributions += visibleDistributions(published.dataset).length;
          done += 1;
          if (done % STEP === 0) progress(done);
          yield published;
        }
        last = { datasets, distributions };
      };
    },
    counts: () => last,
  };
}
