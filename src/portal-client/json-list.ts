import { isUtf8 } from 'node:buffer';
import { decodeUtf8 } from './decode-text.js';
import { isSwarm } from './json-cost.js';
import {
  afterSpace,
  BrokenStructure,
  CLOSE_LIST,
  COMMA,
  endOfValue,
  forMembers,
  hasEscape,
  isText,
  OPEN_LIST,
  OPEN_OBJECT,
  type Scan,
} from './json-scan.js';

/** Where a list stands in an answer, and which members of its elements are read at once. */
export interface ListPlace {
  /** Names of the members that lead to the list: `['result', 'results']`. */
  readonly list: readonly string[];
  readonly head: readonly string[];
  /** Members of its elements whose values are not kept. */
  readonly withhold: readonly string[];
}

/** A list taken apart without being parsed. */
export interface SplitList {
  /** The answer's JSON text with the list emptied. */
  readonly envelope: string;
  readonly items: readonly SplitItem[];
}

export interface SplitItem {
  /** Where it stands in the bytes. */
  readonly start: number;
  readonly end: number;
  /** The wanted members of an object that has them; another value whole; undefined where it is no JSON. */
  readonly head: unknown;
  /** Where values to withhold begin and end, in turn; undefined where only parsing can tell. */
  readonly withhold: readonly number[] | undefined;
  /** Members of an object, repeated ones included. */
  readonly members: number;
  /** Levels of lists and objects in its members. */
  readonly depth: number;
}

/**
 * Takes the list of an answer apart into the bytes of its elements, at a fraction of what parsing them costs. Only the
 * structure is looked at, so an element may still turn out to be no JSON when it is read. `bytes` are valid UTF-8.
 * Undefined when the structure is broken or not as promised.
 */
export function splitJsonList(bytes: Buffer, place: ListPlace): SplitList | undefined {
  try {
    return new ListSplitter(bytes, place).split();
  } catch (error) {
    if (error instanceof BrokenStructure) return undefined;
    throw error;
  }
}

/** The members of elements to look for, by the length of their names. */
export type WantedNames = ReadonlyMap<number, readonly WantedName[]>;

interface WantedName {
  readonly name: string;
  readonly text: Buffer;
  /** Its value is wanted; else it is withheld. */
  readonly isKept: boolean;
}

export function wantedNames({ head, withhold }: Omit<ListPlace, 'list'>): WantedNames {
  const names = new Map<number, WantedName[]>();
  const lookFor = (name: string, isKept: boolean): void => {
    const text = Buffer.from(name);
    names.set(text.length, [...(names.get(text.length) ?? []), { name, text, isKept }]);
  };
  for (const name of head) lookFor(name, true);
  for (const name of withhold) lookFor(name, false);
  return names;
}

class ListSplitter {
  readonly #bytes: Buffer;
  readonly #path: readonly Buffer[];
  readonly #names: WantedNames;
  readonly #items: SplitItem[] = [];
  #list: { readonly start: number; readonly end: number } | undefined;

  constructor(bytes: Buffer, place: ListPlace) {
    this.#bytes = bytes;
    this.#path = place.list.map((name) => Buffer.from(name));
    this.#names = wantedNames(place);
  }

  split(): SplitList | undefined {
    const bytes = this.#bytes;
    const end = afterSpace(bytes, this.#findList(afterSpace(bytes, 0), 0));
    const list = this.#list;
    if (list === undefined || end < bytes.length) return undefined;
    const before = bytes.toString('utf8', 0, list.start);
    return { envelope: `${before}[]${bytes.toString('utf8', list.end)}`, items: this.#items };
  }

  /** Looks into the object at `at` for the list or what leads to it. Gives where the object ends. */
  #findList(at: number, depth: number): number {
    let found = 0;
    return forMembers(this.#bytes, at, (nameStart, nameEnd, valueStart) => {
      const name = this.#path[depth];
      // A name written with escapes may be any name.
      if (hasEscape(this.#bytes, nameStart, nameEnd)) throw new BrokenStructure();
      if (name === undefined || !isText(this.#bytes, nameStart, nameEnd, name)) {
        return endOfValue(this.#bytes, valueStart, { depth: 0 });
      }
      found += 1;
      // A second member of the same name replaces the first.
      if (found > 1) throw new BrokenStructure();
      if (depth < this.#path.length - 1) return this.#findList(valueStart, depth + 1);
      const end = this.#takeElements(valueStart);
      this.#list = { start: valueStart, end };
      return end;
    });
  }

  #takeElements(start: number): number {
    const bytes = this.#bytes;
    if (bytes[start] !== OPEN_LIST) throw new BrokenStructure();
    let at = afterSpace(bytes, start + 1);
    if (bytes[at] === CLOSE_LIST) return at + 1;
    for (;;) {
      const item = splitElement(bytes, at, this.#names);
      this.#items.push(item);
      at = afterSpace(bytes, item.end);
      const next = bytes[at];
      if (next === CLOSE_LIST) return at + 1;
      if (next !== COMMA) throw new BrokenStructure();
      at = afterSpace(bytes, at + 1);
    }
  }
}

/** The element at `start` without parsing it. Throws `BrokenStructure`. */
export function splitElement(bytes: Buffer, start: number, names: WantedNames): SplitItem {
  if (bytes[start] !== OPEN_OBJECT) {
    const end = endOfValue(bytes, start, { depth: 0 });
    return { start, end, head: valueOf(bytes, start, end), withhold: undefined, members: 0, depth: 0 };
  }
  const head: Record<string, unknown> = {};
  const withhold: number[] = [];
  const scan: Scan = { depth: 0 };
  let members = 0;
  let escapes = 0;
  const end = forMembers(bytes, start, (nameStart, nameEnd, valueStart) => {
    const valueEnd = endOfValue(bytes, valueStart, scan);
    members += 1;
    for (const { name, text, isKept } of names.get(nameEnd - nameStart) ?? []) {
      if (!isText(bytes, nameStart, nameEnd, text)) continue;
      if (isKept) head[name] = valueOf(bytes, valueStart, valueEnd);
      else withhold.push(valueStart, valueEnd);
    }
    if (hasEscape(bytes, nameStart, nameEnd)) escapes += 1;
    return valueEnd;
  });
  return {
    start,
    end,
    head: escapes === 0 ? head : valueOf(bytes, start, end),
    withhold: escapes === 0 ? withhold : undefined,
    members,
    depth: scan.depth,
  };
}

/** The value that stands there; undefined where it is no JSON, no text or too much, which whoever reads the element is told. */
function valueOf(bytes: Buffer, start: number, end: number): unknown {
  const value = bytes.subarray(start, end);
  if (!isUtf8(value)) return undefined;
  const text = decodeUtf8(value);
  if (isSwarm(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
