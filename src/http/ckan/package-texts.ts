import { LRUCache } from 'lru-cache';
import type { DatasetReader } from '../../pipeline/read-ports.js';
import { toCkanPackage } from '../../serialise/ckan/package.js';

/** Bytes: some 3,000 packages of the usual size. */
const MOST_KEPT = 32 * 1024 * 1024;

/**
 * Packages as JSON text in UTF-8; the ones asked for lately are kept until something is published. Bytes lie outside the
 * heap, where keeping them costs the collector nothing.
 */
export interface PackageTexts {
  /** By id or name of a live dataset. */
  find(key: string): Buffer | undefined;
}

export function createPackageTexts(datasets: DatasetReader): PackageTexts {
  const kept = new LRUCache<string, Buffer>({ maxSize: MOST_KEPT, sizeCalculation: ({ length }) => length });
  let version = -1;

  function forgetOutdated(): void {
    const current = datasets.version();
    if (current === version) return;
    version = current;
    kept.clear();
  }

  return {
    find(key) {
      forgetOutdated();
      const known = kept.get(key);
      if (known !== undefined) return known;
      const published = datasets.find(key);
      if (published === undefined) return undefined;
      const bytes = Buffer.from(JSON.stringify(toCkanPackage(published)));
      kept.set(key, bytes);
      return bytes;
    },
  };
}
