import { JsonLdParser } from 'jsonld-streaming-parser';
import { isJsonObject, parseJson } from '../../src/domain/json-values.js';
import { findContext } from './contexts.js';
import { drain } from './drain.js';
import { type JsonPart, splitJson } from './json-split.js';
import { faulty, tooLarge } from './limits.js';
import { createTermFactory, type Triple } from './triples.js';

/** Parts that are parsed together, and characters of them: each time the context is read anew. */
const PARTS_AT_ONCE = 500;
const CHARACTERS_AT_ONCE = 500_000;

/** Characters of parts that wait for the context and the name of the document's object to appear. */
const MAX_WAITING = 4_000_000;

/** Name of the document's object where it has none, the same for all parts of it. */
const ROOT = '"_:the-document"';

/**
 * JSON-LD. Parsers of it hold the whole document, so that it is taken apart before: the elements of its lists are parsed in
 * small documents of their own, each with the context and the name of the object that they belong to.
 */
export async function* parseJsonLd(
  text: AsyncIterable<string>,
  base: string,
): AsyncGenerator<readonly Triple[], void> {
  const reading = new JsonLdReading(base);
  for await (const part of splitJson(text, base)) {
    const due = reading.add(part);
    if (due !== undefined) yield* reading.parse(due);
  }
  for (const due of reading.rest()) yield* reading.parse(due);
}

class JsonLdReading {
  readonly #base: string;
  readonly #factory = createTermFactory();
  #context: string | undefined;
  #id: string | undefined;
  #type: string | undefined;
  /** Other names of keywords in the context. */
  #aliases: ReadonlyMap<string, string> = new Map();
  #waiting: JsonPart[] = [];
  #size = 0;
  #isUnderWay = false;
  /** Whether the document's object has gone by a name already. */
  #isNamed = false;
  #refused: unknown;

  constructor(base: string) {
    this.#base = base;
  }

  /** The parts to be parsed now, where there are enough of them and all that is needed for it is known. */
  add(part: JsonPart): readonly JsonPart[] | undefined {
    if (part.name !== undefined && !part.isElement && this.#takeKeyword(part)) return undefined;
    this.#waiting.push(part);
    this.#size += part.text.length;
    const isWhole =
      part.name === undefined ||
      (this.#context !== undefined && (this.#id !== undefined || this.#isGraph(part)));
    const isEnough = this.#waiting.length >= PARTS_AT_ONCE || this.#size >= CHARACTERS_AT_ONCE;
    return (isWhole && isEnough) || this.#size > MAX_WAITING ? this.#takeWaiting() : undefined;
  }

  *rest(): Generator<readonly JsonPart[], void> {
    if (this.#type !== undefined) this.#waiting.push({ name: '"@type"', isElement: false, text: this.#type });
    let due: JsonPart[] = [];
    let size = 0;
    for (const part of this.#takeWaiting()) {
      due.push(part);
      size += part.text.length;
      if (due.length < PARTS_AT_ONCE && size < CHARACTERS_AT_ONCE) continue;
      yield due;
      due = [];
      size = 0;
    }
    if (due.length > 0) yield due;
  }

  async *parse(parts: readonly JsonPart[]): AsyncGenerator<readonly Triple[], void> {
    const text = this.#documentOf(parts);
    if (parseJson(text) === undefined) throw faulty(this.#base, 'not-json', 'a value is no JSON');
    const parser = new JsonLdParser({
      baseIRI: this.#base,
      dataFactory: this.#factory,
      skipContextValidation: true,
      documentLoader: { load: (url) => this.#load(url) },
    });
    try {
      yield* drain(parser, once(text));
    } catch (error) {
      throw this.#refused ?? error;
    }
  }

  #load(url: string): Promise<Record<string, unknown>> {
    const context = findContext(url);
    if (context !== undefined) return Promise.resolve({ '@context': context });
    const words = `the context ${url.slice(0, 200)} is not built in, and none is fetched`;
    this.#refused = faulty(this.#base, 'refused-address', words);
    return Promise.reject(new Error(words));
  }

  #takeKeyword({ name = '', text }: JsonPart): boolean {
    const given: unknown = parseJson(name);
    const keyword = typeof given === 'string' ? (this.#aliases.get(given) ?? given) : '';
    if (keyword !== '@context' && keyword !== '@id' && keyword !== '@type') return false;
    if (keyword === '@id' ? this.#isNamed : keyword === '@context' && this.#isUnderWay) {
      throw tooLarge(this.#base, `${keyword} comes only after most of the document`);
    }
    if (keyword === '@id') this.#id = text;
    else if (keyword === '@type') this.#type = text;
    else {
      this.#context = text;
      this.#aliases = aliasesIn(parseJson(text));
    }
    return true;
  }

  #isGraph({ name = '""', isElement }: JsonPart): boolean {
    const given: unknown = parseJson(name);
    return isElement && (given === '@graph' || this.#aliases.get(String(given)) === '@graph');
  }

  #takeWaiting(): readonly JsonPart[] {
    const parts = this.#waiting;
    this.#waiting = [];
    this.#size = 0;
    this.#isUnderWay = true;
    return parts;
  }

  /** One JSON-LD document of some parts: those of one list stand beside each other. */
  #documentOf(parts: readonly JsonPart[]): string {
    const members: string[] = [];
    if (this.#context !== undefined) members.push(`"@context":${this.#context}`);
    const byName = new Map<string | undefined, string[]>();
    for (const { name, isElement, text } of parts) {
      const key = isElement ? name : undefined;
      const texts = byName.get(key) ?? [];
      byName.set(key, texts);
      texts.push(isElement || name === undefined ? text : `${name}:${text}`);
    }
    const loose = byName.get(undefined) ?? [];
    const isList = parts.some(({ name }) => name === undefined);
    if (isList) return `[${loose.join(',')}]`;
    byName.delete(undefined);
    // A graph without a name is the document's own; with a name its triples are the same.
    const isGraphOnly = loose.length === 0 && parts.every((part) => this.#isGraph(part));
    if (!isGraphOnly) {
      this.#isNamed = true;
      members.push(`"@id":${this.#id ?? ROOT}`);
      if (this.#type !== undefined && !loose.some((member) => member.startsWith('"@type"'))) {
        members.push(`"@type":${this.#type}`);
      }
    }
    for (const [name, texts] of byName) members.push(`${name ?? ''}:[${texts.join(',')}]`);
    return `{${[...members, ...loose].join(',')}}`;
  }
}

/** `{"id": "@id"}` in a context that the document gives itself. */
function aliasesIn(context: unknown): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  for (const item of Array.isArray(context) ? (context as readonly unknown[]) : [context]) {
    const entries = isJsonObject(item) ? item : typeof item === 'string' ? (findContext(item) ?? {}) : {};
    for (const [name, value] of Object.entries(entries)) {
      if (typeof value === 'string' && value.startsWith('@')) aliases.set(name, value);
    }
  }
  return aliases;
}

// eslint-disable-next-line @typescript-eslint/require-await -- the parsers read text as it comes
async function* once(text: string): AsyncGenerator<string, void> {
  yield text;
}
