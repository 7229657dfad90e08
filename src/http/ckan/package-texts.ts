import type { DatasetReader } from '../../pipeline/read-ports.js';
import { toCkanPackage } from '../../serialise/ckan/package.js';
import { createKeptTexts } from '../../serialise/kept-texts.js';
import { wellFormedJson } from '../../serialise/plain-text.js';

/** Packages as JSON text in UTF-8. */
export interface PackageTexts {
  /** By id or name of a live dataset. */
  find(key: string): Buffer | undefined;
}

export function createPackageTexts(datasets: DatasetReader): PackageTexts {
  const texts = createKeptTexts<string>(() => datasets.version());
  return {
    find: (asked) =>
      texts.of(asked, (key) => {
        const published = datasets.find(key);
        return published && wellFormedJson(toCkanPackage(published));
      }),
  };
}
