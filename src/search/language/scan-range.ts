import { unescape } from './escapes.js';
import { faultAt } from './query-text.js';
import type { QueryText } from './query-text.js';
import type { RangeEnd, Token } from './tokens.js';

const BLANKS = /\s*/y;
const QUOTED = /"((?:[^"\\]|\\[^])*)"(?=[\s\]}])/y;
const PLAIN = /[^\s\]}]+/y;
const CLOSE = /[\]}]/y;

/** `[lower TO upper]`; `{` and `}` leave the bound itself out, `*` is open, and `TO` is a bound where one is due. */
export function scanRange(source: QueryText, from: number): { readonly token: Token; readonly end: number } {
  const { text } = source;
  let position = from + 1;

  function take(pattern: RegExp): RegExpExecArray | undefined {
    BLANKS.lastIndex = position;
    const start = position + (BLANKS.exec(text)?.[0].length ?? 0);
    pattern.lastIndex = start;
    const found = pattern.exec(text);
    if (found === null) return undefined;
    position = start + found[0].length;
    return found;
  }

  function takeBound(): Omit<RangeEnd, 'inclusive'> {
    const quoted = take(QUOTED);
    if (quoted?.[1] !== undefined)
      return { text: unescape(quoted[1], source, quoted.index + 1), from: quoted.index };
    const plain = take(PLAIN);
    if (plain === undefined) throw malformed();
    const bound = plain[0] === '*' ? undefined : unescape(plain[0], source, plain.index);
    return { text: bound, from: plain.index };
  }

  function malformed(): Error {
    return faultAt(source, position, 'a range is written [lower TO upper], with * for an open end');
  }

  const lower = takeBound();
  if (take(PLAIN)?.[0] !== 'TO') throw malformed();
  const upper = takeBound();
  const close = take(CLOSE)?.[0];
  if (close === undefined) throw malformed();
  const token: Token = {
    kind: 'range',
    lower: { ...lower, inclusive: text.charAt(from) === '[' },
    upper: { ...upper, inclusive: close === ']' },
    from,
  };
  return { token, end: position };
}
