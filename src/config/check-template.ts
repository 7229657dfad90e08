import { createRequire } from 'node:module';
import type * as Library from 'cheerio';
import type { ValueFault } from './check-values.js';

/** What stands for a value in a header or footer. */
export const PLACEHOLDERS = ['title', 'publisher', 'home'] as const;

export interface CheckedTemplate {
  /** As browsers read it: every element that begins also ends. */
  readonly html: string;
  readonly faults: readonly ValueFault[];
}

/** As far as it is looked at; the library tells it by the types of another one. */
interface ReadElement {
  readonly tagName: string;
  readonly attribs: Readonly<Record<string, string>>;
}

const ELEMENTS = (
  'a abbr address article aside b bdi br dd details div dl dt em figcaption figure h2 h3 hr i img li nav ' +
  'ol p section small span strong sub summary sup time ul'
).split(' ');
const DOCUMENT_PARTS = /<(?:!doctype|html|head|body|frameset)\b/i;
const LINK = /^(?:https?:|mailto:|tel:|\/(?!\/)|#|\{home\})/i;
const OWN_PATH = /^\/(?!\/)/;
const LOADING = ['src', 'srcset', 'background', 'poster', 'data'];

/** A header or footer of the operator's: what the pages' policy would block, or what would break the page, is told. */
export function checkTemplate(text: string): CheckedTemplate {
  // Few hubs have one, and the library has many modules.
  const { load } = createRequire(import.meta.url)('cheerio') as typeof Library;
  const $ = load(text, {}, false);
  const faults: ValueFault[] = [];
  if (DOCUMENT_PARTS.test(text)) {
    faults.push({ message: 'it is a whole document', allowed: 'only what stands inside <body>' });
  }
  $('*').each((_index, node) => {
    if (!('attribs' in node)) return;
    const { tagName, attribs } = node as ReadElement;
    if (!ELEMENTS.includes(tagName)) {
      faults.push({ message: `<${tagName}> cannot stand here`, allowed: ELEMENTS.join(', ') });
    }
    for (const [name, value] of Object.entries(attribs)) {
      const fault = checkAttribute(name.toLowerCase(), value.trim());
      if (fault !== undefined) faults.push({ ...fault, message: `<${tagName}>: ${fault.message}` });
    }
  });
  for (const [, name = ''] of text.matchAll(/\{(\w+)\}/g)) {
    if ((PLACEHOLDERS as readonly string[]).includes(name)) continue;
    faults.push({
      message: `there is no value {${name}}`,
      allowed: PLACEHOLDERS.map((each) => `{${each}}`).join(', '),
    });
  }
  return { html: $.html(), faults };
}

function checkAttribute(name: string, value: string): ValueFault | undefined {
  if (name.startsWith('on')) {
    return { message: `"${name}" is a script, which the pages' policy blocks`, allowed: 'no scripts' };
  }
  if (name === 'style') {
    const allowed = 'classes of the pages\' own styles, such as "links" and "muted"';
    return { message: "a style in the markup, which the pages' policy blocks", allowed };
  }
  if (LOADING.includes(name) && !OWN_PATH.test(value)) {
    const message = `"${name}" loads from elsewhere, which the pages' policy blocks`;
    return { message, allowed: 'a path of the hub, such as /assets/logo' };
  }
  if (name === 'href' && !LINK.test(value)) {
    return { message: `"${value}" is not a link`, allowed: 'https:, http:, mailto:, tel:, a path, {home}' };
  }
  return undefined;
}
