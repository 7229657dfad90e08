import { cycleDays, THEMES } from '../../code-lists.js';
import type { Dataset } from '../../dataset.js';
import { identifyPublisher } from '../../identifiers.js';
import { setsOf } from './sets.js';

const THEME_BIT: ReadonlyMap<string, number> = new Map(THEMES.map(({ code }, place) => [code, 1 << place]));
const FIRST_SIZE = 1024;

/** A change as the book takes it. */
export interface VersionEntry {
  readonly seq: number;
  /** Microseconds. */
  readonly micros: number;
  readonly datasetKey: number;
  readonly dataset?: Dataset;
}

/** What the figures need of one version; live from `start` until `end` (microseconds; it is gone at `end`). */
export interface Version {
  readonly datasetKey: number;
  readonly start: number;
  readonly end: number;
  /** Bits of `SETS`, and of the 21 domains. */
  readonly sets: number;
  readonly themes: number;
  /** Of a periodic cycle. */
  readonly days: number;
  readonly modified: string;
  readonly sourceId: string;
  readonly publisherId: string;
}

/**
 * Every version that the change log knows, in columns: some forty bytes a version. Filled by rising position, so that it goes on
 * from where it is.
 */
export class VersionBook {
  #seq = 0;
  #count = 0;
  #first: number | undefined;
  #columns: Columns = columnsOf(FIRST_SIZE);
  /** Version that is live of a dataset, by its key, plus one. */
  #live: Int32Array = new Int32Array(FIRST_SIZE);
  readonly #words = new Words();

  /** Position of the last change that it has. */
  get seq(): number {
    return this.#seq;
  }

  get size(): number {
    return this.#count;
  }

  /** Microseconds of the first change; undefined before it. */
  get first(): number | undefined {
    return this.#first;
  }

  add({ seq, micros, datasetKey, dataset }: VersionEntry): void {
    this.#first ??= micros;
    if (datasetKey >= this.#live.length) this.#live = grown(this.#live, datasetKey + 1);
    const before = this.#live[datasetKey] ?? 0;
    if (before > 0) this.#columns.end[before - 1] = micros;
    this.#live[datasetKey] = 0;
    if (dataset !== undefined) {
      this.#put(micros, datasetKey, dataset);
      this.#live[datasetKey] = this.#count;
    }
    this.#seq = seq;
  }

  at(place: number): Version {
    const { start, end, sets, themes, days, modified, source, publisher, dataset } = this.#columns;
    return {
      datasetKey: dataset[place] ?? 0,
      start: start[place] ?? 0,
      end: end[place] ?? 0,
      sets: sets[place] ?? 0,
      themes: themes[place] ?? 0,
      days: days[place] ?? 0,
      modified: this.#words.at(modified[place] ?? 0),
      sourceId: this.#words.at(source[place] ?? 0),
      publisherId: this.#words.at(publisher[place] ?? 0),
    };
  }

  #put(micros: number, datasetKey: number, dataset: Dataset): void {
    const place = this.#count;
    if (place === this.#columns.start.length) this.#columns = columnsOf(place * 2, this.#columns);
    const columns = this.#columns;
    let themes = 0;
    for (const theme of dataset.themes ?? []) themes |= THEME_BIT.get(theme) ?? 0;
    columns.dataset[place] = datasetKey;
    columns.start[place] = micros;
    columns.end[place] = Infinity;
    columns.sets[place] = setsOf(dataset);
    columns.themes[place] = themes;
    columns.days[place] = dataset.updateCycle === undefined ? 0 : (cycleDays(dataset.updateCycle) ?? 0);
    columns.modified[place] = this.#words.keyOf(dataset.modified ?? '');
    columns.source[place] = this.#words.keyOf(dataset.sourceId);
    columns.publisher[place] = this.#words.keyOf(identifyPublisher(dataset));
    this.#count += 1;
  }
}

/** Texts that many versions share, each once. */
class Words {
  readonly #keys = new Map<string, number>();
  readonly #texts: string[] = [];

  keyOf(text: string): number {
    const known = this.#keys.get(text);
    if (known !== undefined) return known;
    this.#keys.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  at(key: number): string {
    return this.#texts[key] ?? '';
  }
}

interface Columns extends Readonly<
  Record<'dataset' | 'sets' | 'themes' | 'days' | 'modified' | 'source' | 'publisher', Int32Array>
> {
  readonly start: Float64Array;
  readonly end: Float64Array;
}

function columnsOf(size: number, before?: Columns): Columns {
  const whole = (old: Int32Array | undefined): Int32Array => grown(old ?? new Int32Array(0), size);
  const wide = (old: Float64Array | undefined): Float64Array => {
    const made = new Float64Array(size);
    if (old !== undefined) made.set(old);
    return made;
  };
  return {
    start: wide(before?.start),
    end: wide(before?.end),
    dataset: whole(before?.dataset),
    sets: whole(before?.sets),
    themes: whole(before?.themes),
    days: whole(before?.days),
    modified: whole(before?.modified),
    source: whole(before?.source),
    publisher: whole(before?.publisher),
  };
}

function grown(old: Int32Array, least: number): Int32Array {
  const made = new Int32Array(Math.max(least, old.length * 2));
  made.set(old);
  return made;
}
