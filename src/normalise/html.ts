import { createRequire } from 'node:module';
import type * as Library from 'html-to-text';
import type { Notes } from './notes.js';

/** A tag that browsers know: `<` alone, `<http://…>` or 〈p<0.05〉 is ordinary text. */
const TAG =
  /<\/?(?:a|article|b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|font|h[1-6]|head|hr|html|i|iframe|img|li|o:p|ol|p|pre|s|script|section|small|span|strong|style|sub|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?\/?>/i;

/** Enough for any abstract; more would take the parser seconds. */
const MAX_HTML_LENGTH = 200_000;

const OPTIONS: Library.HtmlToTextOptions = {
  wordwrap: false,
  limits: { maxDepth: 100, maxChildNodes: 20_000, ellipsis: '…' },
  selectors: [
    { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: false } },
    { selector: 'img', format: 'skip' },
    { selector: 'style', format: 'skip' },
    { selector: 'script', format: 'skip' },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
    { selector: 'table', options: { uppercaseHeaderCells: false } },
    { selector: 'ul', options: { itemPrefix: '- ' } },
  ],
};

let converter: ReturnType<typeof Library.compile> | undefined;

/** The library waits for the first text with markup. */
function convert(html: string): string {
  converter ??= (createRequire(import.meta.url)('html-to-text') as typeof Library).compile(OPTIONS);
  return converter(html);
}

/** The text with its markup turned into line ends and bullets; without real tags it stays byte by byte as it is. */
export function htmlToPlainText(text: string, pointer: string, notes: Notes): string | undefined {
  if (!text.includes('<') || !TAG.test(text)) return text;
  const cut = text.length > MAX_HTML_LENGTH;
  if (cut) notes.report('text-cut', { pointer, detail: `${MAX_HTML_LENGTH} / ${text.length}` });
  notes.adjust(pointer, 'html-to-text', text);
  const plain = convert(cut ? text.slice(0, MAX_HTML_LENGTH) : text).trim();
  return plain === '' ? undefined : plain;
}
