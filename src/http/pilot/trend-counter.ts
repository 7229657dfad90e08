import { setTimeout as sleep } from 'node:timers/promises';
import type { PilotScope } from '../../domain/pilot/report.js';
import { type RegionalSource, sourcesWithin } from '../../domain/pilot/scope.js';
import { ConnectionSweep } from '../../domain/pilot/trend/connection-sweep.js';
import { momentsBetween, stepFor } from '../../domain/pilot/trend/moments.js';
import { Sweep } from '../../domain/pilot/trend/sweep.js';
import type { PilotTrend, TrendStep } from '../../domain/pilot/trend/trend.js';
import { type Version, VersionBook } from '../../domain/pilot/trend/version-book.js';
import type { CatalogReader, DatasetHistory, DatasetReader } from '../../pipeline/read-ports.js';
import type { Slices } from '../slices.js';

export interface TrendRequest {
  readonly scope: PilotScope;
  /** By how long the change log goes back, unless told. */
  readonly step?: TrendStep;
  /** Up to this position and its time in microseconds, and this moment in milliseconds. */
  readonly seq: number;
  readonly changed: number;
  readonly now: number;
  readonly timezone: string;
  readonly tolerance: number;
  readonly sources: readonly RegionalSource[];
}

export interface TrendParts {
  readonly history: DatasetHistory;
  readonly datasets: Pick<DatasetReader, 'findPublisher'>;
  readonly catalog: Pick<CatalogReader, 'portalRuns'>;
  readonly slices: Slices;
}

/** Not yet there: the change log is read up to this position. */
export interface Counting {
  readonly readTo: number;
}

/** Milliseconds that a piece of the reading takes at most, but for one version more. */
const PIECE_MS = 4;
const STEP = 4;
/** Versions that one piece of a sweep counts. */
const SWEEP_STEP = 2000;

/** What this process has read of the change log; one for each history, kept as long as that is. */
const counters = new WeakMap<DatasetHistory, TrendCounter>();

export function trendCounterOf(parts: TrendParts): TrendCounter {
  const known = counters.get(parts.history);
  if (known !== undefined) return known;
  const made = new TrendCounter(parts.history);
  counters.set(parts.history, made);
  return made;
}

/** Trends over the versions of the change log, which are read once, and further as the log grows. */
export class TrendCounter {
  readonly #history: DatasetHistory;
  readonly #book = new VersionBook();
  #reading: Promise<void> | undefined;

  constructor(history: DatasetHistory) {
    this.#history = history;
  }

  /** Waits for so many milliseconds at most for what is not read yet; the reading goes on without anybody who waits. */
  async trend(request: TrendRequest, parts: TrendParts, patience: number): Promise<PilotTrend | Counting> {
    if (this.#book.seq < request.seq) {
      const stop = new AbortController();
      const late = sleep(patience, undefined, { signal: stop.signal }).then(
        () => false,
        () => false,
      );
      // Read to its end, the log has all that was published before.
      const isRead = await Promise.race([this.#read(parts.slices).then(() => true), late]);
      stop.abort();
      if (!isRead) return { readTo: this.#book.seq };
    }
    return this.#count(request, parts);
  }

  #read(slices: Slices): Promise<void> {
    this.#reading ??= this.#readAll(slices).finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readAll(slices: Slices): Promise<void> {
    while (
      await slices(() => {
        const end = performance.now() + PIECE_MS;
        while (performance.now() < end) if (!this.#readSome()) return false;
        return true;
      })
    );
  }

  #readSome(): boolean {
    const forms = this.#history.formsAfter(this.#book.seq, STEP);
    for (const form of forms) this.#book.add(form);
    return forms.length > 0;
  }

  async #count(request: TrendRequest, { datasets, catalog, slices }: TrendParts): Promise<PilotTrend> {
    const { scope, now, changed, timezone, tolerance, sources } = request;
    const first = Math.ceil((this.#book.first ?? now * 1000) / 1000);
    const step = request.step ?? stepFor(first, now);
    const moments = momentsBetween(first, now, { step, timezone });
    const sweep = new Sweep(moments, tolerance);
    const presence = new Presence(moments.length);
    const withheld = this.#history.withheld();
    const isIn = withinScope(scope, sources, datasets);
    const { size } = this.#book;
    for (let from = 0; from < size; from += SWEEP_STEP) {
      await slices(() => {
        for (let place = from; place < Math.min(size, from + SWEEP_STEP); place += 1) {
          const version = this.#book.at(place);
          if (version.start > changed || withheld.has(version.datasetKey) || !isIn(version)) continue;
          const seen = version.end > changed ? { ...version, end: Infinity } : version;
          sweep.add(seen);
          if (scope.of === 'publisher')
            presence.add(seen.sourceId, sweep.firstAtOrAfter(seen.start), sweep.firstAtOrAfter(seen.end));
        }
      });
    }
    const connection = new ConnectionSweep(moments);
    const within = sourcesWithin(scope, sources);
    for (const { id } of sources) {
      if (within?.includes(id) === false) continue;
      const runs = await slices(() => catalog.portalRuns(id));
      const isIn = scope.of === 'publisher' ? presence.of(id) : (): boolean => true;
      connection.add(runs, isIn);
    }
    return { seq: request.seq, scope, step, points: sweep.points((place) => connection.at(place)) };
  }
}

/** Of each portal at which moments it has anything of the scope. */
class Presence {
  readonly #moments: number;
  readonly #changes = new Map<string, Int32Array>();

  constructor(moments: number) {
    this.#moments = moments;
  }

  add(sourceId: string, from: number, until: number): void {
    const changes = this.#changes.get(sourceId) ?? new Int32Array(this.#moments + 1);
    this.#changes.set(sourceId, changes);
    changes[from] = (changes[from] ?? 0) + 1;
    changes[until] = (changes[until] ?? 0) - 1;
  }

  /** Whether a portal has any at a moment, by the moment's place. */
  of(sourceId: string): (place: number) => boolean {
    let sum = 0;
    const counts = this.#changes.get(sourceId)?.map((change) => (sum += change));
    return (place) => (counts?.[place] ?? 0) > 0;
  }
}

function withinScope(
  scope: PilotScope,
  sources: readonly RegionalSource[],
  datasets: TrendParts['datasets'],
): (version: Version) => boolean {
  if (scope.of === 'publisher') {
    const identifier = datasets.findPublisher(scope.name)?.identifier;
    return ({ publisherId }) => publisherId === identifier;
  }
  const ids = sourcesWithin(scope, sources);
  if (ids === undefined) return () => true;
  const wanted = new Set(ids);
  return ({ sourceId }) => wanted.has(sourceId);
}
