import {
  caselessPart,
  decodeValue,
  encodeValue,
  endOfField,
  exactToken,
  hasField,
  presenceToken,
} from '../exact-token.js';
import type { Matcher } from '../matcher.js';
import type { ExactField } from './exact-field.js';

const STRIDE = 256;

/** Any other field, an extra of a portal for instance: the index itself is the sorted dictionary of its values. */
export function indexedField(field: string, matcher: Matcher): ExactField {
  const presence = presenceToken(field);
  return {
    term: (value) => matcher.match(`exact : "${exactToken(field, value)}"`),
    where(test, checkpoint) {
      const from = presence + encodeValue(test.from);
      const to = test.to === undefined ? endOfField(field) : presence + encodeValue(test.to);
      if (test.allBut !== undefined) {
        return matcher.withTokens(from, to, [
          presence,
          ...test.allBut.map((end) => presence + encodeValue(end)),
        ]);
      }
      const found: string[] = [];
      let read = 0;
      const part = caselessPart(test.holds ?? '');
      const tokens =
        part === '' ? matcher.tokens(from, to) : matcher.tokensHolding(from, to, part, checkpoint);
      for (const token of tokens) {
        if (token !== presence && test.accepts(decodeValue(field, token))) found.push(token);
        if ((read += 1) % STRIDE === 0) checkpoint();
      }
      return matcher.matchAny('exact', found, checkpoint);
    },
    exists: () => matcher.match(hasField(field)),
  };
}
