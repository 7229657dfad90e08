import { createContactKeys, scrubContactValue } from './contact-keys.js';
import { isJsonObject, setOwn } from './json-values.js';
import type { LabelledRecord } from './labelled-draft.js';
import type { LabelLookup } from './labels.js';

/** Takes out of a flat record the persons that may not be kept; the same object where there is none. */
export type ContactFilter = (record: LabelledRecord) => LabelledRecord;

/** Nesting within a record in which labels are looked for; deeper than any portal's lists go. */
const MAX_DEPTH = 20;

/**
 * `keep`: `personalData.keep` of the source. A value that may not be kept becomes null and of a telephone number a mobile one
 * is masked, also in lists and objects within the record.
 */
export function createContactFilter(keep: readonly string[], labels: LabelLookup): ContactFilter {
  const kept = new Set(keep);
  const kindOf = createContactKeys(labels);

  function scrub(value: unknown, key: string, depth: number): unknown {
    if (typeof value === 'string') return scrubContactValue(value, kindOf(key), kept) ?? null;
    if (typeof value === 'number') {
      const text = String(value);
      return scrubContactValue(text, kindOf(key), kept) === text ? value : null;
    }
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
    if (isJsonObject(value)) return scrubObject(value, depth + 1);
    if (!Array.isArray(value)) return value;
    const scrubbed = value.map((item: unknown) => scrub(item, key, depth + 1));
    return scrubbed.every((item, index) => item === value[index]) ? value : scrubbed;
  }

  function scrubObject(record: LabelledRecord, depth: number): LabelledRecord {
    let copy: Record<string, unknown> | undefined;
    for (const key of Object.keys(record)) {
      const value = scrub(record[key], key, depth);
      if (value === record[key]) continue;
      copy ??= { ...record };
      setOwn(copy, key, value);
    }
    return copy ?? record;
  }

  return (record) => scrubObject(record, 0);
}
