import { unescape } from './escapes.js';
import { faultAt, localParameters } from './query-text.js';
import type { QueryText } from './query-text.js';
import { scanRange } from './scan-range.js';
import { OPERATORS } from './tokens.js';
import type { Mark, Token } from './tokens.js';
import { readPattern } from './wildcard-pattern.js';

/** Where a word begins, how it goes on, and the same with wildcards: Solr's classes of characters. */
const FIRST = String.raw`[^\s+\-!():^[\]"{}~*?\\/]|\\[^]`;
const TERM = new RegExp(String.raw`(?:${FIRST})(?:[^\s():^[\]"{}~*?\\]|\\[^])*`, 'y');
const WILD = new RegExp(String.raw`(?:${FIRST}|[*?])(?:[^\s():^[\]"{}~\\]|\\[^])*`, 'y');
const PHRASE = /"((?:[^"\\]|\\[^])*)"/y;
const BOOST = /\^(=)?(-?\d+(?:\.\d+)?)/y;
const TILDE = /~(\d+(?:\.\d+)?)?/y;
const BARE = /[+\-!](?=\s)/y;
const BLANKS = /\s+/y;
const COMMENT_EDGE = /\/\*|\*\//g;
const FILTER = 'filter(';

const MARKS: Readonly<Record<string, Mark>> = {
  '+': 'plus',
  '-': 'minus',
  '!': 'not',
  '(': 'open',
  ')': 'close',
  ':': 'colon',
};

/** The text as Solr's lexer takes it apart: at each place the longest token. Each character is looked at once or twice. */
export function scanTokens(source: QueryText): Token[] {
  const { text } = source;
  const tokens: Token[] = [];
  for (let from = skipBlanks(text, 0); from < text.length;) {
    const { token, end } = scanToken(source, from);
    tokens.push(token);
    from = skipBlanks(text, end);
  }
  tokens.push({ kind: 'end', from: text.length });
  return tokens;
}

interface Scanned {
  readonly token: Token;
  readonly end: number;
}

function scanToken(source: QueryText, from: number): Scanned {
  const { text } = source;
  switch (text.charAt(from)) {
    case '"':
      return scanPhrase(source, from);
    case '{':
      if (text.charAt(from + 1) === '!') throw localParameters(source, from);
      return scanRange(source, from);
    case '[':
      return scanRange(source, from);
    case '^':
      return scanBoost(source, from);
    case '~':
      return scanTilde(text, from);
    case '/':
      throw faultAt(source, from, 'Regular expressions are not supported; quote what begins with "/"');
    default:
      return scanMark(text, from) ?? scanTerm(source, from);
  }
}

function scanMark(text: string, from: number): Scanned | undefined {
  const bare = match(BARE, text, from);
  if (bare !== undefined) return { token: { kind: 'term', text: bare[0], from, bare: true }, end: from + 1 };
  const kind = MARKS[text.charAt(from)];
  return kind === undefined ? undefined : { token: { kind, from }, end: from + 1 };
}

function scanTerm(source: QueryText, from: number): Scanned {
  const { text } = source;
  const raw = match(WILD, text, from)?.[0];
  if (raw === undefined) throw faultAt(source, from, `${describe(text, from)} is not expected here`);
  if (raw === '*') return { token: { kind: 'star', from }, end: from + 1 };
  const term = match(TERM, text, from)?.[0];
  const end = from + raw.length;
  if (term !== raw) return { token: { kind: 'wild', pattern: readPattern(raw, source, from), from }, end };
  if (term === 'filter' && text.startsWith(FILTER, from))
    return { token: { kind: 'filter', from }, end: end + 1 };
  const operator = OPERATORS.get(term);
  if (operator !== undefined) return { token: { kind: operator, from }, end };
  return { token: { kind: 'term', text: unescape(term, source, from), from }, end };
}

function scanPhrase(source: QueryText, from: number): Scanned {
  const phrase = match(PHRASE, source.text, from);
  if (phrase?.[1] === undefined) throw faultAt(source, from, 'the quotation mark is not closed');
  const text = unescape(phrase[1], source, from + 1);
  return { token: { kind: 'phrase', text, from }, end: from + phrase[0].length };
}

function scanBoost(source: QueryText, from: number): Scanned {
  const boost = match(BOOST, source.text, from);
  const written = Number(boost?.[2]);
  const single = Math.fround(written);
  if (boost === undefined || !Number.isFinite(single) || single < 0) {
    throw faultAt(source, from, '"^" needs a number that is not negative, without blanks between');
  }
  // Scores are single precision: what is nothing there is nothing here.
  const factor = single === 0 ? 0 : written;
  const token = { kind: 'boost', factor, constant: boost[1] !== undefined, from } as const;
  return { token, end: from + boost[0].length };
}

function scanTilde(text: string, from: number): Scanned {
  const tilde = match(TILDE, text, from);
  const amount = tilde?.[1] === undefined ? undefined : Number(tilde[1]);
  return { token: { kind: 'tilde', amount, from }, end: from + (tilde?.[0].length ?? 1) };
}

/** Past blanks and comments, which nest; one that is not closed goes to the end. */
function skipBlanks(text: string, from: number): number {
  let position = from;
  for (;;) {
    position += match(BLANKS, text, position)?.[0].length ?? 0;
    if (!text.startsWith('/*', position)) return position;
    position = endOfComment(text, position);
  }
}

function endOfComment(text: string, from: number): number {
  COMMENT_EDGE.lastIndex = from;
  for (let depth = 0; ;) {
    const edge = COMMENT_EDGE.exec(text);
    if (edge === null) return text.length;
    depth += edge[0] === '/*' ? 1 : -1;
    if (depth === 0) return COMMENT_EDGE.lastIndex;
  }
}

function match(pattern: RegExp, text: string, from: number): RegExpExecArray | undefined {
  pattern.lastIndex = from;
  return pattern.exec(text) ?? undefined;
}

/** What stands at a place, for messages. */
export function describe(text: string, from: number): string {
  const shown = /^\S{1,20}/u.exec(text.slice(from, from + 40))?.[0];
  return shown === undefined ? 'the end' : `"${shown}"`;
}
