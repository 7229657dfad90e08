import PQueue from 'p-queue';
import type { SourcePriority } from '../domain/source.js';

export interface Turn {
  readonly priority: SourcePriority;
  /** Expected to be over soon: it may also take the fast lane. */
  readonly quick: boolean;
}

const PRIORITIES: Readonly<Record<SourcePriority, number>> = { high: 1, normal: 0, low: -1 };
/** Runs in the fast lane, besides those of the ordinary places. */
const LANE = 1;

/**
 * Whose turn it is when more wants to run than may: higher priority first, then who came first. One further place is for
 * what is quick, so that nobody waits for hours behind portals that are huge.
 */
export class RunQueue {
  readonly #places: PQueue;
  readonly #lane = new PQueue({ concurrency: LANE });

  constructor(concurrency: number) {
    this.#places = new PQueue({ concurrency });
  }

  run<T>({ priority, quick }: Turn, work: () => Promise<T>): Promise<T> {
    const options = { priority: PRIORITIES[priority] };
    if (!quick) return this.#places.add(work, options);
    return new Promise<T>((resolve, reject) => {
      let taken = false;
      // It stands in both lines; where its turn comes second, nothing is left to do.
      const once = async (): Promise<void> => {
        if (taken) return;
        taken = true;
        await work().then(resolve, reject);
      };
      void this.#places.add(once, options);
      void this.#lane.add(once, options);
    });
  }

  /** Settles when nothing runs or waits. */
  async onIdle(): Promise<void> {
    await Promise.all([this.#places.onIdle(), this.#lane.onIdle()]);
  }
}
