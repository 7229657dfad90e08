import { wellFormedJson } from '../../serialise/plain-text.js';

/** Markup that is safe to put into a page as it is. Only this file makes it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Value = string | number | Html | undefined;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Template tag: every value is escaped, except markup made by this tag. Undefined is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(strings.map((string, index) => string + render(values[index])).join(''));
}

export function join(parts: readonly Html[]): Html {
  return new Html(parts.map(({ text }) => text).join(''));
}

/** Data for programs: a script of this kind is never run, and no character of its JSON can end it or begin a comment. */
export function jsonLdScript(data: object): Html {
  const json = wellFormedJson(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return new Html(`<script type="application/ld+json">${json}</script>`);
}

function render(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  return String(value).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

/** A link for an address that a portal wrote: only http and https become links, anything else stays text. */
export function harvestedLink(url: string, text: string): Html {
  return isWebAddress(url)
    ? html`<a href="${url}" rel="nofollow noopener noreferrer">${text}</a>`
    : html`${text}`;
}

function isWebAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol } = new URL(url);
  return protocol === 'http:' || protocol === 'https:';
}
