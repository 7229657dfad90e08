import type { Elements } from '../../src/domain/draft-elements.js';
import type { JsonObject } from '../../src/domain/json-values.js';
import { foldLevel } from './options.js';
import { addressOf, objectsOf, present, wordOf, wordsOf } from './words.js';

/** A word of a list of access rights, or an address in one, rather than prose about them. */
const LEVEL = /^(?:https?:\/\/\S+|\S+(?:\s\S+){0,2})$/;
const ADDRESS = /^https?:\/\/\S+$/i;
/** Longer texts, and those in HTML, are the terms themselves and no name of a licence. */
const MAX_LICENSE_NAME = 200;

/** Members of a record that were taken up into elements. */
export type Taken = Set<string>;

/**
 * Who may have the data: `accessLevel`, or the rights that DCAT-US 3 has in its place, and the words beside it, which are a
 * condition of restricted data and the reason of data that are not public.
 */
export function readAccess(record: JsonObject, elements: Elements, taken: Taken): void {
  const level = wordOf(record['accessLevel']);
  const rights = textOfList(record['rights']);
  const accessRights = wordOf(record['accessRights']);
  if (level !== undefined) {
    elements.openType = level;
    taken.add('accessLevel');
  } else if (typeof accessRights === 'string') {
    if (LEVEL.test(accessRights.trim())) elements.openType = accessRights;
    else elements.openCondition = accessRights;
    taken.add('accessRights');
  }
  if (rights === undefined || typeof level !== 'string') return;
  const folded = foldLevel(level);
  if (folded === 'restricted public') elements.openCondition = rights;
  else if (folded === 'non-public') elements.openBasis = rights;
  else return;
  taken.add('rights');
}

function textOfList(value: unknown): string | undefined {
  const words = wordsOf(value).filter((word) => typeof word === 'string');
  return words.length === 0 ? undefined : words.join('\n');
}

/** The licence of the record, or else the one that all its distributions state. */
export function readLicense(record: JsonObject, elements: Elements, taken: Taken): void {
  if (present(record['license']) !== undefined) {
    if (setLicense(record['license'], elements)) taken.add('license');
    return;
  }
  const stated = objectsOf(record['distribution']).map((distribution) => distribution['license']);
  const [first] = stated;
  const isSame = stated.every((license) => JSON.stringify(license) === JSON.stringify(first));
  if (isSame && present(first) !== undefined) setLicense(first, elements);
}

function setLicense(license: unknown, elements: Elements): boolean {
  const address = addressOf(license);
  const word = wordOf(license);
  if (typeof address === 'string' && ADDRESS.test(address.trim())) elements.licenseUrl = address;
  if (typeof word !== 'string' || ADDRESS.test(word.trim())) return elements.licenseUrl !== undefined;
  if (word.length > MAX_LICENSE_NAME || word.includes('<')) return false;
  // Ids of licences have no blanks.
  if (/\s/.test(word.trim())) elements.licenseTitle = word;
  else elements.licenseId = word;
  return true;
}
