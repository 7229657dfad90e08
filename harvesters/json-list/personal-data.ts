import { createContactFilter } from '../../src/domain/contact-filter.js';
import { maskMobiles } from '../../src/domain/contact-keys.js';
import { isJsonObject, setOwn } from '../../src/domain/json-values.js';
import type { LabelledRecord } from '../../src/domain/labelled-draft.js';
import type { LabelLookup } from '../../src/domain/labels.js';

export interface PersonalDataFilter {
  /** The record as it may be stored; the same object where nothing had to go. */
  record(record: LabelledRecord): LabelledRecord;
  /** A text, e.g. a title that becomes a key, as it may be stored. */
  text(text: string): string;
}

const REMOVED = '***';
const MAX_DEPTH = 20;

/** The lengths are those of RFC 5321, so that a long text costs its length and no more. */
const EMAIL = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/gu;
/** One word of ASCII: a code, a number or an address, in which digits in a row are no telephone number. */
const ASCII_WORD = /^[\x21-\x3f\x41-\x7e]*$/u;
const MAY_NAME_SOMEBODY = /@|[1１][-\s－]?[3-9３-９]/u;
/** What is left of a text of which everything was removed. */
const NOTHING_LEFT = /^[\s*,;，；、/|:：()（）+-]*$/u;

/**
 * Contacts by their labels, and besides mobile numbers and mailboxes in running text: these lists hold summaries into which
 * somebody copied a staff list. `keep`: `personalData.keep` of the source.
 */
export function createPersonalDataFilter(keep: readonly string[], labels: LabelLookup): PersonalDataFilter {
  const byLabel = createContactFilter(keep, labels);
  const keepsMobiles = keep.includes('mobile');
  const keepsMailboxes = keep.includes('email');

  function scrubText(text: string): string {
    if (!MAY_NAME_SOMEBODY.test(text) || ASCII_WORD.test(text)) return text;
    const mailboxless = keepsMailboxes ? text : text.replace(EMAIL, REMOVED);
    return keepsMobiles ? mailboxless : maskMobiles(mailboxless, REMOVED);
  }

  function scrub(value: unknown, depth: number): unknown {
    if (typeof value === 'string') {
      const text = scrubText(value);
      return text !== value && NOTHING_LEFT.test(text) ? null : text;
    }
    if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
    if (isJsonObject(value)) return scrubObject(value, depth + 1);
    if (!Array.isArray(value)) return value;
    const scrubbed = value.map((item: unknown) => scrub(item, depth + 1));
    return scrubbed.every((item, index) => item === value[index]) ? value : scrubbed;
  }

  function scrubObject(record: LabelledRecord, depth: number): LabelledRecord {
    let copy: Record<string, unknown> | undefined;
    for (const label of Object.keys(record)) {
      const value = scrub(record[label], depth);
      if (value === record[label]) continue;
      copy ??= { ...record };
      setOwn(copy, label, value);
    }
    return copy ?? record;
  }

  return { record: (record) => scrubObject(byLabel(record), 0), text: scrubText };
}
