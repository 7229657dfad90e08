import { isJsonObject } from '../../src/domain/json-values.js';
import type { RecordNode } from './node.js';
import { iriOf, labelOf, nodesOf, valuesOf, wordOf } from './values.js';

export interface LicenseWords {
  readonly licenseUrl?: string;
  readonly licenseTitle?: string;
}

/** The licence of a record, or where it states none the one that its distributions agree on. */
export function readLicense(node: RecordNode, languages: readonly string[], read: Set<string>): LicenseWords {
  const own = licensesOf(node, languages);
  if (own.length === 1) read.add('dct:license');
  const [stated] = own;
  if (stated !== undefined) return stated;
  const byText = new Map<string, LicenseWords>();
  for (const distribution of nodesOf(node, 'dcat:distribution')) {
    for (const license of licensesOf(distribution, languages)) byText.set(JSON.stringify(license), license);
  }
  const [only, ...others] = byText.values();
  return others.length === 0 ? (only ?? {}) : {};
}

export function licensesOf(node: RecordNode, languages: readonly string[]): readonly LicenseWords[] {
  return valuesOf(node, 'dct:license').flatMap((value) => {
    const text = wordOf(value)?.text.trim();
    if (text !== undefined)
      return [/^https?:\/\/\S+$/.test(text) ? { licenseUrl: text } : { licenseTitle: text }];
    if (!isJsonObject(value)) return [];
    const licenseUrl = iriOf(value);
    const licenseTitle = labelOf(value, languages);
    if (licenseUrl === undefined && licenseTitle === undefined) return [];
    return [
      {
        ...(licenseUrl !== undefined && { licenseUrl }),
        ...(licenseTitle !== undefined && { licenseTitle }),
      },
    ];
  });
}
