import { sha256Hex } from '../../src/domain/canonical-json.js';
import type { LabelledRecord } from '../../src/domain/labelled-draft.js';
import { foldLabel } from '../../src/domain/labels.js';
import type { DocumentFault } from './faults.js';
import type { Header } from './header.js';
import { ID_LABELS } from './known-columns.js';
import { columnIndex, unlabelled } from './sheet.js';

/** The key of a record, before others under the same key are looked for. `json`: the record as text. */
export type RecordKey = (raw: LabelledRecord, json: string) => string;

/** Keys that together identify a record: all of them where the source states them, else the first group that says something. */
type KeyGroups = readonly (readonly string[])[];

const BETWEEN = ' / ';
const DIGEST_LENGTH = 20;

/**
 * How the records of a sheet are told apart: by the columns that the source states; else by the resource code, a column of
 * ids or addresses, or title and publisher together. One that has none of them is known by its content.
 */
export function createRecordKey(header: Header, stated: readonly string[], fault: DocumentFault): RecordKey {
  const isStated = stated.length > 0;
  const groups = isStated ? [stated.map((word) => keyOf(word, header, fault))] : defaultKeys(header);
  return (raw, json) => {
    for (const keys of groups) {
      const parts = keys.map((key) => textOf(raw[key]));
      // A provider has many datasets: it tells them apart only with their titles.
      if (isStated || parts[0] !== '') {
        const key = parts.filter((part) => part !== '').join(BETWEEN);
        if (key !== '') return key;
      }
    }
    return `~${sha256Hex(json).slice(0, DIGEST_LENGTH)}`;
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim().replace(/\s+/g, ' ') : '';
}

function keyOf(word: string, { columns }: Header, fault: DocumentFault): string {
  const folded = foldLabel(word);
  const index = columnIndex(word);
  const column =
    columns.find(({ key }) => foldLabel(key) === folded) ??
    columns.find((candidate) => candidate.index === index);
  if (column !== undefined) return column.key;
  if (index !== undefined) return unlabelled(index);
  throw fault('schema', `the table has no column ${word}, which the source states as its key`);
}

function defaultKeys({ columns }: Header): KeyGroups {
  const named = (name: string): readonly string[] =>
    columns.filter(({ role }) => role?.name === name).map(({ key }) => key);
  const ids = columns.filter(({ key }) => ID_LABELS.has(foldLabel(key))).map(({ key }) => key);
  const singles = [...named('code'), ...ids, ...named('landingPage')];
  const [title, publisher] = [named('title').slice(0, 1), named('publisher').slice(0, 1)];
  return [...singles.map((key) => [key]), ...(title.length > 0 ? [[...title, ...publisher]] : [])];
}
