import { LRUCache } from 'lru-cache';

/** Bytes: some 3,000 packages of the usual size. */
const MOST_KEPT = 32 * 1024 * 1024;

/**
 * Texts that cost something to make, in UTF-8: the ones asked for lately are kept until something is published. Bytes lie
 * outside the heap, where keeping them costs the collector nothing.
 */
export interface KeptTexts<Key extends string | number> {
  /** `make` is asked for a text that is not kept; undefined: there is none. The bytes are not to be changed. */
  of(key: Key, make: () => string | undefined): Buffer | undefined;
}

/** `version` differs when any text may differ. */
export function createKeptTexts<Key extends string | number>(version: () => number): KeptTexts<Key> {
  const kept = new LRUCache<Key, Buffer>({ maxSize: MOST_KEPT, sizeCalculation: ({ length }) => length });
  let keptVersion = -1;

  function forgetOutdated(): void {
    const current = version();
    if (current === keptVersion) return;
    keptVersion = current;
    kept.clear();
  }

  return {
    of(key, make) {
      forgetOutdated();
      const known = kept.get(key);
      if (known !== undefined) return known;
      const text = make();
      if (text === undefined) return undefined;
      const bytes = Buffer.from(text);
      kept.set(key, bytes);
      return bytes;
    },
  };
}
