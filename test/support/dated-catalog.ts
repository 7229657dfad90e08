import type { ChangeKind } from '../../src/domain/change.js';
import type { HarvestRecord, Job } from '../../src/domain/job.js';
import type { PublishedDataset } from '../../src/domain/published.js';
import type { DatasetChange, PastReader } from '../../src/pipeline/read-ports.js';
import { createInMemoryCatalog, type InMemoryCatalog } from './in-memory-catalog.js';

/** One change of one dataset; the place in the list is its position in the log, from 1. */
export interface DatedChange {
  readonly kind: ChangeKind;
  /** Naive UTC with microseconds; rises. */
  readonly time: string;
  /** Of a removal what was removed. */
  readonly published: PublishedDataset;
}

export interface DatedFacts {
  readonly jobs?: readonly Job[];
  readonly records?: readonly HarvestRecord[];
  /** Identifiers of copies, and of what they are copies of. */
  readonly copies?: ReadonlyMap<string, string>;
}

/** The reading ports over a change log: the catalogue of today, and of every position before. */
export function createDatedCatalog(log: readonly DatedChange[], facts: DatedFacts = {}): InMemoryCatalog {
  const rows = log.map((change, index) => ({ ...change, seq: index + 1 }));
  const formAt = (seq: number, key: string): PublishedDataset | undefined => {
    const last = rows.findLast(
      (row) => row.seq <= seq && (row.published.name === key || row.published.dataset.identifier === key),
    );
    return last === undefined || last.kind === 'removed'
      ? undefined
      : { ...last.published, changed: last.time };
  };
  const last = new Map(rows.map((row) => [row.published.name, row]));
  const live = [...last.values()].flatMap((row) => formAt(rows.length, row.published.name) ?? []);
  const tombstones = [...last.values()]
    .filter(({ kind }) => kind === 'removed')
    .map(({ published: { name, dataset }, time }) => ({
      ...{ name, identifier: dataset.identifier, title: dataset.title, removedAt: time },
    }));
  const catalog = createInMemoryCatalog(live, tombstones);
  const changeOf = ({ seq, time, kind, published: { dataset } }: (typeof rows)[number]): DatasetChange => ({
    ...{ seq, time, kind, datasetId: dataset.identifier, title: dataset.title },
  });
  const at = (seq: number): PastReader => ({
    find: (key) => formAt(seq, key),
    names: () => [],
    byDocuments: () => [],
    labelsOf: () => [],
  });
  const seqAt = (time: Date): number =>
    rows.findLast((row) => microsOf(row.time) <= time.getTime() * 1000)?.seq ?? 0;
  const dated: InMemoryCatalog = {
    ...catalog,
    ...{ at, seqAt, latestSeq: () => Promise.resolve(rows.length), version: () => rows.length },
    view: { ...catalog.view, seq: rows.length },
    openSearch: (view) => catalog.openSearch(view ?? dated.view),
    findChange: (seq) => Promise.resolve(rows[seq - 1] && changeOf(rows[seq - 1]!)),
    latestChanges: (scope, { kinds, before, offset, limit }) =>
      Promise.resolve(
        rows
          .toReversed()
          .filter(
            ({ kind, time, published: { dataset } }) =>
              (scope.of !== 'dataset' || dataset.identifier === scope.identifier) &&
              kinds?.includes(kind) !== false &&
              (before === undefined || microsOf(time) < before),
          )
          .slice(offset, offset + limit)
          .map(changeOf),
      ),
    findJob: (jobId) => Promise.resolve(facts.jobs?.find((job) => job.jobId === jobId)),
    findHarvestRecord: (jobId, datasetId) =>
      Promise.resolve(
        facts.records?.find((record) => record.jobId === jobId && record.datasetId === datasetId),
      ),
    traceRecords: (text) =>
      Promise.resolve(
        [...(facts.copies ?? [])]
          .filter(([copy]) => copy === text)
          .map(([datasetId, copyOf]) => ({
            ...{ sourceId: 'jiangcheng', remoteId: 'x', datasetId, copyOf },
            ...{ state: 'refederated', events: [] },
          })),
      ),
  };
  return dated;
}

function microsOf(time: string): number {
  return Date.parse(`${time.slice(0, 23)}Z`) * 1000 + Number(time.slice(23));
}
