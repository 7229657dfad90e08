import type { PortalDocument } from '../../src/pipeline/ports.js';
import { decode } from './decode.js';
import { faulty, LIMITS, tooLarge } from './limits.js';
import { RdfSyntaxError } from './syntax-error.js';
import { FORMATS, type Sighted, syntaxOf } from './syntax.js';
import type { Triple } from './triples.js';
import { guardXml } from './xml-guard.js';

export interface ReadingContext {
  /** Against which relative addresses are resolved where the document's own name is no address. */
  readonly base: string;
  /** As the source states it; otherwise the document shows it. */
  readonly format?: string | undefined;
}

/** Characters by which the syntax is told. */
const HEAD = 4096;

/**
 * The triples of a document, a batch at a time, in the order in which they stand there, the same in each reading.
 * `SourceResponseError` for a document that is none, breaks off, or asks too much.
 */
export async function* readTriples(
  document: PortalDocument,
  { base, format }: ReadingContext,
  signal: AbortSignal,
): AsyncGenerator<readonly Triple[], void> {
  const { url } = document;
  const text = decode(document, signal);
  const head: string[] = [];
  let size = 0;
  let isDone = false;
  while (size < HEAD && !isDone) {
    const next = await text.next();
    isDone = next.done === true;
    if (typeof next.value !== 'string') continue;
    head.push(next.value);
    size += next.value.length;
  }
  const start = head.join('');
  const sighted = syntaxOf(start.slice(0, HEAD), document.mediaType, url);
  const syntax =
    sighted === 'html' || sighted === 'empty' ? sighted : (FORMATS[format ?? '']?.syntax ?? sighted);
  const tally = new Tally(url);
  const pieces = tally.watch(start, text);
  try {
    for await (const batch of await triplesOf(syntax, pieces, URL.canParse(url) ? url : base, url)) {
      signal.throwIfAborted();
      if (batch.length === 0) continue;
      tally.take(batch);
      yield batch;
    }
  } catch (error) {
    throw toFault(error, syntax, tally.isAtEnd, url);
  }
}

/** Each parser is loaded when a document asks for it: most runs need none of them. */
async function triplesOf(
  syntax: Sighted,
  text: AsyncIterable<string>,
  base: string,
  url: string,
): Promise<AsyncIterable<readonly Triple[]>> {
  switch (syntax) {
    case 'rdf-xml':
      return (await import('./rdf-xml.js')).parseRdfXml(guardXml(text, url), base);
    case 'turtle':
      return (await import('./turtle.js')).parseTurtle(text, base);
    case 'json-ld':
      return (await import('./json-ld.js')).parseJsonLd(text, base);
    case 'empty':
      throw faulty(url, 'empty', 'the document is empty');
    case 'html':
      throw faulty(url, 'html', 'an HTML page and no RDF');
    case undefined:
      throw faulty(url, 'not-rdf', 'in none of the syntaxes of RDF');
  }
}

/** Counts what comes of a document against what went in. */
class Tally {
  readonly #url: string;
  #triples = 0;
  #silence = 0;
  isAtEnd = false;

  constructor(url: string) {
    this.#url = url;
  }

  async *watch(start: string, rest: AsyncIterable<string>): AsyncGenerator<string, void> {
    yield this.#hear(start);
    for await (const piece of rest) yield this.#hear(piece);
    this.isAtEnd = true;
  }

  take(batch: readonly Triple[]): void {
    this.#silence = 0;
    this.#triples += batch.length;
    if (this.#triples > LIMITS.triples) throw tooLarge(this.#url, `more than ${LIMITS.triples} triples`);
    for (const { object } of batch) {
      if (object.value.length > LIMITS.literal) throw tooLarge(this.#url, 'a text without end');
    }
  }

  #hear(piece: string): string {
    this.#silence += piece.length;
    if (this.#silence > LIMITS.silence + piece.length)
      throw tooLarge(this.#url, 'much text of which no triple comes');
    return piece;
  }
}

/** What a parser says is said of the document; whatever else stopped it stays what it was. */
function toFault(error: unknown, syntax: Sighted, isAtEnd: boolean, url: string): unknown {
  if (!(error instanceof RdfSyntaxError)) return error;
  const words = error.message.slice(0, 300);
  // The other syntaxes are watched for it before they are parsed.
  if (isAtEnd && syntax === 'turtle')
    return faulty(url, 'truncated', `the document breaks off: ${words}`, error.cause);
  const fault = syntax === 'rdf-xml' ? 'not-xml' : 'not-rdf';
  return faulty(url, fault, `no ${syntax ?? 'RDF'} that can be read: ${words}`, error.cause);
}
