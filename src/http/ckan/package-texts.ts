import type { DatasetReader } from '../../pipeline/ports.js';
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
  // A map hands out its keys in the order of their setting: the first one is the longest unused.
  const kept = new Map<string, Buffer>();
  let size = 0;
  let version = -1;

  function forgetOutdated(): void {
    const current = datasets.version();
    if (current === version) return;
    version = current;
    size = 0;
    kept.clear();
  }

  function keep(key: string, bytes: Buffer): void {
    kept.set(key, bytes);
    size += bytes.length;
    for (const [oldest, its] of kept) {
      if (size <= MOST_KEPT) return;
      kept.delete(oldest);
      size -= its.length;
    }
  }

  return {
    find(key) {
      forgetOutdated();
      const known = kept.get(key);
      if (known !== undefined) {
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      const published = datasets.find(key);
      if (published === undefined) return undefined;
      const bytes = Buffer.from(JSON.stringify(toCkanPackage(published)));
      keep(key, bytes);
      return bytes;
    },
  };
}
