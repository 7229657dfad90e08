import { toCkanPackage } from './ckan/package.js';
import type { Publication } from './publication.js';

/** One line of `export --format jsonl`: a CKAN package, ended by a line feed. */
export function toExportLine(publication: Publication): string {
  return `${JSON.stringify(toCkanPackage(publication))}\n`;
}
