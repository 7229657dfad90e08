import type { DatasetDraft, DistributionDraft, Origin, PublisherDraft } from './dataset.js';
import { type Elements, noElements, type PartName } from './draft-elements.js';
import { toExtraDrafts } from './extra-drafts.js';
import type { TargetReader } from './target-reader.js';
import type { UnreadParts } from './unread-parts.js';

/** A flat record: what stands under each of the portal's labels. */
export type LabelledRecord = Readonly<Record<string, unknown>>;

export interface LabelledDraftContext {
  readonly origin: Origin;
  readonly targetOf: TargetReader;
  readonly distributions?: readonly DistributionDraft[];
  /** Labels that say nothing about the dataset: they are neither elements nor extras. */
  readonly ignored?: ReadonlySet<string>;
  readonly unread?: UnreadParts;
}

/** Values by element and by part of one, as the labels of a record fill them in. */
export interface FoundElements {
  readonly elements: Elements;
  readonly parts: Partial<Record<PartName, unknown>>;
}

/**
 * The draft of a flat record: each label by what it means, of several labels for one element the first that says something,
 * and every label besides among the extras, so that nothing is lost that nobody understood.
 */
export function draftOfLabels(record: LabelledRecord, context: LabelledDraftContext): DatasetDraft {
  const { targetOf, ignored, origin, distributions = [], unread } = context;
  const found: FoundElements = { elements: noElements(), parts: {} };
  const extras: { key: string; value: unknown }[] = [];
  for (const key of Object.keys(record)) {
    const value = record[key];
    if (ignored?.has(key) === true || value === null || value === undefined) continue;
    extras.push({ key, value });
    const target = targetOf(key);
    if (target === undefined || saysNothing(value)) continue;
    if (target.type === 'part') found.parts[target.name] ??= value;
    else found.elements[target.name] ??= value;
  }
  const unreadParts = unread?.list() ?? [];
  return {
    ...withParts(found),
    origin,
    distributions,
    extras: toExtraDrafts(extras),
    ...(unreadParts.length > 0 && { unread: unreadParts }),
  };
}

/** The elements with those that are put together from parts. */
export function withParts({ elements, parts }: FoundElements): Omit<DatasetDraft, 'origin'> {
  const publisher = publisherOf(parts);
  return {
    ...elements,
    temporal: elements.temporal ?? pair('start', parts.temporalStart, 'end', parts.temporalEnd),
    volume: elements.volume ?? pair('records', parts.volumeRecords, 'bytes', parts.volumeBytes),
    ...(publisher !== undefined && { publisher }),
  };
}

function publisherOf(parts: FoundElements['parts']): PublisherDraft | undefined {
  const { publisher: name, publisherCode: code, publisherUnit: unit } = parts;
  if (name === undefined && code === undefined && unit === undefined) return undefined;
  return { name, code, unit };
}

/** An element of two parts, of which one is enough. */
export function pair(a: string, first: unknown, b: string, second: unknown): unknown {
  if (first === undefined && second === undefined) return undefined;
  return { ...(first === undefined ? {} : { [a]: first }), ...(second === undefined ? {} : { [b]: second }) };
}

function saysNothing(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}
