import type { DatasetDraft, DistributionDraft } from '../../src/domain/dataset.js';
import { asTarget, noElements, type PartName, type Target } from '../../src/domain/draft-elements.js';
import { type RawExtra, toExtraDrafts } from '../../src/domain/extra-drafts.js';
import { isJsonObject, type JsonObject } from '../../src/domain/json-values.js';
import { type FoundElements, withParts } from '../../src/domain/labelled-draft.js';
import type { TargetReader } from '../../src/domain/target-reader.js';
import type { Unread } from '../../src/domain/unread-parts.js';
import type { RawRecord } from './record.js';

/**
 * The draft of a record: the values that its profile named, then what stood beside the portal's labels, then the profile's
 * constants. Labels that lead nowhere were kept on purpose, and are extras.
 */
export function mapRecordToDataset(
  raw: RawRecord,
  remoteId: string,
  labelTarget: TargetReader,
): DatasetDraft {
  const found: FoundElements = { elements: noElements(), parts: {} };
  const extras: RawExtra[] = Object.entries(raw.extras).map(([key, value]) => ({ key, value }));
  for (const [name, value] of Object.entries(raw.fields)) put(found, asTarget(name), value);
  for (const [label, value] of Object.entries(raw.labels)) {
    const target = labelTarget(label);
    if (target === undefined) extras.push({ key: label, value });
    else put(found, target, value);
  }
  for (const [name, value] of Object.entries(raw.constants)) put(found, asTarget(name), value);
  const { page, unread } = raw;
  if (page !== undefined) found.elements.landingPage ??= page;
  return {
    ...withParts(found),
    origin: page === undefined ? { remoteId } : { remoteId, url: page },
    distributions: raw.distributions.map(toDistribution),
    extras: toExtraDrafts(extras),
    ...(unread !== undefined && { unread }),
  };
}

/** What comes first is kept; a value that was taken out for naming a person is null. */
function put({ elements, parts }: FoundElements, target: Target | undefined, value: unknown): void {
  if (target === undefined || value === null) return;
  if (target.type === 'part') parts[target.name] ??= isAmount(target.name) ? toNumber(value) : value;
  else elements[target.name] ??= value;
}

function isAmount(name: PartName): boolean {
  return name === 'volumeRecords' || name === 'volumeBytes';
}

/** The parts of a volume say of what they are, so that digits alone are a number there. */
function toNumber(value: unknown): unknown {
  return typeof value === 'string' && /^\s*\d[\d,]*\s*$/u.test(value)
    ? Number(value.replaceAll(',', ''))
    : value;
}

function toDistribution({ id, ...values }: JsonObject): DistributionDraft {
  return id === undefined ? values : { ...values, remoteId: id };
}

/** A raw record of whatever came back from the store, or from an older version of the hub. */
export function asRawRecord(value: unknown): RawRecord {
  const raw = isJsonObject(value) ? value : {};
  const { page, unread, distributions } = raw;
  return {
    fields: objectOf(raw['fields']),
    labels: objectOf(raw['labels']),
    distributions: Array.isArray(distributions) ? distributions.filter(isJsonObject) : [],
    extras: objectOf(raw['extras']),
    constants: objectOf(raw['constants']),
    ...(typeof page === 'string' && { page }),
    // Nobody but `readRecord` writes it.
    ...(Array.isArray(unread) && { unread: unread as readonly Unread[] }),
  };
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}
