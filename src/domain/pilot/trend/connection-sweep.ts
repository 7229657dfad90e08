import { CONNECTED_MS, type PortalRuns } from '../connection.js';
import type { ConnectionPoint, TrendMoment } from './trend.js';

/** Of each moment how many portals were connected, of those that had been harvested for the first time by then. */
export class ConnectionSweep {
  readonly #moments: readonly TrendMoment[];
  readonly #connected: Int32Array;
  readonly #sources: Int32Array;

  /** `moments` rise. */
  constructor(moments: readonly TrendMoment[]) {
    this.#moments = moments;
    this.#connected = new Int32Array(moments.length);
    this.#sources = new Int32Array(moments.length);
  }

  /** One portal; `isIn`: whether it belongs to the scope at the moment of a place. */
  add({ begun, complete }: PortalRuns, isIn: (place: number) => boolean): void {
    if (begun === undefined) return;
    const first = Date.parse(begun);
    let run = 0;
    let last = -Infinity;
    for (const [place, { milliseconds }] of this.#moments.entries()) {
      for (; run < complete.length; run += 1) {
        const { startedAt = '', finishedAt = '' } = complete[run] ?? {};
        if (Date.parse(finishedAt) > milliseconds) break;
        last = Date.parse(startedAt);
      }
      if (first > milliseconds || !isIn(place)) continue;
      this.#sources[place] = (this.#sources[place] ?? 0) + 1;
      if (last >= milliseconds - CONNECTED_MS) this.#connected[place] = (this.#connected[place] ?? 0) + 1;
    }
  }

  at(place: number): ConnectionPoint {
    return { connected: this.#connected[place] ?? 0, sources: this.#sources[place] ?? 0 };
  }
}
