import type { DatasetDraft } from './dataset.js';

/** An element of the draft that a label can fill by itself. */
export type ElementName = Exclude<
  keyof DatasetDraft,
  'origin' | 'publisher' | 'loginRequired' | 'distributions' | 'extras' | 'national' | 'unread'
>;

/** A part of an element that is put together from several labels. */
export type PartName =
  | 'publisher'
  | 'publisherCode'
  | 'publisherUnit'
  | 'temporalStart'
  | 'temporalEnd'
  | 'volumeRecords'
  | 'volumeBytes';

/** What a label can fill. */
export type Target =
  | { readonly type: 'element'; readonly name: ElementName }
  | { readonly type: 'part'; readonly name: PartName };

/** Every target, so that a label that leads elsewhere is not followed. */
const TARGETS: Readonly<Record<ElementName, 'element'> & Record<PartName, 'part'>> = {
  title: 'element',
  titleEn: 'element',
  code: 'element',
  classification: 'element',
  abstract: 'element',
  formats: 'element',
  fields: 'element',
  shareType: 'element',
  shareCondition: 'element',
  shareWayClass: 'element',
  shareWayType: 'element',
  openFlag: 'element',
  openType: 'element',
  openCondition: 'element',
  openBasis: 'element',
  updateCycle: 'element',
  issued: 'element',
  modified: 'element',
  relatedCodes: 'element',
  themes: 'element',
  nationalThemes: 'element',
  industry: 'element',
  keywords: 'element',
  volume: 'element',
  temporal: 'element',
  spatial: 'element',
  phone: 'element',
  email: 'element',
  contactName: 'element',
  securityLevel: 'element',
  classified: 'element',
  registration: 'element',
  licenseId: 'element',
  licenseTitle: 'element',
  licenseUrl: 'element',
  landingPage: 'element',
  version: 'element',
  publisher: 'part',
  publisherCode: 'part',
  publisherUnit: 'part',
  temporalStart: 'part',
  temporalEnd: 'part',
  volumeRecords: 'part',
  volumeBytes: 'part',
};

/** Other names of targets in label tables. */
const SYNONYMS: Readonly<Partial<Record<string, PartName>>> = {
  providerCode: 'publisherCode',
  'publisher.code': 'publisherCode',
  'publisher.name': 'publisher',
  'publisher.unit': 'publisherUnit',
  'temporal.start': 'temporalStart',
  'temporal.end': 'temporalEnd',
};

export function asTarget(word: string | undefined): Target | undefined {
  if (word === undefined) return undefined;
  const name = (Object.hasOwn(SYNONYMS, word) ? SYNONYMS[word] : undefined) ?? word;
  if (!isTargetName(name)) return undefined;
  return isPartName(name) ? { type: 'part', name } : { type: 'element', name };
}

function isTargetName(name: string): name is ElementName | PartName {
  return Object.hasOwn(TARGETS, name);
}

function isPartName(name: ElementName | PartName): name is PartName {
  return TARGETS[name] === 'part';
}

/** Values by element, as a record's labels fill them in. */
export type Elements = Record<ElementName, unknown>;

/**
 * No element yet, and each in its place: an object that keeps the shape it was made with is cheaper to fill, and to read
 * in the stages after this one, than one that grows by a key at a time.
 */
export function noElements(): Elements {
  return {
    title: undefined,
    titleEn: undefined,
    code: undefined,
    classification: undefined,
    abstract: undefined,
    formats: undefined,
    fields: undefined,
    shareType: undefined,
    shareCondition: undefined,
    shareWayClass: undefined,
    shareWayType: undefined,
    openFlag: undefined,
    openType: undefined,
    openCondition: undefined,
    openBasis: undefined,
    updateCycle: undefined,
    issued: undefined,
    modified: undefined,
    relatedCodes: undefined,
    themes: undefined,
    nationalThemes: undefined,
    industry: undefined,
    keywords: undefined,
    volume: undefined,
    temporal: undefined,
    spatial: undefined,
    phone: undefined,
    email: undefined,
    contactName: undefined,
    securityLevel: undefined,
    classified: undefined,
    registration: undefined,
    licenseId: undefined,
    licenseTitle: undefined,
    licenseUrl: undefined,
    landingPage: undefined,
    version: undefined,
  };
}
