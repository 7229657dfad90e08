import { faulty, LIMITS, tooLarge } from './limits.js';

/** A declaration of namespaces as some writers put it before RDF/XML: short values without anything to expand in them. */
const ENTITY = /<!ENTITY\s+([A-Za-z_][\w.-]{0,60})\s+(?:"([^"&%<]{0,300})"|'([^'&%<]{0,300})')\s*>/g;
/** A reference to an entity that the document declares itself. */
const REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#\w+);)/g;
const MAX_ENTITIES = 100;
const MAX_PROLOG = 100_000;
/** Characters of one tag with all its attributes. */
const MAX_TAG = 1_000_000;
/** Characters that declared entities may add to a whole document. */
const MAX_EXPANSION = 100_000_000;

/**
 * Passes the text of an XML document on to the parser and stops what would hurt it: declared entities that are more than
 * names of namespaces (expansion bombs, files and addresses to be read), nesting, texts and tags without end. Comments and
 * instructions are left out and CDATA is written as text, because the parser takes a text in pieces for its last piece only.
 */
export async function* guardXml(pieces: AsyncIterable<string>, url: string): AsyncGenerator<string, void> {
  const guard = new XmlGuard(url);
  for await (const piece of pieces) yield guard.take(piece);
  guard.end();
}

