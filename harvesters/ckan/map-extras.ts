import type { ExtraDraft } from '../../src/domain/dataset.js';
import type { LabelReader } from '../../src/pipeline/ports.js';
import {
  asTarget,
  type ElementName,
  JSON_EXTRAS,
  KNOWN_EXTRAS,
  type PartName,
  type Target,
} from './elements.js';
import { IGNORED_KEYS, VOLATILE_EXTRAS } from './known-keys.js';
import { type Elements, noElements } from './map-elements.js';
import { type CkanPackage, isJsonObject, parseJson, toJson } from './package.js';
import type { UnreadParts } from './unread.js';

/** An extra as the portal wrote it, before its value becomes text. */
export interface RawExtra {
  readonly key: string;
  readonly value: unknown;
}

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

/**
 * Extras as the record keeps them: text, sorted by key. A value that is no text is its JSON; one nested too deeply for that
 * stays as it is, for normalise to say so.
 */
export function toExtraDrafts(extras: readonly RawExtra[]): readonly ExtraDraft[] {
  const drafts = extras.map(({ key, value }) => ({ key, value: toText(value) }));
  return drafts.length < 2 ? drafts : drafts.sort(byKey);
}

function toText(value: unknown): unknown {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : (toJson(value) ?? value);
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  if (a.key === b.key) return 0;
  return a.key < b.key ? -1 : 1;
}

/** Portals invent labels without end, so that what is remembered of them has one. */
const REMEMBERED_LABELS = 5000;

/** Which target a label leads to: the source's and the hub's labels first, then what CKAN's own extensions write. */
export function createTargetReader(labels: LabelReader): (label: string) => Target | undefined {
  const remembered = new Map<string, Target | undefined>();
  return (label) => {
    if (remembered.has(label)) return remembered.get(label);
    const target = asTarget(labels(label)) ?? asTarget(KNOWN_EXTRAS.get(label));
    if (remembered.size < REMEMBERED_LABELS) remembered.set(label, target);
    return target;
  };
}

/** What extras say of the elements, whole and in parts. */
export interface FoundElements {
  readonly elements: Elements;
  readonly parts: Partial<Record<PartName, unknown>>;
}

/** Of several extras for one element the first with a value counts. */
export function readElements(
  extras: readonly RawExtra[],
  targetOf: (label: string) => Target | undefined,
  unread: UnreadParts,
): FoundElements {
  const elements = noElements();
  const parts: Partial<Record<PartName, unknown>> = {};
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
