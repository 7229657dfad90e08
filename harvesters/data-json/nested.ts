import { isJsonObject, type JsonObject } from '../../src/domain/json-values.js';
import { objectsOf } from './words.js';

/** Catalogues within catalogues that are followed; no honest one goes deeper. */
const MAX_DEPTH = 8;

/**
 * Members of a catalogue besides `dataset` that hold whole datasets (DCAT-US 3): catalogues within it, series with their
 * members, services with what they serve.
 */
export const NESTING_MEMBERS = ['catalog', 'datasetSeries', 'service'] as const;
export type NestingMember = (typeof NESTING_MEMBERS)[number];

/** The datasets in an element of one of these members; undefined stands for what lies too deep to be looked at. */
export function datasetsWithin(element: unknown, member: NestingMember, depth = 1): readonly unknown[] {
  if (!isJsonObject(element)) return [];
  if (depth > MAX_DEPTH) return [undefined];
  switch (member) {
    case 'catalog':
      return datasetsOfCatalog(element, depth);
    case 'datasetSeries':
      return membersOfSeries(element);
    case 'service':
      return objectsOf(element['servesDataset']);
  }
}

/** All datasets of a catalogue that is at hand as a whole. */
export function datasetsOfCatalog(catalog: JsonObject, depth = 0): readonly unknown[] {
  const { dataset } = catalog;
  const own: readonly unknown[] = Array.isArray(dataset) ? dataset : [];
  const nested = NESTING_MEMBERS.flatMap((member) =>
    objectsOf(catalog[member]).flatMap((element) => datasetsWithin(element, member, depth + 1)),
  );
  return [...own, ...nested];
}

/** The members of a series: those that are whole datasets and not only named by their IRIs. */
function membersOfSeries(series: JsonObject): readonly unknown[] {
  const members = objectsOf(series['seriesMember']);
  return members.length > 0 ? members : [...objectsOf(series['first']), ...objectsOf(series['last'])];
}

/** Whether the object is a catalogue rather than a dataset. */
export function isCatalog(value: JsonObject): boolean {
  return ['dataset', ...NESTING_MEMBERS].some((member) => Array.isArray(value[member]));
}

const NAMING = ['title', 'identifier'] as const;
const DESCRIBING = [
  'description',
  'publisher',
  'keyword',
  'modified',
  'landingPage',
  'contactPoint',
  'accessLevel',
] as const;

/** Members by which a dataset is told from other JSON. */
export const DATASET_MEMBERS: readonly string[] = [...NAMING, ...DESCRIBING];

/** Whether an object that stands in no catalogue looks like a dataset all the same. */
export function isDatasetLike(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  const has = (name: string): boolean => Object.hasOwn(value, name);
  return NAMING.some(has) && DESCRIBING.some(has);
}
