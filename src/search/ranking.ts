import { LONGEST_TITLE } from './columns.js';
import type { Columns } from './columns.js';
import {
  countOf,
  hasKey,
  intersect,
  isEmpty,
  keysOf,
  scratchCopy,
  scratchSet,
  subtract,
  unite,
} from './document-set.js';
import type { DocumentSet } from './document-set.js';
import type { Find, Place, RankedPart } from './plan.js';
import type { TimeBudget } from './time-budget.js';

/** Whole numbers: what is about as good is ordered by how fresh it is. */
const LEVELS = 250;
/** The level of a title that is nothing but what is asked. */
const TOP_LEVEL = 255;
/** What a title gains that says nothing but what is asked. */
const BREVITY_GAIN = 0.15;
const SHARE_LEVELS = LEVELS / (1 + BREVITY_GAIN);
const BREVITY_LEVELS = BREVITY_GAIN * SHARE_LEVELS;
/** Of more documents than these only the best place is told from the others: each place costs a run over all of them. */
const MANY = 20_000;
/** A weak part that a larger share of all documents has says nothing. */
const COMMON = 1 / 8;

/** How well documents answer, added up part by part; none is read for it. */
export interface Scorer {
  /** A part of the search, for these documents. */
  addPart(part: RankedPart, within: DocumentSet, factor: number): void;
  /** What is worth the same for all of these. */
  addFlat(within: DocumentSet, worth: number): void;
  /** Worth of what was added, if a document had all of it at the best place. */
  readonly whole: number;
  /** Weight of what the document has anywhere, at most `whole`; where the scorer was told to count it. */
  covered(key: number): number;
  /** Sums by document key, until the next scorer is made. */
  readonly sums: Float32Array;
  /**
   * Makes the sums of these documents their levels: the share of the whole, and how little else the title says. Where the
   * best `wanted` of them are certain by what is in titles alone, nothing else is asked for, and `among` are those that have
   * something there, rising: the only ones with a sum and a level.
   */
  levels(keys: Uint32Array, search: AskedTitle, wanted: number): RankLevels;
}

export interface RankLevels {
  /** By document key. */
  readonly values: Float32Array;
  /** They are whole numbers from 0 to this. */
  readonly most: number;
  readonly among?: Uint32Array;
}

/** What is asked, as a title. */
export interface AskedTitle {
  /** Folded characters. */
  readonly length: number;
  /** Documents whose title begins so: as long as that, it is nothing else. */
  readonly beginning: () => DocumentSet;
}

/** A part whose best place alone was asked for. */
interface Pending {
  /** Documents that do not have it there. */
  readonly left: DocumentSet;
  /** The other places, from the best to the last. */
  readonly places: readonly Place[];
  /** What a document gains at most by having it there. */
  readonly gain: number;
  readonly take: (place: Place) => void;
}

