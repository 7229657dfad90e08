import type { Columns } from './columns.js';
import { countOf, emptySet, forEachKey, hasKey, intersect, subtract, unite } from './document-set.js';
import type { DocumentSet } from './document-set.js';
import type { Find, Place, RankedPart } from './plan.js';
import type { TimeBudget } from './time-budget.js';

/** Whole numbers: what is about as good is ordered by how fresh it is. */
const LEVELS = 250;
/** The level of a title that is nothing but what is asked. */
const TOP_LEVEL = 255;
/** What a title gains that says nothing but what is asked. */
const BREVITY_GAIN = 0.15;
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
  /** Makes the sums of these documents their levels: the share of the whole, and how little else the title says. */
  levels(documents: DocumentSet, search: AskedTitle): Float32Array;
}

/** What is asked, as a title. */
export interface AskedTitle {
  /** Folded characters. */
  readonly length: number;
  /** Documents whose title begins so: as long as that, it is nothing else. */
  readonly beginning: () => DocumentSet;
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
  const inTitle = emptySet(columns.capacity);
  let whole = 0;

  function add(set: DocumentSet, worth: number, to: Float32Array): void {
    forEachKey(set, (key) => {
      to[key] = (to[key] ?? 0) + worth;
    });
  }

  return {
    sums,
    get whole() {
      return whole;
    },
    covered: (key) => covered?.[key] ?? 0,
    addFlat(within, worth) {
      whole += worth;
      add(within, worth, sums);
    },
    addPart({ share, anywhere, places, weak }, within, factor) {
      const all = find(anywhere);
      const count = countOf(all);
      if (weak === true && count > columns.count * COMMON) return;
      // Rare parts say more.
      const weight = factor * share * Math.log(1 + columns.count / (1 + count));
      whole += weight;
      const left = within.slice();
      const take = (some: DocumentSet, { gain, isTitle }: Place): void => {
        intersect(some, left);
        subtract(left, some);
        add(some, weight * gain, sums);
        if (covered !== undefined) add(some, weight, covered);
        if (isTitle) unite(inTitle, some);
      };
      for (const place of count > MANY ? places.slice(0, 1) : places.slice(0, -1)) {
        budget.check(0);
        take(find(place.found), place);
      }
      const last = places.at(-1);
      if (last !== undefined) take(typeof last.found === 'string' ? all : last.found(), last);
    },
    levels(documents, { length, beginning }) {
      const isWhole = (key: number): boolean => hasKey(inTitle, key) && columns.titleLength(key) === length;
      let exact: DocumentSet | undefined;
      forEachKey(documents, (key) => {
        const titleLength = columns.titleLength(key);
        const brevity = hasKey(inTitle, key) && titleLength > 0 ? Math.min(1, length / titleLength) : 0;
        const share = whole === 0 ? 0 : (sums[key] ?? 0) / whole;
        sums[key] =
          isWhole(key) && hasKey((exact ??= beginning()), key)
            ? TOP_LEVEL
            : Math.round((LEVELS * (share + BREVITY_GAIN * brevity)) / (1 + BREVITY_GAIN));
      });
      return sums;
    },
  };
}
