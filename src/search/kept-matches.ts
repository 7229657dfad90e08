import { createKept, createMemory } from '../serialise/kept-texts.js';
import { bytesOfSet, copyOfSet, scratchCopy } from './document-set.js';
import type { DocumentSet } from './document-set.js';
import type { Matcher } from './matcher.js';

/** Expressions whose second asking is noticed. */
const REMEMBERED = 1024;
/** Characters: a longer expression is one search's own. */
const LONGEST = 500;

export interface KeptMatches extends Matcher {
  /** The index may hold other documents. */
  forget(): void;
}

/**
 * Whoever narrows a search by a filter, turns its pages or sorts it anew asks for the documents of the same words again:
 * those of expressions that come for the second time are kept until the next state. `bytes` bounds what is kept; 0: nothing.
 */
export function keepMatches(matcher: Matcher, bytes: number): KeptMatches {
  let state = 0;
  const kept = createKept<string, DocumentSet>(() => state, bytesOfSet, bytes);
  const isRepeated = createMemory(REMEMBERED);

  return {
    ...matcher,
    match(expression) {
      if (bytes === 0 || expression.length > LONGEST) return matcher.match(expression);
      const known = kept.get(expression);
      if (known !== undefined) return scratchCopy(known);
      const found = matcher.match(expression);
      if (isRepeated(expression)) kept.set(expression, copyOfSet(found));
      return found;
    },
    forget() {
      state += 1;
    },
  };
}
