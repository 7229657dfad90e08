/** Where a text stops being JSON (UTF-16 offset); `truncated` when everything up to the end is a proper beginning. */
export interface JsonFault {
  readonly position: number;
  readonly truncated: boolean;
}

type Expectation = 'value' | 'value-or-close' | 'key' | 'key-or-close' | 'colon' | 'comma-or-close' | 'end';

const SPACE = /[ \t\n\r]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const OPEN_SCALAR = /(?:-|-?(?:0|[1-9]\d*)(?:\.|(?:\.\d+)?[eE][+-]?)|t(?:ru?)?|f(?:a(?:ls?)?)?|n(?:ul?)?)$/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const OPEN_ESCAPE = /\\(?:u[\da-fA-F]{0,3})?$/y;

/**
 * Finds the fault of a text that `JSON.parse` refused; the parser says the position only in the text of its message, which
 * differs from engine to engine. Runs on failures only, so that it may be slower than the parser.
 */
export function findJsonFault(text: string): JsonFault {
  const open: ('{' | '[')[] = [];
  let expected: Expectation = 'value';
  let position = 0;
  for (;;) {
    position = skip(SPACE, text, position);
    if (position >= text.length) return { position, truncated: expected !== 'end' };
    const next = text.charAt(position);
    const isKey: boolean = expected === 'key' || expected === 'key-or-close';
    const isValue: boolean = expected === 'value' || expected === 'value-or-close';
    if (expected.endsWith('-or-close') && isClose(next, open.at(-1))) {
      open.pop();
      position += 1;
      expected = afterValue(open);
    } else if (isValue && (next === '{' || next === '[')) {
      open.push(next);
      position += 1;
      expected = next === '{' ? 'key-or-close' : 'value-or-close';
    } else if (expected === 'colon' && next === ':') {
      position += 1;
      expected = 'value';
    } else if (expected === 'comma-or-close' && next === ',') {
      position += 1;
      expected = open.at(-1) === '{' ? 'key' : 'value';
    } else if (next === '"' && (isKey || isValue)) {
      const end = endOfString(text, position);
      if (typeof end !== 'number') return end;
      position = end;
      expected = isKey ? 'colon' : afterValue(open);
    } else {
      const end = isValue ? skip(SCALAR, text, position) : position;
      if (isValue && skip(OPEN_SCALAR, text, position) > position)
        return { position: text.length, truncated: true };
      if (end === position) return { position, truncated: false };
      position = end;
      expected = afterValue(open);
    }
  }
}

function afterValue(open: readonly string[]): Expectation {
  return open.length === 0 ? 'end' : 'comma-or-close';
}

function isClose(character: string, open: '{' | '[' | undefined): boolean {
  return (character === '}' && open === '{') || (character === ']' && open === '[');
}

/** Offset after the closing quote. Character by character: a regular expression would overflow its stack on megabytes. */
function endOfString(text: string, start: number): number | JsonFault {
  let position = start + 1;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code === 0x22) return position + 1;
    if (code < 0x20) return { position, truncated: false };
    if (code === 0x5c) {
      const end = skip(ESCAPE, text, position);
      if (end === position) {
        const truncated = skip(OPEN_ESCAPE, text, position) > position;
        return { position: truncated ? text.length : position, truncated };
      }
      position = end;
    } else {
      position += 1;
    }
  }
  return { position, truncated: true };
}

function skip(pattern: RegExp, text: string, position: number): number {
  pattern.lastIndex = position;
  return pattern.test(text) ? pattern.lastIndex : position;
}
