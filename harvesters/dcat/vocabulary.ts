import { detached } from './triples.js';

/** Prefixes under which properties stand in the raw record and in extras. Of two prefixes of one namespace the first counts. */
export const NAMESPACES: readonly (readonly [prefix: string, namespace: string])[] = [
  ['rdf', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'],
  ['rdfs', 'http://www.w3.org/2000/01/rdf-schema#'],
  ['xsd', 'http://www.w3.org/2001/XMLSchema#'],
  ['owl', 'http://www.w3.org/2002/07/owl#'],
  ['dct', 'http://purl.org/dc/terms/'],
  ['dcterms', 'http://purl.org/dc/terms/'],
  ['dc', 'http://purl.org/dc/elements/1.1/'],
  ['dctype', 'http://purl.org/dc/dcmitype/'],
  ['dcat', 'http://www.w3.org/ns/dcat#'],
  ['dcatap', 'http://data.europa.eu/r5r/'],
  ['dcatde', 'http://dcat-ap.de/def/dcatde/'],
  ['dcatapit', 'http://dati.gov.it/onto/dcatapit#'],
  ['dcatus', 'http://resources.data.gov/ontology/dcat-us#'],
  ['pod', 'https://project-open-data.cio.gov/v1.1/schema#'],
  ['adms', 'http://www.w3.org/ns/adms#'],
  ['foaf', 'http://xmlns.com/foaf/0.1/'],
  ['vcard', 'http://www.w3.org/2006/vcard/ns#'],
  ['org', 'http://www.w3.org/ns/org#'],
  ['skos', 'http://www.w3.org/2004/02/skos/core#'],
  ['skosxl', 'http://www.w3.org/2008/05/skos-xl#'],
  ['schema', 'http://schema.org/'],
  ['schema', 'https://schema.org/'],
  ['locn', 'http://www.w3.org/ns/locn#'],
  ['geo', 'http://www.opengis.net/ont/geosparql#'],
  ['gn', 'http://www.geonames.org/ontology#'],
  ['time', 'http://www.w3.org/2006/time#'],
  ['prov', 'http://www.w3.org/ns/prov#'],
  ['odrl', 'http://www.w3.org/ns/odrl/2/'],
  ['odrs', 'http://schema.theodi.org/odrs#'],
  ['spdx', 'http://spdx.org/rdf/terms#'],
  ['dqv', 'http://www.w3.org/ns/dqv#'],
  ['void', 'http://rdfs.org/ns/void#'],
  ['hydra', 'http://www.w3.org/ns/hydra/core#'],
  ['powder', 'http://www.w3.org/2007/05/powder#'],
  ['geodcat', 'http://data.europa.eu/930/'],
  ['eli', 'http://data.europa.eu/eli/ontology#'],
  ['mobilitydcatap', 'https://w3id.org/mobilitydcat-ap#'],
  ['healthdcatap', 'http://healthdataportal.eu/ns/health#'],
];

const PREFIX_OF: ReadonlyMap<string, string> = new Map(
  [...NAMESPACES].reverse().map(([prefix, namespace]) => [namespace, prefix]),
);

const LOCAL_NAME = /^[A-Za-z_][\w-]*$/;
const REMEMBERED = 20_000;
const shortened = new Map<string, string>();

/** `dct:title` for what has a known prefix, `cn:open` for a word of the national vocabulary; the whole IRI of anything else. */
export function compact(iri: string): string {
  const known = shortened.get(iri);
  if (known !== undefined) return known;
  const short = shorten(iri);
  if (shortened.size < REMEMBERED) shortened.set(detached(iri), detached(short));
  return short;
}

/** The vocabulary of hubs of this kind, each of which publishes it under its own address. */
const NATIONAL = '/def/national#';

function shorten(iri: string): string {
  const cut = Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1;
  const namespace = iri.slice(0, cut);
  const prefix = namespace.endsWith(NATIONAL) ? 'cn' : PREFIX_OF.get(namespace);
  const local = iri.slice(cut);
  return prefix === undefined || !LOCAL_NAME.test(local) ? iri : `${prefix}:${local}`;
}

/** Types whose nodes are records of their own. */
export const DATASET_TYPES: ReadonlySet<string> = new Set([
  'dcat:Dataset',
  'dcat:DatasetSeries',
  'dcatapit:Dataset',
]);
export const SERVICE_TYPE = 'dcat:DataService';
export const CATALOG_TYPES: ReadonlySet<string> = new Set([
  'dcat:Catalog',
  'dcatapit:Catalog',
  'dcat:CatalogRecord',
  'hydra:PagedCollection',
  'hydra:PartialCollectionView',
  'hydra:Collection',
]);

/** Properties that lead from a record to another one, or out of it: what they name is not part of it. */
export const LINKS: ReadonlySet<string> = new Set([
  'dcat:dataset',
  'dcat:catalog',
  'dcat:service',
  'dcat:record',
  'dcat:servesDataset',
  'dcat:inSeries',
  'dcat:seriesMember',
  'dcat:first',
  'dcat:last',
  'dcat:prev',
  'dcat:next',
  'dcat:previousVersion',
  'dcat:hasVersion',
  'dcat:hasCurrentVersion',
  'dcat:isVersionOf',
  'dcat:themeTaxonomy',
  'dct:hasPart',
  'dct:isPartOf',
  'dct:hasVersion',
  'dct:isVersionOf',
  'dct:replaces',
  'dct:isReplacedBy',
  'dct:references',
  'dct:isReferencedBy',
  'dct:relation',
  'dct:requires',
  'dct:source',
  'dcatap:hvdCategory',
  'foaf:primaryTopic',
  'foaf:isPrimaryTopicOf',
  'prov:wasDerivedFrom',
  'prov:wasGeneratedBy',
  'skos:inScheme',
  'skos:broader',
  'skos:narrower',
  'owl:sameAs',
  'rdf:type',
]);

/** Properties whose object, where the document describes it, is part of the record though it has an IRI of its own. */
export const PARTS: ReadonlySet<string> = new Set([
  'cn:classification',
  'cn:field',
  'cn:format',
  'dcat:distribution',
  'adms:sample',
  'dcat:accessService',
  'dcat:contactPoint',
  'dcat:theme',
  'dcat:mediaType',
  'dcat:bbox',
  'dcat:compressFormat',
  'dcat:packageFormat',
  'dcat:qualifiedRelation',
  'dct:publisher',
  'dct:creator',
  'dct:contributor',
  'dct:rightsHolder',
  'dct:license',
  'dct:rights',
  'dct:accessRights',
  'dct:subject',
  'dct:spatial',
  'dct:temporal',
  'dct:accrualPeriodicity',
  'dct:format',
  'dct:language',
  'dct:conformsTo',
  'dct:type',
  'dct:provenance',
  'adms:identifier',
  'adms:status',
  'dcatapit:subTheme',
  'dcatde:maintainer',
  'dcatde:contributor',
  'dcatde:originator',
  'dcatde:politicalGeocodingLevelURI',
  'foaf:page',
  'locn:geometry',
  'prov:qualifiedAttribution',
  'prov:agent',
  'spdx:checksum',
  'spdx:algorithm',
  'time:hasBeginning',
  'time:hasEnd',
  'vcard:hasEmail',
  'vcard:hasTelephone',
  'vcard:hasAddress',
  'vcard:hasURL',
  'rdf:first',
  'rdf:rest',
]);