export function createScorer(parts: {
  readonly columns: Columns;
  readonly budget: TimeBudget;
  readonly find: (how: Find) => DocumentSet;
  readonly counting?: 'covered';
}): Scorer {
  const { columns, budget, find } = parts;
  const sums = columns.noScores();
  const covered = parts.counting === undefined ? undefined : new Float32Array(columns.capacity);
  const inTitle = scratchSet(columns.capacity);
  let whole = 0;
  /** Documents have sums that have no part in their title. */
  let beyondTitles = false;

  function add(set: DocumentSet, worth: number, to: Float32Array): void {
    for (const key of keysOf(set)) to[key] = (to[key] ?? 0) + worth;
  }

  /** What of the parts that were added has still to be asked for. */
  let pending: Pending[] = [];

  function complete(): void {
    for (const { left, places, take } of pending) {
      for (const place of places) if (!isEmpty(left)) take(place);
    }
    pending = [];
  }

  /** What levels gain by how little else titles of each length say, of a search of `length` characters. */
  function brevityGains(length: number): Float64Array {
    return Float64Array.from({ length: LONGEST_TITLE + 1 }, (_, titleLength) =>
      titleLength > 0 ? BREVITY_LEVELS * Math.min(1, length / titleLength) : 0,
    );
  }

  function levelOf(key: number, sum: number, gains: Float64Array): number {
    const gain = hasKey(inTitle, key) ? (gains[columns.titleLength(key)] ?? 0) : 0;
    return Math.round(gain + shareLevels(sum));
  }

  function shareLevels(sum: number): number {
    return whole === 0 ? 0 : (SHARE_LEVELS * sum) / whole;
  }

  /**
   * Those with a part in their title and their levels, if so many of them are better than any other can become by what is
   * pending. Of those that are not better it is what they become at most.
   */
  function settledByTitles(
    gains: Float64Array,
    wanted: number,
  ): { readonly among: Uint32Array; readonly levels: Uint8Array } | undefined {
    const among = keysOf(inTitle);
    if (wanted > among.length) return undefined;
    const levels = new Uint8Array(among.length);
    const certain = new Uint32Array(TOP_LEVEL + 1);
    // The others have nothing yet.
    let others = Math.round(shareLevels(pending.reduce((sum, { gain }) => sum + gain, 0)));
    for (let index = 0; index < among.length; index += 1) {
      const key = among[index] ?? 0;
      let possible = 0;
      for (let place = 0; place < pending.length; place += 1) {
        const part = pending[place];
        if (part !== undefined && hasKey(part.left, key)) possible += part.gain;
      }
      const level = levelOf(key, (sums[key] ?? 0) + possible, gains);
      levels[index] = level;
      if (possible > 0) others = Math.max(others, level);
      else certain[level] = (certain[level] ?? 0) + 1;
    }
    const better = certain.subarray(others + 1).reduce((sum, count) => sum + count, 0);
    return better >= wanted ? { among, levels } : undefined;
  }

  return {
    get sums() {
      complete();
      return sums;
    },
    get whole() {
      return whole;
    },
    covered(key) {
      complete();
      return covered?.[key] ?? 0;
    },
    addFlat(within, worth) {
      whole += worth;
      beyondTitles = true;
      add(within, worth, sums);
    },
    addPart({ share, anywhere, places, weak }, within, factor) {
      const all = find(anywhere);
      const count = countOf(all);
      if (weak === true && count > columns.count * COMMON) return;
      // Rare parts say more.
      const weight = factor * share * Math.log(1 + columns.count / (1 + count));
      whole += weight;
      const left = scratchCopy(within);
      const take = (place: Place): void => {
        budget.check(0);
        const isLast = place === places.at(-1);
        const some = isLast && typeof place.found === 'string' ? all : find(place.found);
        intersect(some, left);
        subtract(left, some);
        add(some, weight * place.gain, sums);
        if (covered !== undefined) add(some, weight, covered);
        if (place.isTitle) unite(inTitle, some);
        else beyondTitles = true;
      };
      const [first, ...others] = places;
      if (first !== undefined) take(first);
      const rest = count > MANY ? others.slice(-1) : others;
      if (rest.length === 0) return;
      pending.push({
        ...{ left, places: rest, take },
        gain: weight * Math.max(...rest.map(({ gain }) => gain)),
      });
    },
    levels(keys, { length, beginning }, wanted) {
      const gains = brevityGains(length);
      const settled = pending.length === 0 || beyondTitles ? undefined : settledByTitles(gains, wanted);
      if (settled === undefined) complete();
      const judged = settled?.among ?? keys;
      let exact: DocumentSet | undefined;
      for (let place = 0; place < judged.length; place += 1) {
        const key = judged[place] ?? 0;
        const isWhole =
          columns.titleLength(key) === length && hasKey(inTitle, key) && hasKey((exact ??= beginning()), key);
        sums[key] = isWhole ? TOP_LEVEL : (settled?.levels[place] ?? levelOf(key, sums[key] ?? 0, gains));
      }
      return { values: sums, most: TOP_LEVEL, ...(settled !== undefined && { among: judged }) };
    },
  };
}
