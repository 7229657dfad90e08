import { type ElementName, noElements } from '../../src/domain/draft-elements.js';
import type { RawExtra } from '../../src/domain/extra-drafts.js';
import { isJsonObject, parseJson } from '../../src/domain/json-values.js';
import type { FoundElements } from '../../src/domain/labelled-draft.js';
import type { TargetReader } from '../../src/domain/target-reader.js';
import type { UnreadParts } from '../../src/domain/unread-parts.js';
import { JSON_EXTRAS } from './elements.js';
import { IGNORED_KEYS, VOLATILE_EXTRAS } from './known-keys.js';
import type { CkanPackage } from './package.js';

/**
 * The extras of a package in all their forms: CKAN's list of keys and values, the object of CKAN 1.x, and the further
 * keys at the top level that ckanext-scheming makes of them.
 */
export function readExtras(item: CkanPackage, unread: UnreadParts): readonly RawExtra[] {
  const extras: RawExtra[] = [];
  for (const key of Object.keys(item)) {
    const value = IGNORED_KEYS.has(key) ? null : item[key];
    if (value !== null) extras.push({ key, value });
  }
  const { extras: listed } = item;
  if (Array.isArray(listed)) {
    addListed(extras, listed, unread);
  } else if (isJsonObject(listed)) {
    for (const key of Object.keys(listed)) addExtra(extras, key, listed[key]);
  } else if (listed !== undefined && listed !== null) {
    unread.add('/extras', 'neither a list nor an object', listed);
  }
  return extras;
}

function addListed(extras: RawExtra[], listed: readonly unknown[], unread: UnreadParts): void {
  let index = 0;
  for (const element of listed) {
    const key = isJsonObject(element) ? element['key'] : undefined;
    if (isJsonObject(element) && typeof key === 'string' && key !== '')
      addExtra(extras, key, element['value']);
    else unread.add(`/extras/${index}`, 'no extra with a key and a value', element);
    index += 1;
  }
}

function addExtra(extras: RawExtra[], key: string, value: unknown): void {
  if (!VOLATILE_EXTRAS.has(key)) extras.push({ key, value });
}

/** Of several extras for one element the first with a value counts. */
export function readElements(
  extras: readonly RawExtra[],
  targetOf: TargetReader,
  unread: UnreadParts,
): FoundElements {
  const elements = noElements();
  const parts: FoundElements['parts'] = {};
  for (const { key, value } of extras) {
    const target = targetOf(key);
    if (target === undefined || isEmpty(value)) continue;
    if (target.type === 'part') parts[target.name] ??= onlyElement(value);
    else elements[target.name] ??= readValue(key, target.name, value, unread);
  }
  return { elements, parts };
}

/** INSPIRE records of data.gov.uk write the one date at an end of a period as a list, or as the JSON text of one. */
function onlyElement(value: unknown): unknown {
  const listed = typeof value === 'string' && value.startsWith('["') ? parseJson(value) : value;
  return Array.isArray(listed) && listed.length === 1 ? listed[0] : value;
}

function readValue(key: string, element: ElementName, value: unknown, unread: UnreadParts): unknown {
  if (typeof value !== 'string') return value;
  // A shape on the map is no place in words.
  if (element === 'spatial' && value.trimStart().startsWith('{')) return undefined;
  const isList = element === 'themes' && value.startsWith('[') && value.endsWith(']');
  if (!isList && !JSON_EXTRAS.has(key)) return value;
  const parsed = parseJson(value);
  if (parsed !== undefined) return key === 'cn_classification' ? { levels: parsed } : parsed;
  if (isList) return value;
  unread.add(`/extras/${key}`, 'not JSON, as this extra has to be', value);
  return undefined;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === '[]' || value === '{}') return true;
  return Array.isArray(value) && value.length === 0;
}