class XmlGuard {
  readonly #url: string;
  /** What is not yet passed on: a construct of which the end has not come. */
  #rest = '';
  #depth = 0;
  #hasRoot = false;
  /** Characters since the last tag. */
  #run = 0;
  /** Length of the longest declared entity. */
  #longestEntity = 0;
  #expansion = 0;
  /** Inside a comment, an instruction or CDATA: how it ends. */
  #until: '-->' | '?>' | ']]>' | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  take(piece: string): string {
    // Joined, not added: a sum is put together anew with each search in it.
    const text = [this.#rest, piece].join('');
    this.#rest = '';
    const out: string[] = [];
    let at = 0;
    while (at < text.length) {
      if (this.#until !== undefined) {
        const stop = text.indexOf(this.#until, at);
        const end = stop === -1 ? Math.max(at, text.length - 2) : stop;
        if (this.#until === ']]>') out.push(this.#passText(escapeText(text.slice(at, end))));
        if (stop === -1) {
          this.#rest = text.slice(end);
          return out.join('');
        }
        at = stop + this.#until.length;
        this.#until = undefined;
        continue;
      }
      const open = text.indexOf('<', at);
      const end = open === -1 ? text.length : open;
      if (end > at) out.push(this.#passText(text.slice(at, end)));
      if (open === -1) return out.join('');
      const next = this.#takeMarkup(text, open);
      if (next === undefined) {
        this.#rest = text.slice(open);
        if (this.#rest.length > MAX_TAG) throw tooLarge(this.#url, 'a tag without end');
        return out.join('');
      }
      out.push(next.pass);
      at = next.at;
    }
    return out.join('');
  }

  end(): void {
    if (this.#rest !== '' || this.#until !== undefined || this.#depth > 0 || !this.#hasRoot) {
      throw faulty(this.#url, 'truncated', 'the XML breaks off');
    }
  }

  #passText(text: string): string {
    this.#run += text.length;
    if (this.#longestEntity > 0) this.#countExpansion(text);
    if (this.#run > LIMITS.literal) throw tooLarge(this.#url, 'a text without end');
    return text;
  }

  /** The parser puts a declared entity in for each reference: what that comes to is counted before. */
  #countExpansion(text: string): void {
    const references = text.match(REFERENCE)?.length ?? 0;
    this.#expansion += references * this.#longestEntity;
    this.#run += references * this.#longestEntity;
    if (this.#expansion > MAX_EXPANSION) throw tooLarge(this.#url, 'entities that expand without end');
  }

  /** The markup that begins at `open`; undefined where its end has not come yet. */
  #takeMarkup(text: string, open: number): { readonly pass: string; readonly at: number } | undefined {
    const second = text[open + 1];
    if (second === undefined) return undefined;
    if (second === '?') return this.#skipTo('?>', text, open + 2);
    if (second === '!') return this.#takeDeclaration(text, open);
    const end = endOfTag(text, open);
    if (end === undefined) return undefined;
    const tag = text.slice(open, end);
    this.#run = 0;
    if (this.#longestEntity > 0) this.#countExpansion(tag);
    this.#run = 0;
    if (second === '/') this.#depth -= 1;
    else if (text[end - 2] !== '/') this.#depth += 1;
    this.#hasRoot = true;
    if (this.#depth > LIMITS.depth) throw tooLarge(this.#url, `tags nested deeper than ${LIMITS.depth}`);
    return { pass: tag, at: end };
  }

  #skipTo(
    until: '-->' | '?>' | ']]>',
    text: string,
    from: number,
  ): { readonly pass: string; readonly at: number } {
    this.#until = until;
    return { pass: '', at: Math.min(from, text.length) };
  }

  #takeDeclaration(text: string, open: number): { readonly pass: string; readonly at: number } | undefined {
    const start = text.slice(open, open + '<![CDATA['.length);
    if (start.startsWith('<!--')) return this.#skipTo('-->', text, open + 4);
    if (start === '<![CDATA[') return this.#skipTo(']]>', text, open + start.length);
    if ('<!--'.startsWith(start) || '<![CDATA['.startsWith(start)) return undefined;
    if (this.#hasRoot || !start.startsWith('<!DOCTYPE'.slice(0, start.length))) {
      throw faulty(this.#url, 'not-xml', 'a declaration stands where none may');
    }
    const end = endOfDoctype(text, open);
    if (end === undefined) {
      if (text.length - open > MAX_PROLOG) throw tooLarge(this.#url, 'a document type without end');
      return undefined;
    }
    return { pass: this.#takeDoctype(text.slice(open, end)), at: end };
  }

  /** The declaration as it may be passed on: with its short entities and nothing else. */
  #takeDoctype(doctype: string): string {
    if (doctype.length > MAX_PROLOG) throw tooLarge(this.#url, 'a document type without end');
    const withoutComments = doctype.replace(/<!--[\s\S]*?-->/g, '');
    const declared = [...withoutComments.matchAll(ENTITY)];
    const others = withoutComments.replace(ENTITY, '');
    if (/<!ENTITY|%/.test(others) || declared.length > MAX_ENTITIES) {
      throw faulty(
        this.#url,
        'not-xml',
        'the document type declares entities that are no names of namespaces',
      );
    }
    const entities = declared.map(([, name = '', double, single]) => {
      const value = double ?? single ?? '';
      this.#longestEntity = Math.max(this.#longestEntity, value.length);
      return `<!ENTITY ${name} "${value.replace(/"/g, '')}">`;
    });
    return entities.length === 0 ? '' : `<!DOCTYPE rdf [${entities.join('')}]>`;
  }
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Index behind the tag that begins at `open`: a `>` may stand in the values of its attributes. */
function endOfTag(text: string, open: number): number | undefined {
  let at = open + 1;
  for (;;) {
    const close = text.indexOf('>', at);
    if (close === -1) return undefined;
    const quote = firstQuote(text, at, close);
    if (quote === -1) return close + 1;
    const endQuote = text.indexOf(text.charAt(quote), quote + 1);
    if (endQuote === -1) return undefined;
    at = endQuote + 1;
  }
}

function firstQuote(text: string, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22 || code === 0x27) return at;
  }
  return -1;
}

/** Index behind a document type declaration, whose inner part stands in square brackets. */
function endOfDoctype(text: string, open: number): number | undefined {
  let isInner = false;
  for (let at = open; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === '"' || char === "'") {
      at = text.indexOf(char, at + 1);
      if (at === -1) return undefined;
    } else if (text.startsWith('<!--', at)) {
      at = text.indexOf('-->', at + 4);
      if (at === -1) return undefined;
    } else if (char === '[') isInner = true;
    else if (char === ']') isInner = false;
    else if (char === '>' && !isInner) return at + 1;
  }
  return undefined;
}
