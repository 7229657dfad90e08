import { faultAt, toPlainText } from './query-text.js';
import type { QueryText } from './query-text.js';

const ESCAPE = /\\(?:u([0-9A-Fa-f]{4})|([^u])|u|$)/gsu;

/** `\x` is x, `\u4e2d` is 中; `position` is where `raw` stands. */
export function unescape(raw: string, source: QueryText, position: number): string {
  if (!raw.includes('\\')) return raw;
  const text = raw.replaceAll(
    ESCAPE,
    (whole: string, hex: string | undefined, plain: string | undefined, offset: number) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (plain !== undefined) return plain;
      const complaint =
        whole === '\\'
          ? 'Term can not end with escape character.'
          : 'Non-hex character in Unicode escape sequence';
      throw faultAt(source, position + offset, complaint);
    },
  );
  return toPlainText(text);
}

const SPECIAL = /[\\+\-!():^[\]"{}~*?|&/\s]/g;
const OPERATOR = /^(?:AND|OR|NOT)$/;

/** The text as one term that means nothing but itself. */
export function escapeTerm(text: string): string {
  return OPERATOR.test(text) ? `\\${text}` : text.replaceAll(SPECIAL, '\\$&');
}

export function quote(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, '\\$&')}"`;
}
