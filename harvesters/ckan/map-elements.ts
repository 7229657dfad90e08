import type { ElementName } from './elements.js';

/** Values by element, as extras and keys of a package fill them in. */
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
