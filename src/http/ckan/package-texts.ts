import type { DatasetReader } from '../../pipeline/ports.js';
import { toCkanPackage } from '../../serialise/ckan/package.js';

/** In UTF-16 units: some 3,000 packages of the usual size, 32 MB at most. */
const MOST_KEPT = 16 * 1024 * 1024;

/** Packages as JSON text; the ones asked for lately are kept until something is published. */
export interface PackageTexts {
  /** By id or name of a live dataset. */
  find(key: string): string | undefined;
}

export function createPackageTexts(datasets: DatasetReader): PackageTexts {
  // A map hands out its keys in the order of their setting: the first one is the longest unused.
  const kept = new Map<string, string>();
  let size = 0;
  let version = -1;

  function forgetOutdated(): void {
    const current = datasets.version();
    if (current === version) return;
    version = current;
    size = 0;
    kept.clear();
  }

  function keep(key: string, text: string): void {
    kept.set(key, text);
    size += text.length;
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
      const text = JSON.stringify(toCkanPackage(published));
      keep(key, text);
      return text;
    },
  };
}
