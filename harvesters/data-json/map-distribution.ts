import type { DistributionDraft } from '../../src/domain/dataset.js';
import { isJsonObject, type JsonObject, setOwn } from '../../src/domain/json-values.js';
import type { UnreadParts } from '../../src/domain/unread-parts.js';
import { addressOf, isRedacted, objectsOf, present, textOf, wordOf } from './words.js';

/** What a distribution's address is of, where it names a standard of services. */
const SERVICE_STANDARD =
  /openapi|swagger|graphql|odata|sparql|opengis\.net\/(?:spec|def\/serviceType)|\b(?:wms|wfs|wcs|wmts|wps)\b/i;
const TAKEN: ReadonlySet<string> = new Set([
  '@id',
  '@type',
  '@context',
  'identifier',
  'title',
  'description',
  'downloadURL',
  'format',
  'mediaType',
  'byteSize',
  'checksum',
  'issued',
  'modified',
]);

/** The distributions of a record; one of the first edition (Project Open Data 1.0) has its only one in itself. */
export function readDistributions(record: JsonObject, unread: UnreadParts): readonly DistributionDraft[] {
  const { distribution } = record;
  if (distribution === undefined || distribution === null) return ownDistribution(record);
  const items: readonly unknown[] = Array.isArray(distribution) ? distribution : [distribution];
  const drafts: DistributionDraft[] = [];
  for (const [index, item] of items.entries()) {
    if (isJsonObject(item)) drafts.push(mapDistribution(item));
    else if (present(item) !== undefined) unread.add(`/distribution/${index}`, 'not an object', item);
  }
  return drafts;
}

function ownDistribution(record: JsonObject): readonly DistributionDraft[] {
  const url = addressOf(record['accessURL']) ?? addressOf(record['webService']);
  if (url === undefined) return [];
  const isService = present(record['accessURL']) === undefined;
  return [{ url, format: isService ? 'API' : wordOf(record['format']) }];
}

/** One distribution: the file itself before a page about it, and a service where there is neither. */
export function mapDistribution(distribution: JsonObject): DistributionDraft {
  const download = addressOf(distribution['downloadURL']);
  const access = addressOf(distribution['accessURL']);
  const service = serviceOf(distribution);
  const url = download ?? access ?? service;
  const mediaType = wordOf(distribution['mediaType']);
  const isService = url !== undefined && (url === service || namesService(distribution['conformsTo']));
  return {
    remoteId: remoteIdOf(distribution),
    title: textOf(distribution['title']),
    description: textOf(distribution['description']),
    url,
    format: wordOf(distribution['format']) ?? (isService ? 'API' : formatOf(mediaType)),
    mediaType,
    bytes: textOf(distribution['byteSize']),
    hash: hashOf(distribution['checksum']),
    created: textOf(distribution['issued']),
    modified: textOf(distribution['modified']),
    extras: furtherMembers(distribution, url),
  };
}

/** A media type is as good a word for a format as any, but for the one that says no more than that there are bytes. */
function formatOf(mediaType: unknown): unknown {
  return mediaType === 'application/octet-stream' ? undefined : mediaType;
}

function serviceOf(distribution: JsonObject): unknown {
  const services = objectsOf(distribution['accessService']);
  return services.map((service) => addressOf(service['endpointURL'])).find((url) => url !== undefined);
}

function namesService(standard: unknown): boolean {
  return [addressOf(standard), wordOf(standard)].some(
    (word) => typeof word === 'string' && SERVICE_STANDARD.test(word),
  );
}

function remoteIdOf(distribution: JsonObject): unknown {
  const id = wordOf(distribution['identifier']) ?? present(distribution['@id']);
  return typeof id === 'string' && id.startsWith('_:') ? undefined : id;
}

function hashOf(checksum: unknown): unknown {
  return isJsonObject(checksum) ? textOf(checksum['checksumValue']) : present(checksum);
}

/** What no element takes; the page about a file, where the file's address is the distribution's. */
function furtherMembers(distribution: JsonObject, url: unknown): JsonObject {
  const extras: Record<string, unknown> = {};
  for (const name of Object.keys(distribution)) {
    const value = distribution[name];
    if (value === null || value === undefined) continue;
    if (TAKEN.has(name) && !isRedacted(value)) continue;
    if (name !== 'accessURL' || addressOf(value) !== url) setOwn(extras, name, value);
  }
  return extras;
}
