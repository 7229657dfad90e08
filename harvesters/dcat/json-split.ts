import { faulty, LIMITS, tooLarge } from './limits.js';

/** A part of a JSON document: a member of its object, or an element of a list that stands in a member or at the top. */
export interface JsonPart {
  /** The member's name as JSON text; undefined at the top of a list. */
  readonly name: string | undefined;
  readonly isElement: boolean;
  readonly text: string;
}

/** Characters of one part: far above what one dataset needs. */
const MAX_PART = 16_000_000;

const SPACE = /\s/;
/** Everything that can begin or end something within a value. */
const MARK = /["{}[\],]/g;

/**
 * Takes a JSON document apart without parsing it: `{"@context": …, "@graph": [a, b]}` gives the context, `a` and `b`.
 * Nothing is kept of what was given out. What is no JSON within a part is found when the part is parsed.
 */
export async function* splitJson(pieces: AsyncIterable<string>, url: string): AsyncGenerator<JsonPart, void> {
  const splitter = new JsonSplitter(url);
  for await (const piece of pieces) yield* splitter.take(piece);
  splitter.end();
}

type Place = 'start' | 'name' | 'colon' | 'value' | 'after' | 'element' | 'after-element' | 'end';

class JsonSplitter {
  readonly #url: string;
  #text = '';
  #at = 0;
  #place: Place = 'start';
  #isList = false;
  #name: string | undefined;
  /** Where the scan of the value under way goes on, how deep it is in, and whether in a string. */
  #scanned = 0;
  #depth = 0;
  #inString = false;

  constructor(url: string) {
    this.#url = url;
  }

  *take(piece: string): Generator<JsonPart, void> {
    // Joined, not added: a sum is put together anew with each search in it.
    this.#text = [this.#text.slice(this.#at), piece].join('');
    this.#scanned -= this.#at;
    this.#at = 0;
    for (;;) {
      if (this.#place === 'value' || this.#place === 'element') {
        if (this.#scanned <= this.#at && !this.#skipSpace()) return;
        if (this.#opensList()) continue;
        if (this.#closesEmptyList()) continue;
        const value = this.#takeValue();
        if (value === undefined) return;
        const isElement = this.#place === 'element';
        this.#place = isElement ? 'after-element' : 'after';
        yield { name: this.#name, isElement, text: value };
        continue;
      }
      if (!this.#skipSpace()) return;
      if (this.#place === 'name' && this.#text[this.#at] === '"') {
        const name = this.#takeString();
        if (name === undefined) return;
        this.#name = name;
        this.#place = 'colon';
        continue;
      }
      this.#takeSign(this.#text.charAt(this.#at));
    }
  }

  end(): void {
    if (this.#place === 'start') throw faulty(this.#url, 'empty', 'the document is empty');
    if (this.#place !== 'end') throw faulty(this.#url, 'truncated', 'the JSON breaks off');
  }

  #takeSign(sign: string): void {
    const next = this.#nextPlace(sign);
    if (next === undefined) throw faulty(this.#url, 'not-json', `“${sign}” stands where none may`);
    this.#place = next;
    this.#at += 1;
    this.#scanned = this.#at;
  }

  #nextPlace(sign: string): Place | undefined {
    switch (this.#place) {
      case 'start':
        this.#isList = sign === '[';
        return sign === '[' ? 'element' : sign === '{' ? 'name' : undefined;
      case 'name':
        return sign === '}' ? 'end' : undefined;
      case 'colon':
        return sign === ':' ? 'value' : undefined;
      case 'after':
        return sign === ',' ? 'name' : sign === '}' ? 'end' : undefined;
      case 'after-element':
        if (sign === ',') return 'element';
        return sign === ']' ? this.#afterList() : undefined;
      default:
        return undefined;
    }
  }

  #afterList(): Place {
    return this.#isList ? 'end' : 'after';
  }

  /** The list of a member is gone through by its elements, but for what belongs together. */
  #opensList(): boolean {
    if (this.#place !== 'value' || this.#depth > 0 || this.#text[this.#at] !== '[') return false;
    if (this.#name === '"@context"' || this.#name === '"@type"') return false;
    this.#place = 'element';
    this.#at += 1;
    this.#scanned = this.#at;
    return true;
  }

  #closesEmptyList(): boolean {
    if (this.#place !== 'element' || this.#depth > 0 || this.#inString || this.#text[this.#at] !== ']')
      return false;
    this.#place = this.#afterList();
    this.#at += 1;
    this.#scanned = this.#at;
    return true;
  }

  /** To the next sign that is no blank; false where the text at hand ends before. */
  #skipSpace(): boolean {
    while (this.#at < this.#text.length && SPACE.test(this.#text.charAt(this.#at))) this.#at += 1;
    this.#scanned = Math.max(this.#scanned, this.#at);
    return this.#at < this.#text.length;
  }

  #takeString(): string | undefined {
    let end = this.#at + 1;
    for (;;) {
      const quote = this.#text.indexOf('"', end);
      if (quote === -1) {
        this.#mindSize();
        return;
      }
      let slashes = 0;
      while (this.#text[quote - 1 - slashes] === '\\') slashes += 1;
      end = quote + 1;
      if (slashes % 2 === 0) break;
    }
    const text = this.#text.slice(this.#at, end);
    this.#at = end;
    this.#scanned = end;
    return text;
  }

  /** The text of the value that begins here; undefined where its end has not come yet. */
  #takeValue(): string | undefined {
    for (;;) {
      if (this.#inString && !this.#leaveString()) {
        this.#mindSize();
        return;
      }
      MARK.lastIndex = this.#scanned;
      const found = MARK.exec(this.#text);
      if (found === null) {
        this.#scanned = this.#text.length;
        this.#mindSize();
        return;
      }
      const at = found.index;
      const sign = found[0];
      this.#scanned = at + 1;
      if (sign === '"') this.#inString = true;
      else if (sign === '{' || sign === '[') this.#deeper();
      else if (sign === ',' ? this.#depth > 0 : --this.#depth > 0) continue;
      else if (sign === ',' || this.#depth < 0) return this.#give(at);
      else return this.#give(at + 1);
    }
  }

  #deeper(): void {
    this.#depth += 1;
    if (this.#depth > LIMITS.depth) throw tooLarge(this.#url, `values nested deeper than ${LIMITS.depth}`);
  }

  #leaveString(): boolean {
    for (;;) {
      const quote = this.#text.indexOf('"', this.#scanned);
      if (quote === -1) {
        // The backslashes before the end are looked at again with what follows.
        let end = this.#text.length;
        while (end > this.#scanned && this.#text[end - 1] === '\\') end -= 1;
        this.#scanned = end;
        return false;
      }
      let slashes = 0;
      while (this.#text[quote - 1 - slashes] === '\\') slashes += 1;
      this.#scanned = quote + 1;
      if (slashes % 2 === 0) {
        this.#inString = false;
        return true;
      }
    }
  }

  #give(end: number): string {
    const text = this.#text.slice(this.#at, end).trim();
    this.#at = end;
    this.#scanned = end;
    this.#depth = 0;
    return text;
  }

  /** What is at hand ends before the value does. */
  #mindSize(): void {
    if (this.#text.length - this.#at > MAX_PART) throw tooLarge(this.#url, 'a value without end');
  }
}
