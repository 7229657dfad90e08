import type {
  Change,
  RefederatedChange,
  SetAsideChange,
  TouchChange,
  UpsertChange,
} from '../../domain/change.js';
import type { Publisher } from '../../domain/dataset.js';
import { datasetIdentifier, publisherIdentifier } from '../../domain/identifiers.js';
import type { Problem } from '../../domain/problem.js';
import { toSearchDocument } from '../../serialise/search-document.js';
import type { PreparedAside, PreparedChange, PreparedCopy, PreparedUpsert } from './prepared.js';

/** Makes plain data of a source's changes. Pure but for what it remembers. */
export function createPreparer(sourceId: string): (change: Change) => PreparedChange {
  const identify = publisherIdentities(sourceId);
  return (change) => {
    if (change.type === 'upsert') return toUpsert(change, identify(change.dataset.publisher));
    return change.type === 'refederated' ? toCopy(change, sourceId) : toAside(change, sourceId);
  };
}

/** Written out in full: copying the shared part would cost as much as all else here. */
function toUpsert(change: UpsertChange, publisherId: string): PreparedUpsert {
  const { dataset, problems } = change;
  return {
    type: 'upsert',
    kind: change.kind,
    remoteId: dataset.origin.remoteId,
    datasetId: dataset.identifier,
    title: dataset.title,
    contentHash: change.contentHash,
    body: change.body,
    raw: change.raw,
    fingerprint: change.fingerprint,
    mappingVersion: change.mappingVersion,
    document: toSearchDocument(dataset),
    publisherId,
    publisher: dataset.publisher,
    hasCode: dataset.code !== undefined,
    ...(dataset.origin.chain !== undefined && { chain: dataset.origin.chain }),
    problemCount: problems.length,
    problems: problemsText(problems),
  };
}

function toAside(change: TouchChange | SetAsideChange, sourceId: string): PreparedAside {
  const { remoteId, problems, raw, fingerprint } = change;
  const isSetAside = change.type === 'set-aside';
  return {
    type: change.type,
    outcome: isSetAside ? change.outcome : 'good',
    remoteId,
    datasetId: datasetIdentifier(sourceId, remoteId),
    title: isSetAside ? (change.title ?? null) : null,
    ...(raw !== undefined && { raw }),
    ...(fingerprint !== undefined && { fingerprint }),
    mappingVersion: change.mappingVersion,
    problemCount: problems.length,
    problems: problemsText(problems),
  };
}

function toCopy(change: RefederatedChange, sourceId: string): PreparedCopy {
  const { remoteId, problems } = change;
  return {
    type: 'refederated',
    remoteId,
    datasetId: datasetIdentifier(sourceId, remoteId),
    title: change.title,
    chain: change.chain,
    copyOf: change.copyOf,
    wasLive: change.wasLive,
    raw: change.raw,
    fingerprint: change.fingerprint,
    mappingVersion: change.mappingVersion,
    problemCount: problems.length,
    problems: problemsText(problems),
  };
}

function problemsText(problems: readonly Problem[]): string | null {
  return problems.length === 0 ? null : JSON.stringify(problems);
}

/** Publishers are few beside their datasets; a source with more than that many is told them anew. */
const MAX_PUBLISHERS = 10_000;

function publisherIdentities(sourceId: string): (publisher: Publisher) => string {
  const known = new Map<string, string>();
  return ({ code, localId, name }) => {
    const key = JSON.stringify([code, localId, name]);
    const identity = known.get(key);
    if (identity !== undefined) return identity;
    const made = publisherIdentifier({
      sourceId,
      name,
      ...(code !== undefined && { code }),
      ...(localId !== undefined && { localId }),
    });
    if (known.size >= MAX_PUBLISHERS) known.clear();
    known.set(key, made);
    return made;
  };
}
