import type { DatasetDraft, DistributionDraft, Origin } from '../../src/domain/dataset.js';
import { firstText, isJsonObject, type JsonObject } from '../../src/domain/json-values.js';
import { readChain } from '../../src/domain/origin-chain.js';
import { isAllocatedCode } from '../../src/domain/resource-code.js';
import type { HubRecord } from './index.js';

/**
 * The national record of another hub as a draft: element by element as it is. What that hub has given the dataset (id, name,
 * times, a code of its own) is its own, and stays behind.
 */
export function mapRecordToDataset(raw: HubRecord, remoteId: string): DatasetDraft {
  const record = isJsonObject(raw.record) ? raw.record : {};
  const [openness, sharing, contact] = [record['openness'], record['sharing'], record['contact']].map(
    objectOf,
  );
  return {
    origin: originOf(record, remoteId, raw.chain),
    national: {
      formats: record['formats'],
      license: record['license'],
      openness,
      visibility: record['visibility'],
    },
    ...elementsOf(record),
    ...codeOf(record['code']),
    publisher: objectOf(record['publisher']) ?? {},
    shareType: sharing?.['type'],
    shareCondition: sharing?.['condition'],
    shareWayClass: sharing?.['wayClass'],
    shareWayType: sharing?.['wayType'],
    phone: contact?.['phone'],
    email: contact?.['email'],
    contactName: contact?.['name'],
    distributions: listOf(record['distributions']).map(toDistributionDraft),
    extras: listOf(record['extras']).map(({ key, value }) => ({ key, value })),
  };
}

/** Elements that are in the draft what they are in the record. */
const ELEMENTS = [
  'title',
  'titleEn',
  'classification',
  'abstract',
  'fields',
  'updateCycle',
  'issued',
  'modified',
  'relatedCodes',
  'themes',
  'nationalThemes',
  'industry',
  'keywords',
  'volume',
  'temporal',
  'spatial',
  'securityLevel',
  'classified',
  'registration',
  'landingPage',
  'version',
] as const satisfies readonly (keyof DatasetDraft)[];

function elementsOf(record: JsonObject): Partial<DatasetDraft> {
  return Object.fromEntries(ELEMENTS.map((element) => [element, record[element]]));
}

/** A hub numbers what has no code by itself: two hubs use the same numbers. */
function codeOf(code: unknown): Pick<DatasetDraft, 'code'> {
  return typeof code === 'string' && isAllocatedCode(code) ? {} : { code };
}

function originOf(record: JsonObject, remoteId: string, given: unknown): Origin {
  const remoteName = firstText(record['name']);
  const url = firstText(objectOf(record['origin'])?.['url']);
  const publisherId = firstText(objectOf(record['publisher'])?.['identifier']);
  const chain = readChain(given);
  return {
    remoteId,
    ...(remoteName !== undefined && { remoteName }),
    ...(url !== undefined && { url }),
    ...(publisherId !== undefined && { publisherId }),
    ...(chain !== undefined && { chain }),
  };
}

function toDistributionDraft(distribution: JsonObject): DistributionDraft {
  const { remoteId, title, description, url, format, formatRaw, kind, mediaType } = distribution;
  const { bytes, hash, created, modified, extras } = distribution;
  return {
    ...{ remoteId, title, description, url, format, formatRaw, kind, mediaType },
    ...{ bytes, hash, created, modified },
    ...(isJsonObject(extras) && { extras }),
  };
}

function objectOf(value: unknown): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}

function listOf(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}
