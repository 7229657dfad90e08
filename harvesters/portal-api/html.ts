import { createRequire } from 'node:module';
import type * as Library from 'cheerio/slim';
import type { Cheerio, CheerioAPI } from 'cheerio/slim';
import { answerFault } from './faults.js';
import { type HtmlNode, isFlatEnough, isNarrowEnough } from './html-cost.js';

/** An element of a page, or a page. What it gives is text without markup, with every run of blanks as one. */
export interface HtmlPlace {
  find(selector: string): readonly HtmlPlace[];
  readonly text: string;
  attribute(name: string): string | undefined;
  /** The element after this one under the same parent. */
  next(): HtmlPlace | undefined;
}

/** The library tells the type of its nodes by the types of another one alone. */
type Root = ReturnType<CheerioAPI['root']> extends Cheerio<infer Document> ? Document : never;
type Selection = Cheerio<Root['children'][number]>;

let library: typeof Library | undefined;

/** The library has fifty modules, which wait for the first page or selector. */
function load(html: string): CheerioAPI {
  library ??= createRequire(import.meta.url)('cheerio/slim') as typeof Library;
  return library.load(html);
}

/** Characters; a page that people read has a hundredth of it. */
const MAX_PAGE_LENGTH = 4_000_000;
const MAX_TEXT_LENGTH = 200_000;
const UNSEEN: ReadonlySet<string> = new Set(['script', 'style', 'template']);
/** Elements within a line: what follows them follows without a blank. */
const INLINE: ReadonlySet<string> = new Set(
  'a abbr b bdi em font i mark s small span strong sub sup u'.split(' '),
);

/** The door to the HTML library. `SourceResponseError` for a page that would cost more than any honest one. */
export function parseHtml(text: string, url: string): HtmlPlace {
  if (text.length > MAX_PAGE_LENGTH) {
    throw answerFault(url, `the page has more than ${MAX_PAGE_LENGTH} characters`, 'too-large');
  }
  if (!isFlatEnough(text)) throw answerFault(url, 'the page leaves too many elements open', 'too-large');
  // In one element, from which the library searches faster than from many.
  const $ = load(`<page>${text}</page>`);
  const root = $.root();
  const isNarrow = root.toArray().every((node) => isNarrowEnough(node));
  if (!isNarrow) throw answerFault(url, 'an element of the page has too many others in it', 'too-large');
  return {
    find: (selector) => placesOf($, root.find(selector)),
    get text() {
      return textOf(root.toArray());
    },
    attribute: () => undefined,
    next: () => undefined,
  };
}

/** Why a CSS selector cannot be used; undefined for one that can. */
export function selectorFault(selector: string): string | undefined {
  try {
    load('<p></p>')(selector);
    return undefined;
  } catch (error) {
    // The library throws plain errors.
    if (!(error instanceof Error)) throw error;
    return error.message;
  }
}

function placesOf($: CheerioAPI, found: Selection): readonly HtmlPlace[] {
  // Wrapped only when it is asked: most elements are looked at for their text alone.
  return found.toArray().map((node) => ({
    find: (selector) => placesOf($, $(node).find(selector)),
    get text() {
      return textOf([node]);
    },
    attribute: (name) => $(node).attr(name),
    next: () => placesOf($, $(node).next())[0],
  }));
}

/** Written without recursion: how deep a page goes is the portal's choice. A script has a text only for who asks for it. */
function textOf(nodes: readonly HtmlNode[]): string {
  const stack: (HtmlNode | string)[] = [...nodes].reverse();
  let text = '';
  for (let node = stack.pop(); node !== undefined && text.length < MAX_TEXT_LENGTH; node = stack.pop()) {
    if (typeof node === 'string') text += node;
    else if (node.type === 'text') text += node.data ?? '';
    else if (node.children !== undefined && (nodes.includes(node) || !UNSEEN.has(node.name ?? ''))) {
      if (!INLINE.has(node.name ?? '')) {
        text += ' ';
        stack.push(' ');
      }
      for (const child of node.children.toReversed()) stack.push(child);
    }
  }
  return text.slice(0, MAX_TEXT_LENGTH).replace(/\s+/gu, ' ').trim();
}
