import type { JsonObject } from '../../src/domain/json-values.js';
import { NAMESPACES } from './vocabulary.js';

const PREFIXES: JsonObject = Object.fromEntries(NAMESPACES);

function iri(term: string): JsonObject {
  return { '@id': term, '@type': '@id' };
}

/** The terms of DCAT without prefixes, as its published contexts name them. */
const DCAT: JsonObject = {
  ...PREFIXES,
  id: '@id',
  type: '@type',
  Catalog: 'dcat:Catalog',
  Dataset: 'dcat:Dataset',
  DatasetSeries: 'dcat:DatasetSeries',
  Distribution: 'dcat:Distribution',
  DataService: 'dcat:DataService',
  CatalogRecord: 'dcat:CatalogRecord',
  Agent: 'foaf:Agent',
  Organization: 'foaf:Organization',
  title: 'dct:title',
  description: 'dct:description',
  identifier: 'dct:identifier',
  issued: 'dct:issued',
  modified: 'dct:modified',
  language: iri('dct:language'),
  publisher: iri('dct:publisher'),
  creator: iri('dct:creator'),
  license: iri('dct:license'),
  rights: iri('dct:rights'),
  accessRights: iri('dct:accessRights'),
  spatial: iri('dct:spatial'),
  temporal: iri('dct:temporal'),
  accrualPeriodicity: iri('dct:accrualPeriodicity'),
  conformsTo: iri('dct:conformsTo'),
  format: iri('dct:format'),
  isPartOf: iri('dct:isPartOf'),
  hasPart: iri('dct:hasPart'),
  name: 'foaf:name',
  homepage: iri('foaf:homepage'),
  dataset: iri('dcat:dataset'),
  service: iri('dcat:service'),
  catalog: iri('dcat:catalog'),
  record: iri('dcat:record'),
  distribution: iri('dcat:distribution'),
  keyword: 'dcat:keyword',
  theme: iri('dcat:theme'),
  themeTaxonomy: iri('dcat:themeTaxonomy'),
  contactPoint: iri('dcat:contactPoint'),
  landingPage: iri('dcat:landingPage'),
  accessURL: iri('dcat:accessURL'),
  downloadURL: iri('dcat:downloadURL'),
  accessService: iri('dcat:accessService'),
  endpointURL: iri('dcat:endpointURL'),
  endpointDescription: iri('dcat:endpointDescription'),
  servesDataset: iri('dcat:servesDataset'),
  mediaType: iri('dcat:mediaType'),
  byteSize: 'dcat:byteSize',
  version: 'dcat:version',
  inSeries: iri('dcat:inSeries'),
  startDate: 'dcat:startDate',
  endDate: 'dcat:endDate',
  fn: 'vcard:fn',
  hasEmail: iri('vcard:hasEmail'),
  hasTelephone: iri('vcard:hasTelephone'),
};

const HYDRA: JsonObject = { ...PREFIXES, '@vocab': 'http://www.w3.org/ns/hydra/core#' };
const DCTERMS: JsonObject = { ...PREFIXES, '@vocab': 'http://purl.org/dc/terms/' };

/** Addresses without scheme, `www.` and what only names the file. */
const KNOWN: ReadonlyMap<string, JsonObject> = new Map([
  ['w3.org/ns/dcat', DCAT],
  ['w3.org/ns/dcat2', DCAT],
  ['w3.org/ns/dcat3', DCAT],
  ['semiceu.github.io/dcat-ap', DCAT],
  ['data.europa.eu/r5r', DCAT],
  ['purl.org/dc/terms', DCTERMS],
  ['w3.org/ns/hydra/context', HYDRA],
  ['w3.org/ns/hydra/core', HYDRA],
]);

/**
 * A context that a document names instead of giving it, of the few that are built in; undefined for any other, which is not
 * fetched: a context elsewhere that is down must not stop a harvest, and one that changes must not change a catalogue.
 */
export function findContext(url: string): JsonObject | undefined {
  const name = url
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/\.jsonld$|[#/]+$/g, '');
  if (name.startsWith('semiceu.github.io/dcat-ap/')) return DCAT;
  return KNOWN.get(name);
}
