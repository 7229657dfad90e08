import type { Change, SetAsideChange, TouchChange, UpsertChange } from '../../domain/change.js';
import { datasetIdentifier, publisherIdentifier } from '../../domain/identifiers.js';
import type { PrepareDocument, RawRecord } from '../../pipeline/ports.js';
import { toSearchDocument } from '../../serialise/search-document.js';
import { toSlug } from '../../serialise/slug.js';
import type { PreparedAside, PreparedBatch, PreparedUpsert } from './prepared.js';

/** Computes all of a batch that needs no store: tokens, slugs and ids. Pure. */
export function prepareBatch(
  changes: readonly Change[],
  raws: readonly RawRecord[],
  tools: { readonly sourceId: string; readonly prepareDocument: PrepareDocument },
): PreparedBatch {
  return {
    changes: changes.map((change) =>
      change.type === 'upsert' ? toUpsert(change, tools) : toAside(change, tools.sourceId),
    ),
    raws,
  };
}

function toUpsert(
  change: UpsertChange,
  tools: { readonly sourceId: string; readonly prepareDocument: PrepareDocument },
): PreparedUpsert {
  const { dataset, kind } = change;
  return {
    ...common(change, dataset.origin.remoteId, dataset.identifier),
    type: 'upsert',
    kind,
    title: dataset.title,
    // A dataset that was published before has its name for good.
    slug: kind === 'added' ? toSlug(dataset.title) : null,
    body: { hash: change.contentHash, text: change.body },
    document: tools.prepareDocument(toSearchDocument(dataset)),
    publisherId: publisherIdentifier({ ...dataset.publisher, sourceId: tools.sourceId }),
    publisher: dataset.publisher,
    hasCode: dataset.code !== undefined,
  };
}

function toAside(change: TouchChange | SetAsideChange, sourceId: string): PreparedAside {
  const { remoteId } = change;
  const setAside = change.type === 'set-aside';
  return {
    ...common(change, remoteId, datasetIdentifier(sourceId, remoteId)),
    type: change.type,
    outcome: setAside ? change.outcome : 'good',
    title: setAside ? (change.title ?? null) : null,
  };
}

function common(
  change: Change,
  remoteId: string,
  datasetId: string,
): Pick<
  PreparedAside,
  'remoteId' | 'datasetId' | 'rawHash' | 'mappingVersion' | 'problemCount' | 'problems'
> {
  const { problems, mappingVersion, rawHash } = change;
  return {
    remoteId,
    datasetId,
    mappingVersion,
    problemCount: problems.length,
    problems: problems.length === 0 ? null : JSON.stringify(problems),
    ...(rawHash !== undefined && { rawHash }),
  };
}
