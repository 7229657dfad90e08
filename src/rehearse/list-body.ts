import { isUtf8 } from 'node:buffer';
import type { HonestAnswer } from './answer.js';
import { readJsonLines, readJsonList } from './json-list-body.js';
import { readTable, readTurtle, readXml } from './text-list-body.js';

/** An answer with a list, taken apart. */
export interface ListBody {
  /** The text of each record. */
  readonly records: readonly string[];
  /** What stands between two of them. */
  readonly between: string;
  /** The answer with these records instead; `total` is put in the place of the count of all records, where it is stated. */
  render(records: readonly string[], total?: Total): string;
}

export interface Total {
  readonly was: number;
  readonly is: number;
}

/** Undefined for what cannot be taken apart: pages of HTML, files of a spreadsheet, what is no text. */
export function readListBody({ body, contentType }: HonestAnswer): ListBody | undefined {
  if (!isUtf8(body) || body.includes(0)) return undefined;
  const text = body.toString().replace(/^\uFEFF/u, '');
  const start = text.trimStart().charAt(0);
  if (start === '{' || start === '[') return readJsonList(text) ?? readJsonLines(text);
  if (/^\s*<(?:\?xml|rdf:RDF)/u.test(text)) return readXml(text);
  if (/^\s*(?:@prefix|@base|PREFIX|BASE)\s/mu.test(text)) return readTurtle(text);
  return /csv|tab-separated|plain|octet-stream/u.test(contentType ?? '') ? readTable(text) : undefined;
}
