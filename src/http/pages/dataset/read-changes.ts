import type { Language } from '../../../domain/dataset.js';
import type { PublishedDataset } from '../../../domain/published.js';
import type { DatasetChange } from '../../../pipeline/read-ports.js';
import type { PageContext, PageRequest } from '../page.js';
import { momentOf } from './times.js';
import { diffVersions, type ElementChange } from './version-diff.js';

/** One entry of a dataset's history. */
export interface VersionChange extends Pick<DatasetChange, 'seq' | 'time' | 'kind'> {
  /** `as_of` of the page as it was after the change; absent where the change was its removal. */
  readonly moment?: string;
  /** Against the version before; absent for the first one and for a removal. */
  readonly differences?: readonly ElementChange[];
}

export interface ChangePage {
  readonly changes: readonly VersionChange[];
  readonly hasMore: boolean;
}

interface PageAsked {
  readonly identifier: string;
  readonly offset: number;
  readonly limit: number;
}

/** Changes of a dataset until the request's moment, the newest first. */
export async function readChanges(
  { identifier, offset, limit }: PageAsked,
  { language, asOf }: Pick<PageRequest, 'language' | 'asOf'>,
  { catalog, history }: Pick<PageContext, 'catalog' | 'history'>,
): Promise<ChangePage> {
  const before = asOf && (await endOf(asOf.seq, catalog));
  const page = { offset, limit: limit + 1, ...(before !== undefined && { before }) };
  const found = await catalog.latestChanges({ of: 'dataset', identifier }, page);
  const rows = found.filter(({ seq }) => asOf === undefined || seq <= asOf.seq);
  const versions = new Map<number, PublishedDataset | undefined>();
  const versionAt = (seq: number): PublishedDataset | undefined => {
    if (!versions.has(seq)) versions.set(seq, history.at(seq).find(identifier));
    return versions.get(seq);
  };
  const changes = rows.slice(0, limit).map((row, index): VersionChange => {
    const { seq, time, kind } = row;
    if (kind === 'removed') return { seq, time, kind };
    const moment = momentOf(row, rows[index - 1]?.time);
    const earlier = rows[index + 1];
    if (earlier === undefined) return { seq, time, kind, moment };
    // What came back is compared with what was there before it went.
    const was = versionAt(earlier.kind === 'removed' ? earlier.seq - 1 : earlier.seq);
    return { seq, time, kind, moment, ...difference(was, versionAt(seq), language) };
  });
  return { changes, hasMore: rows.length > limit };
}

function difference(
  before: PublishedDataset | undefined,
  after: PublishedDataset | undefined,
  language: Language,
): Pick<VersionChange, 'differences'> {
  if (before === undefined || after === undefined) return {};
  return { differences: diffVersions(before.dataset, after.dataset, language) };
}

/** Microseconds after the change at a position; undefined where there is none at it. */
async function endOf(seq: number, catalog: PageContext['catalog']): Promise<number | undefined> {
  const change = await catalog.findChange(seq);
  if (change === undefined) return undefined;
  const micros = Number(change.time.slice('CCYY-MM-DDThh:mm:ss.mmm'.length));
  return Date.parse(`${change.time.slice(0, 'CCYY-MM-DDThh:mm:ss.mmm'.length)}Z`) * 1000 + micros + 1;
}
