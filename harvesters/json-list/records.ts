import { sha256Hex } from '../../src/domain/canonical-json.js';
import { SourceResponseError } from '../../src/domain/errors.js';
import { isJsonObject, toJson } from '../../src/domain/json-values.js';
import type { LabelledRecord } from '../../src/domain/labelled-draft.js';
import { gatherProblem } from '../../src/domain/problem.js';
import type { RecordKeys } from '../../src/domain/record-keys.js';
import type { GatherGap, GatherNotice, ListedItem, RecordRef, SentRecord } from '../../src/pipeline/ports.js';
import type { Flatten } from './flatten.js';
import { type KeyReader, statedKey } from './identity.js';
import type { VolatileLabels } from './known-labels.js';
import type { JsonListOptions } from './options.js';

export interface RecordTools {
  readonly options: JsonListOptions;
  readonly flatten: Flatten;
  readonly volatile: VolatileLabels;
  /** Where the source states no key, or a record has nothing under it. */
  readonly foundKey: KeyReader;
  /** A key as it may be stored. */
  readonly toStored: (key: string) => string;
}

/** Makes records of the elements of one walk over a list. */
export interface RecordReader {
  /** Members that are wanted before an element is read. */
  readonly head: readonly string[];
  take(item: ListedItem): RecordRef | GatherGap | GatherNotice;
}

/**
 * Where the source states a key, an element is told by it and by its bytes and is not read. It is read where its key has to
 * be found, where values are packed in it, and where it counts its visitors: with them no record would ever be the same.
 */
export function createRecordReader(tools: RecordTools, keys: RecordKeys): RecordReader {
  const { options, flatten, volatile, toStored } = tools;
  const keyLabels = new Set(options.key);
  const stated = statedKey(options.key);
  const isPlain = keyLabels.size > 0 && options.packed === undefined && options.unwrap.length === 0;

  function keyIn(head: unknown): string | undefined {
    if (!isJsonObject(head)) return undefined;
    return Object.keys(head).every((label) => keyLabels.has(label)) ? stated(head) : undefined;
  }

  function keyed(key: string, content: Uint8Array | string, item: ListedItem): RecordRef | GatherNotice {
    const taken = keys.take(toStored(key), content);
    if (taken.type === 'notice') return taken;
    const { sent, head } = item;
    return { ...taken, ...(sent === undefined ? { listed: head } : { sent }) };
  }

  return {
    head: isPlain ? [...keyLabels, ...volatile.written.filter((label) => !keyLabels.has(label))] : [],
    take(item) {
      const { head, sent } = item;
      const key = isPlain && sent !== undefined ? keyIn(head) : undefined;
      if (key !== undefined && sent !== undefined) return keyed(key, sent.bytes, item);
      const value = sent === undefined ? head : readSent(sent);
      const record = flatten(value);
      if (record === undefined) return malformed(toStored(toJson(value) ?? 'no JSON'));
      // One nested deeper than it can be written goes on and is told what is wrong with it.
      const content = toJson(contentOf(record, volatile)) ?? sent?.bytes ?? '';
      return keyed(stated(record) ?? tools.foundKey(record) ?? toldByContent(content), content, item);
    },
  };
}

/** The record without what changes by itself. */
export function contentOf(record: LabelledRecord, volatile: VolatileLabels): LabelledRecord {
  const labels = Object.keys(record);
  if (!labels.some((label) => volatile.has(label))) return record;
  return Object.fromEntries(
    labels.filter((label) => !volatile.has(label)).map((label) => [label, record[label]]),
  );
}

const DIGEST_LENGTH = 20;

function toldByContent(content: Uint8Array | string): string {
  return `~${sha256Hex(content).slice(0, DIGEST_LENGTH)}`;
}

/** Undefined for what is no JSON. */
function readSent(sent: SentRecord): unknown {
  try {
    return sent.read();
  } catch (error) {
    if (error instanceof SourceResponseError) return undefined;
    throw error;
  }
}

function malformed(value: string): GatherGap {
  return { type: 'gap', problem: gatherProblem('malformed-record', { value }) };
}
