import { fold } from './fold.js';

/** What somebody looks for, as far as it can be pointed at in a text. */
export interface QueryWords {
  /** Folded, the longest first. */
  readonly words: readonly string[];
  /** Nothing but words: no field is named and nothing is ruled out. */
  readonly isPlain: boolean;
}

const PART = /([+\-!]?)(?:([A-Za-z_][\w.]*):)?(?:"((?:[^"\\]|\\.)*)"|([^\s"()]+))/gu;
const OPERATOR = /^(?:AND|OR|NOT|&&|\|\||TO)$/;
/** Fields whose words stand in what a reader sees. */
const TEXT_FIELDS: ReadonlySet<string> = new Set(['title', 'title_string', 'notes', 'text', 'tags']);
const MOST_WORDS = 16;

/** Reads them off `q`, generously: a query that the index cannot read has words all the same. */
export function queryWords(q: string): QueryWords {
  const words = new Set<string>();
  let isPlain = true;
  let isRuledOut = false;
  for (const [, sign = '', field, quoted, bare = ''] of q.matchAll(PART)) {
    if (quoted === undefined && OPERATOR.test(bare)) {
      isRuledOut = bare === 'NOT';
      isPlain = isPlain && !isRuledOut;
      continue;
    }
    const out = isRuledOut || sign === '-' || sign === '!';
    isRuledOut = false;
    if (out || field !== undefined) isPlain = false;
    if (out || (field !== undefined && !TEXT_FIELDS.has(field))) continue;
    for (const word of wordsIn(quoted ?? bare)) words.add(word);
  }
  return {
    words: [...words].sort((one, other) => other.length - one.length).slice(0, MOST_WORDS),
    isPlain,
  };
}

/** Without wildcards, boosts and brackets; marks between words separate them. */
function wordsIn(text: string): readonly string[] {
  return fold(text.replace(/[\^~]\d*(?:\.\d+)?$/u, ''))
    .text.split(/[^\p{L}\p{N}.\-_]+/u)
    .map((word) => word.replace(/^[.\-_]+|[.\-_]+$/gu, ''))
    .filter((word) => word !== '');
}
