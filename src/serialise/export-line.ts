import type { PublishedDataset } from '../domain/published.js';
import { toCkanPackage } from './ckan/package.js';

/** One line of `export --format jsonl`: a CKAN package, ended by a line feed. */
export function toExportLine(publication: PublishedDataset): string {
  return `${JSON.stringify(toCkanPackage(publication))}\n`;
}
