import { targetsOf, type CrosswalkFile } from '../domain/crosswalk.js';
import { remember } from './remember.js';
import { foldWord } from './words.js';

/** What a crosswalk says of a word. */
export interface Hit {
  /** Canonical values; empty for a word that is known and has no equivalent, or that stays as it is written. */
  readonly to: readonly string[];
  readonly keep: boolean;
  readonly facts: Readonly<Record<string, string | boolean>>;
}

export interface CrosswalkTable {
  find(word: string): Hit | undefined;
}

export interface TableOptions {
  readonly file: CrosswalkFile;
  /** The source's own words, which win over the general ones; `*` stands for every word that nobody knows. */
  readonly overrides?: Readonly<Record<string, string | readonly string[]>>;
  /** What spellings of a word have in common; the table's own words are folded as well. */
  readonly fold?: (word: string) => string;
  /** Spellings of a word to try in turn. */
  readonly spellings?: (word: string) => readonly string[];
}

const NO_FACTS = {};

/** One crosswalk of one source, ready to look up: the source's words first, then the general ones. */
export function createCrosswalkTable(options: TableOptions): CrosswalkTable {
  const { file, overrides = {}, fold = foldWord, spellings } = options;
  const general = new Map<string, Hit>();
  const factsOf = new Map<string, Hit['facts']>();
  for (const entry of file.entries) {
    const hit: Hit = { to: targetsOf(entry.to), keep: entry.keep === true, facts: entry.facts ?? NO_FACTS };
    for (const word of entry.from) general.set(fold(word), hit);
    const [target] = hit.to;
    if (target !== undefined) {
      if (!factsOf.has(target)) factsOf.set(target, hit.facts);
      const folded = fold(target);
      // A number is a code of ours only: on a portal it means what the portal says.
      if (!/^\d+$/.test(folded) && !general.has(folded)) general.set(folded, hit);
    }
  }
  const own = new Map<string, Hit>();
  for (const [word, value] of Object.entries(overrides)) {
    const to = targetsOf(value);
    own.set(fold(word), { to, keep: false, facts: factsOf.get(to[0] ?? '') ?? NO_FACTS });
  }
  const anyWord = own.get('*');
  const lookUp = (word: string): Hit | undefined => {
    for (const spelling of spellings?.(word) ?? [fold(word)]) {
      const hit = own.get(spelling) ?? general.get(spelling);
      if (hit !== undefined) return hit;
    }
    return anyWord;
  };
  return { find: remember(lookUp) };
}
