import { LRUCache } from 'lru-cache';

/** Bytes: some 3,000 packages of the usual size. */
const MOST_KEPT = 32 * 1024 * 1024;

/** What cost something to make: the ones asked for lately are kept until something is published. */
export interface Kept<Key extends string | number, Value extends object> {
  get(key: Key): Value | undefined;
  /** The same of several, with one look at the version: what asks for it may cost more than a value. */
  getEach(keys: readonly Key[]): readonly (Value | undefined)[];
  set(key: Key, value: Value): void;
}

/**
 * `version` differs when any value may differ. `bytesOf` counts what lies outside the heap, where keeping it is free; `most`
 * bytes are kept.
 */
export function createKept<Key extends string | number, Value extends object>(
  version: () => number | string,
  bytesOf: (value: Value) => number,
  most = MOST_KEPT,
): Kept<Key, Value> {
  const kept = new LRUCache<Key, Value>({ maxSize: Math.max(1, most), sizeCalculation: bytesOf });
  let keptVersion: number | string = -1;

  function forgetThePast(): void {
    const current = version();
    if (current !== keptVersion) kept.clear();
    keptVersion = current;
  }

  return {
    get(key) {
      forgetThePast();
      return kept.get(key);
    },
    getEach(keys) {
      forgetThePast();
      return keys.map((key) => kept.get(key));
    },
    set(key, value) {
      kept.set(key, value);
    },
  };
}

/** Says of each text whether it was among the last `most` different ones before. */
export function createMemory(most: number): (text: string) => boolean {
  const known = new LRUCache<string, true>({ max: most });
  return (text) => {
    const isKnown = known.has(text);
    known.set(text, true);
    return isKnown;
  };
}

/** Texts in UTF-8. */
export interface KeptTexts<Key extends string | number> {
  /** `make` is asked for a text that is not kept; undefined: there is none. The bytes are not to be changed. */
  of(key: Key, make: (key: Key) => string | undefined): Buffer | undefined;
  /** In the order of the keys, without those that there are none of. */
  ofEach(keys: readonly Key[], make: (key: Key) => string | undefined): readonly Buffer[];
}

export function createKeptTexts<Key extends string | number>(version: () => number): KeptTexts<Key> {
  const kept = createKept<Key, Buffer>(version, ({ length }) => length);

  function made(key: Key, text: string | undefined): Buffer | undefined {
    if (text === undefined) return undefined;
    const bytes = Buffer.from(text);
    kept.set(key, bytes);
    return bytes;
  }

  return {
    of: (key, make) => kept.get(key) ?? made(key, make(key)),
    ofEach(keys, make) {
      const known = kept.getEach(keys);
      return keys.flatMap((key, place) => known[place] ?? made(key, make(key)) ?? []);
    },
  };
}
