import type {
  Change,
  RefederatedChange,
  SetAsideChange,
  TouchChange,
  UpsertChange,
} from '../../domain/change.js';
import type { Dataset } from '../../domain/dataset.js';
import { datasetIdentifier, identifyPublisher } from '../../domain/identifiers.js';
import type { Problem } from '../../domain/problem.js';
import { toSearchDocument } from '../../serialise/search-document.js';
import type { PreparedAside, PreparedChange, PreparedCopy, PreparedUpsert } from './prepared.js';

/** Makes plain data of a source's changes. Pure but for what it remembers. */
export function createPreparer(sourceId: string): (change: Change) => PreparedChange {
  const identify = publisherIdentities();
  return (change) => {
    if (change.type === 'upsert') return toUpsert(change, identify(change.dataset));
    if (change.type === 'withdrawn') {
      return { type: 'withdrawn', remoteId: change.remoteId, wasLive: change.wasLive };
    }
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
    ...passedText(change),
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
    ...passedText(change),
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
    ...passedText(change),
  };
}

function passedText({ passed }: Pick<UpsertChange, 'passed'>): { readonly passed?: string } {
  return passed === undefined ? {} : { passed: JSON.stringify(passed) };
}

function problemsText(problems: readonly Problem[]): string | null {
  return problems.length === 0 ? null : JSON.stringify(problems);
}

/** Publishers are few beside their datasets; a source with more than that many is told them anew. */
const MAX_PUBLISHERS = 10_000;

function publisherIdentities(): (dataset: Dataset) => string {
  const known = new Map<string, string>();
  return (dataset) => {
    const { publisher, origin } = dataset;
    const key = JSON.stringify([publisher.code, origin.publisherId ?? publisher.localId, publisher.name]);
    const identity = known.get(key);
    if (identity !== undefined) return identity;
    const made = identifyPublisher(dataset);
    if (known.size >= MAX_PUBLISHERS) known.clear();
    known.set(key, made);
    return made;
  };
}
