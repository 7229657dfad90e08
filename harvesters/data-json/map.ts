import type { DatasetDraft, Origin } from '../../src/domain/dataset.js';
import { type Elements, noElements } from '../../src/domain/draft-elements.js';
import { type RawExtra, toExtraDrafts } from '../../src/domain/extra-drafts.js';
import type { JsonObject } from '../../src/domain/json-values.js';
import { type FoundElements, withParts } from '../../src/domain/labelled-draft.js';
import type { TargetReader } from '../../src/domain/target-reader.js';
import { UnreadParts } from '../../src/domain/unread-parts.js';
import { readAccess, readLicense, type Taken } from './map-access.js';
import { readContact } from './map-contact.js';
import { isInterval, type Read, readSpatial, readTemporal } from './map-coverage.js';
import { readDistributions } from './map-distribution.js';
import { readPublisher } from './map-publisher.js';
import { addressOf, englishOf, isRedacted, present, textOf, wordOf, wordsOf } from './words.js';

/** Members that say nothing of the dataset, or become elements whatever they are. */
const ALWAYS_TAKEN: readonly string[] = [
  '@context',
  '@type',
  'identifier',
  'title',
  'description',
  'keyword',
  'theme',
  'publisher',
  'contactPoint',
  'mbox',
  'issued',
  'accrualPeriodicity',
  'landingPage',
  'distribution',
  'version',
];
/** The words of CKAN for members that stand among the extras. */
const EXTRA_NAMES: ReadonlyMap<string, string> = new Map([['isPartOf', 'is_part_of']]);
const PAGE = /^https?:\/\/\S+$/i;

/** A record of a data.json as a draft. Members that are no element of the national record stay among the extras. */
export function mapDataset(record: JsonObject, remoteId: string, targetOf: TargetReader): DatasetDraft {
  const unread = new UnreadParts();
  const found: FoundElements = { elements: noElements(), parts: {} };
  const { elements } = found;
  const taken: Taken = new Set(ALWAYS_TAKEN);
  readDescription(record, elements);
  readDates(record, elements, taken);
  setRead(record, 'temporal', readTemporal(record['temporal']), elements, taken);
  setRead(record, 'spatial', readSpatial(record['spatial']), elements, taken);
  readAccess(record, elements, taken);
  readLicense(record, elements, taken);
  Object.assign(elements, readContact(record['contactPoint'], record['mbox']));
  const distributions = readDistributions(record, unread);
  if (present(record['distribution']) === undefined) taken.add('accessURL').add('webService').add('format');
  const { draft: publisher, hierarchy } = readPublisher(record['publisher']);
  const extras = readExtras(record, taken, found, targetOf);
  if (hierarchy !== undefined) extras.push({ key: 'publisher_hierarchy', value: hierarchy });
  const unreadParts = unread.list();
  return {
    ...withParts(found),
    origin: originOf(remoteId, elements.landingPage),
    distributions,
    extras: toExtraDrafts(extras),
    ...(publisher !== undefined && { publisher }),
    ...(unreadParts.length > 0 && { unread: unreadParts }),
  };
}

function readDescription(record: JsonObject, elements: Elements): void {
  elements.title = textOf(record['title']);
  elements.titleEn = englishOf(record['title']);
  elements.abstract = textOf(record['description']);
  elements.landingPage = addressOf(record['landingPage']);
  elements.version = textOf(record['version']);
  elements.themes = unlessEmpty(wordsOf(record['theme']));
  const { keyword } = record;
  // A set: portals write the same keywords in another order from one day to the next.
  elements.keywords = Array.isArray(keyword) ? unlessEmpty([...wordsOf(keyword)].sort()) : wordOf(keyword);
}

function unlessEmpty(words: readonly unknown[]): readonly unknown[] | undefined {
  return words.length === 0 ? undefined : words;
}

/** `modified` may be a cycle in the place of a date (DCAT-US 1.1), and is the cycle where none is given otherwise. */
function readDates(record: JsonObject, elements: Elements, taken: Taken): void {
  elements.issued = textOf(record['issued']);
  elements.updateCycle = wordOf(record['accrualPeriodicity']);
  const modified = textOf(record['modified']);
  if (!isInterval(modified)) elements.modified = modified;
  else if (elements.updateCycle === undefined) elements.updateCycle = modified;
  else return;
  taken.add('modified');
}

function setRead(
  record: JsonObject,
  name: 'temporal' | 'spatial',
  { value, isWhole }: Read,
  elements: Elements,
  taken: Taken,
): void {
  elements[name] = value;
  if (isWhole && !isRedacted(record[name])) taken.add(name);
}

/** What no element has taken; a label that the source explains fills an element that is empty, and stays besides. */
function readExtras(
  record: JsonObject,
  taken: Taken,
  { elements, parts }: FoundElements,
  targetOf: TargetReader,
): RawExtra[] {
  const extras: RawExtra[] = [];
  for (const name of Object.keys(record)) {
    const value = record[name];
    if (value === null || value === undefined || (taken.has(name) && !isRedacted(value))) continue;
    extras.push({ key: EXTRA_NAMES.get(name) ?? name, value });
    const target = taken.has(name) ? undefined : targetOf(name);
    if (target === undefined || present(value) === undefined) continue;
    if (target.type === 'part') parts[target.name] ??= value;
    else elements[target.name] ??= value;
  }
  return extras;
}

function originOf(remoteId: string, landingPage: unknown): Origin {
  const isPage = typeof landingPage === 'string' && PAGE.test(landingPage.trim());
  return isPage ? { remoteId, url: landingPage.trim() } : { remoteId };
}
