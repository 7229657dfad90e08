import type { Change, SetAsideChange, TouchChange, UpsertChange } from '../../domain/change.js';
import { datasetIdentifier, publisherIdentifier } from '../../domain/identifiers.js';
import type { PrepareDocument, RawRecord } from '../../pipeline/ports.js';
import { toSearchDocument } from '../../serialise/search-document.js';
import { toSlug } from '../../serialise/slug.js';
import { compress } from '../compression.js';
import type { PreparedAside, PreparedBatch, PreparedText, PreparedUpsert } from './prepared.js';

/** Computes all of a batch that needs no store: hashes are there already; bytes, tokens, slugs and ids are made here. Pure. */
export function prepareBatch(
  changes: readonly Change[],
  raws: readonly RawRecord[],
  tools: { readonly sourceId: string; readonly prepareDocument: PrepareDocument },
): PreparedBatch {
  const parts: Buffer[] = [];
  let length = 0;
  function put(hash: string, text: string): PreparedText {
    const bytes = compress(text);
    parts.push(bytes);
    const start = length;
    length += bytes.length;
    return { hash, start, end: length };
  }
  const preparedRaws = raws.map((raw) => put(raw.hash, raw.text));
  const prepared = changes.map((change) =>
    change.type === 'upsert'
      ? toUpsert(change, put(change.contentHash, change.body), tools)
      : toAside(change, tools.sourceId),
  );
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return { changes: prepared, raws: preparedRaws, bytes };
}

function toUpsert(
  change: UpsertChange,
  body: PreparedText,
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
    body,
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
