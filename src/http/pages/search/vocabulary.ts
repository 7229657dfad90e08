import type { SearchIndex } from '../../../pipeline/read-ports.js';
import { pinyinOf, soundsLike } from '../../../serialise/pinyin.js';
import { perSeq } from '../../per-seq.js';

/** Texts that are found by how they sound, in their order. */
export interface SoundBook {
  /** Those that have, from some syllable on, all sounds that were typed, or their initials. */
  like(typed: string): readonly string[];
}

/** The sounds are worked out once: asking costs a look through the letters. */
export function createSoundBook(texts: readonly string[]): SoundBook {
  const entries = texts.map((text) => ({ text, ...pinyinOf(text) }));
  return {
    like(typed) {
      const letters = typed.toLowerCase().replace(/[\s_'-]/gu, '');
      if (!/^[a-z0-9]+$/u.test(letters)) return [];
      return entries.flatMap(({ text, whole, initials }) =>
        (whole.includes(letters) || initials.includes(letters)) && soundsLike(text, letters) ? [text] : [],
      );
    },
  };
}

/** Sounds of more would take too long to work out after each publication. */
const MOST_KEYWORDS = 2000;

const kept = new WeakMap<SearchIndex, () => Promise<SoundBook>>();

/** The most frequent keywords, by how they sound; made once for each published state. */
export function keywordSounds(search: SearchIndex): Promise<SoundBook> {
  const known =
    kept.get(search) ??
    perSeq(search, async () => {
      const { facets } = await search.search({
        ...{ q: '', fq: [], sort: '', start: 0, rows: 0 },
        facets: { fields: ['tags'], limit: MOST_KEYWORDS, minCount: 1 },
      });
      return createSoundBook([...(facets.get('tags')?.keys() ?? [])]);
    });
  kept.set(search, known);
  return known();
}
