import type { DistributionDraft } from '../../src/domain/dataset.js';
import { type JsonObject, setOwn } from '../../src/domain/json-values.js';
import type { RecordNode } from './node.js';
import {
  bestText,
  extraKey,
  iriOf,
  labelOf,
  nodesOf,
  plainValues,
  valuesOf,
  wordFor,
  wordOf,
} from './values.js';

/** Read as elements of a distribution; all else stays with it under its own name. */
const READ: ReadonlySet<string> = new Set([
  '@id',
  '@type',
  'dct:title',
  'dct:description',
  'dct:format',
  'dct:issued',
  'dct:modified',
  'dcat:mediaType',
  'dcat:byteSize',
  'spdx:checksum',
]);

/** The files and interfaces of a record. RDF gives them no order: they stand as they are sorted. A service is its own. */
export function mapDistributions(
  node: RecordNode,
  languages: readonly string[],
): readonly DistributionDraft[] {
  const drafts = nodesOf(node, 'dcat:distribution').map((item) => mapDistribution(item, languages));
  const endpoint = addressIn(node, 'dcat:endpointURL');
  if (endpoint === undefined) return drafts;
  return [{ remoteId: endpoint, url: endpoint, format: 'API' }, ...drafts];
}

function mapDistribution(node: JsonObject, languages: readonly string[]): DistributionDraft {
  const text = (...properties: readonly string[]): string | undefined =>
    bestText(valuesOf(node, ...properties), languages)?.text;
  const iri = iriOf(node);
  const [service] = nodesOf(node, 'dcat:accessService');
  const endpoint = service === undefined ? undefined : addressIn(service, 'dcat:endpointURL');
  const download = addressIn(node, 'dcat:downloadURL');
  const access = addressIn(node, 'dcat:accessURL');
  // Of a distribution of which nothing is said its IRI is all there is.
  const own = Object.keys(node).length === 1 ? iri : undefined;
  const url = download ?? access ?? endpoint ?? own;
  const mediaType = mediaTypeOf(node, languages);
  const format = formatOf(node, languages) ?? mediaType ?? (endpoint === undefined ? undefined : 'API');
  const [checksum] = nodesOf(node, 'spdx:checksum');
  return {
    remoteId: iri ?? text('dct:identifier') ?? url,
    title: text('dct:title', 'rdfs:label'),
    description: text('dct:description'),
    url,
    format,
    mediaType,
    bytes: text('dcat:byteSize')?.replace(/\.0+$/, ''),
    hash: checksum === undefined ? undefined : bestText(valuesOf(checksum, 'spdx:checksumValue'), [])?.text,
    created: text('dct:issued'),
    modified: text('dct:modified'),
    extras: extrasOf(node, { url, checksum, service }, languages),
  };
}

/** `dct:format` is a word, a code in a list, or in old profiles a node with the media type as its value. */
function formatOf(node: JsonObject, languages: readonly string[]): string | undefined {
  for (const value of valuesOf(node, 'dct:format')) {
    const iri = iriOf(value);
    const word = mediaTypeIn(iri) ?? wordFor(value, languages);
    if (word !== undefined) return word;
    const [inner] = nodesOf({ inner: [value] }, 'inner');
    const stated = inner === undefined ? undefined : bestText(valuesOf(inner, 'rdf:value'), [])?.text;
    if (stated !== undefined) return stated;
  }
  return undefined;
}

function mediaTypeOf(node: JsonObject, languages: readonly string[]): string | undefined {
  for (const value of valuesOf(node, 'dcat:mediaType')) {
    const word = mediaTypeIn(iriOf(value) ?? wordOf(value)?.text) ?? wordFor(value, languages);
    if (word !== undefined) return word;
  }
  return undefined;
}

/** `text/csv` out of its address in IANA's list. */
function mediaTypeIn(iri: string | undefined): string | undefined {
  return /^https?:\/\/www\.iana\.org\/assignments\/media-types\/([\w.+-]+\/[\w.+-]+)/.exec(iri ?? '')?.[1];
}

function addressIn(node: JsonObject, property: string): string | undefined {
  const [value] = valuesOf(node, property);
  return iriOf(value) ?? wordOf(value)?.text.trim();
}

interface Parts {
  readonly url: string | undefined;
  readonly checksum: JsonObject | undefined;
  readonly service: JsonObject | undefined;
}

function extrasOf(node: JsonObject, parts: Parts, languages: readonly string[]): JsonObject {
  const extras: Record<string, unknown> = {};
  for (const property of Object.keys(node)) {
    if (READ.has(property)) continue;
    const value = plainValues(valuesOf(node, property), languages);
    const isUrl = (property === 'dcat:downloadURL' || property === 'dcat:accessURL') && value === parts.url;
    if (value !== undefined && !isUrl) setOwn(extras, extraKey(property), value);
  }
  const { checksum, service } = parts;
  const algorithm =
    checksum === undefined ? undefined : wordFor(valuesOf(checksum, 'spdx:algorithm')[0], languages);
  if (algorithm !== undefined) extras['spdx_algorithm'] = algorithm;
  const title = service === undefined ? undefined : labelOf(service, languages);
  if (title !== undefined) extras['dcat_accessService_title'] = title;
  return extras;
}
