import { isSingleIdeograph } from './characters.js';
import type { Lexicon } from './lexicon.js';

let segmenter: Intl.Segmenter | undefined;

/**
 * Splits what people write without blanks into words: 杭州市公共停车场 → 杭州市 · 公共 · 停车 · 场. A word of the lexicon stays whole
 * (公共停车场), the dictionary that comes with the language cuts the rest.
 */
export function segment(text: string, lexicon?: Lexicon): string[] {
  if (lexicon === undefined) return cut(text);
  const words: string[] = [];
  let rest = '';
  for (let from = 0; from < text.length;) {
    const word = lexicon.wordAt(text, from);
    if (word === '' || splitsLatin(text, from, from + word.length)) {
      rest += text.charAt(from);
      from += 1;
      continue;
    }
    words.push(...cut(rest), word);
    rest = '';
    from += word.length;
  }
  return [...words, ...cut(rest)];
}

/** Characters that the dictionary cuts off one by one, side by side, are a word that it does not know: 客 · 流 → 客流. */
function cut(text: string): string[] {
  if (text === '') return [];
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const words: string[] = [];
  let end = -1;
  for (const { segment: word, index, isWordLike } of segmenter.segment(text)) {
    if (isWordLike !== true) continue;
    const before = words.at(-1) ?? '';
    if (index === end && isSingleIdeograph(word) && before !== '') words[words.length - 1] = before + word;
    else words.push(word);
    end = isSingleIdeograph(word) ? index + word.length : -1;
  }
  return words;
}

const LATIN = /[a-z0-9]/;

/** A written word of Latin letters is none within a longer one: `ap` is no word of `map`. */
function splitsLatin(text: string, from: number, to: number): boolean {
  const joins = (at: number): boolean => LATIN.test(text.charAt(at - 1)) && LATIN.test(text.charAt(at));
  return joins(from) || joins(to);
}
