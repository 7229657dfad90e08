import { SourceResponseError } from '../../src/domain/errors.js';
import { isJsonObject, type JsonObject, toJson } from '../../src/domain/json-values.js';
import { gatherProblem } from '../../src/domain/problem.js';
import { createRecordKeys, type RecordKeys } from '../../src/domain/record-keys.js';
import type { Gathered, ListedItem, PortalDocument } from '../../src/pipeline/ports.js';
import { type ElementMembers, listDatasets } from './elements.js';
import { keyOf, withoutLayout } from './identity.js';
import { type DataJsonOptions, foldLevel } from './options.js';
import { present } from './words.js';

/** The records of a document, each with its bytes where it stands in the catalogue's own list. */
export async function* gatherDatasets(
  document: PortalDocument,
  { options, withhold }: { readonly options: DataJsonOptions; readonly withhold: readonly string[] },
  signal: AbortSignal,
  keys = createRecordKeys(),
): AsyncGenerator<Gathered> {
  const members: ElementMembers = { head: headMembers(options), withhold };
  for await (const item of listDatasets(document, options.list, members)) {
    signal.throwIfAborted();
    const gathered = admit(item, keys, options);
    if (gathered !== undefined) yield gathered;
  }
}

const COLLECTION_MEMBERS = ['isPartOf', 'inSeries'] as const;

function headMembers({ key, collections, accessLevels }: DataJsonOptions): readonly string[] {
  const ofKey = key?.flatMap((member) => member.split('.').slice(0, 1)) ?? ['identifier'];
  return [
    ...new Set([
      ...ofKey,
      ...(collections === 'parents-only' ? COLLECTION_MEMBERS : []),
      ...(accessLevels === undefined ? [] : ['accessLevel']),
    ]),
  ];
}

/** The record of an element, what is odd about it, or nothing for one that is not wanted. */
function admit(item: ListedItem, keys: RecordKeys, options: DataJsonOptions): Gathered | undefined {
  const { head, sent } = item;
  if (!isJsonObject(head)) return malformed(head, 'it is no object');
  if (!isWanted(head, options)) return undefined;
  const key = keyOf(head, options.key) ?? keyOfWhole(item, options);
  if (key === undefined) return malformed(head, 'nothing in it tells it from others');
  const json = sent === undefined ? toJson(head) : withoutLayout(sent.bytes);
  if (json === undefined) return malformed(key, 'it is nested too deeply');
  const keyed = keys.take(key, json);
  if (keyed.type === 'notice') return keyed;
  return { ...keyed, ...(sent === undefined ? { listed: head } : { sent }) };
}

/** The members of the key that are looked at last are not in the head. */
function keyOfWhole({ sent }: ListedItem, { key }: DataJsonOptions): string | undefined {
  if (sent === undefined || key !== undefined) return undefined;
  try {
    const whole = sent.read();
    return isJsonObject(whole) ? keyOf(whole, undefined) : undefined;
  } catch (error) {
    if (error instanceof SourceResponseError) return undefined;
    throw error;
  }
}

function isWanted(head: JsonObject, { collections, accessLevels }: DataJsonOptions): boolean {
  const isPart = COLLECTION_MEMBERS.some((member) => present(head[member]) !== undefined);
  if (collections === 'parents-only' && isPart) return false;
  const level = head['accessLevel'];
  return accessLevels === undefined || typeof level !== 'string' || accessLevels.has(foldLevel(level));
}

function malformed(value: unknown, detail: string): Gathered {
  return { type: 'gap', problem: gatherProblem('malformed-record', { value, detail }) };
}
