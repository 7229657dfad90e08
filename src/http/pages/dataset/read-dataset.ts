import { dayIn } from '../../../domain/day.js';
import type { PublishedDataset } from '../../../domain/published.js';
import type { DatasetChange, Tombstone } from '../../../pipeline/read-ports.js';
import type { PageContext, PageRequest } from '../page.js';
import { dayOf, millisOf } from './times.js';

/** What is at an address of a dataset, at the moment that the request is of. */
export type DatasetState =
  | { readonly state: 'live'; readonly published: PublishedDataset; readonly today: string }
  | { readonly state: 'removed'; readonly tombstone: Tombstone; readonly last?: LastVersion }
  /** It came later than the moment. */
  | { readonly state: 'not-yet'; readonly name: string };

/** The version that was there before the removal. */
export interface LastVersion {
  readonly published: PublishedDataset;
  /** `as_of` just before the removal. */
  readonly moment: string;
}

type Context = Pick<PageContext, 'datasets' | 'history' | 'catalog' | 'harvest'>;

/** Undefined: there never was such a dataset, or nothing may be said of it. */
export async function readDataset(
  { params, asOf }: Pick<PageRequest, 'params' | 'asOf'>,
  context: Context,
): Promise<DatasetState | undefined> {
  const { datasets, history, catalog, harvest } = context;
  const key = params['name'] ?? '';
  const published = asOf === undefined ? datasets.find(key) : history.at(asOf.seq).find(key);
  if (published !== undefined) {
    return { state: 'live', published, today: await dayOfRequest(asOf, { catalog, harvest }) };
  }
  if (asOf === undefined) {
    const tombstone = datasets.findTombstone(key);
    return (
      tombstone && removed(tombstone, await lastRemoval(tombstone.identifier, undefined, context), history)
    );
  }
  const known = datasets.find(key);
  const { identifier, name, title } =
    known === undefined
      ? (datasets.findTombstone(key) ?? NOBODY)
      : { identifier: known.dataset.identifier, name: known.name, title: known.dataset.title };
  if (identifier === '') return undefined;
  const removal = await lastRemoval(identifier, asOf.seq, context);
  if (removal === undefined) return { state: 'not-yet', name };
  return removed({ identifier, name, title, removedAt: removal.time }, removal, history);
}

const NOBODY: Tombstone = { identifier: '', name: '', title: '', removedAt: '' };

function removed(
  tombstone: Tombstone,
  removal: DatasetChange | undefined,
  history: Context['history'],
): DatasetState {
  const published = removal && history.at(removal.seq - 1).find(tombstone.identifier);
  if (removal === undefined || published === undefined) return { state: 'removed', tombstone };
  const second = new Date(Math.floor(millisOf(removal.time) / 1000) * 1000).toISOString();
  const naive = second.slice(0, 'CCYY-MM-DDThh:mm:ss'.length);
  const moment = naive >= published.changed ? `${naive}Z` : String(removal.seq - 1);
  // It was called so then: the title of a tombstone may be another one's of a later run.
  const shown = { ...tombstone, title: published.dataset.title };
  return { state: 'removed', tombstone: shown, last: { published, moment } };
}

/** The removal that counts at a position. */
async function lastRemoval(
  identifier: string,
  seq: number | undefined,
  { catalog }: Pick<Context, 'catalog'>,
): Promise<DatasetChange | undefined> {
  const page = { kinds: ['removed'], offset: 0, limit: seq === undefined ? 1 : MOST_REMOVALS } as const;
  const removals = await catalog.latestChanges({ of: 'dataset', identifier }, page);
  return removals.find((change) => seq === undefined || change.seq <= seq);
}

/** A dataset that went and came back more often than this is told of as if it had not been there yet. */
const MOST_REMOVALS = 100;

const DAY = /^\d{4}-\d\d-\d\d$/;

async function dayOfRequest(
  asOf: PageRequest['asOf'],
  { catalog, harvest: { timezone, now } }: Pick<Context, 'catalog' | 'harvest'>,
): Promise<string> {
  if (asOf === undefined) return dayIn(timezone, now().getTime());
  if (DAY.test(asOf.text)) return asOf.text;
  if (asOf.time !== undefined) return dayIn(timezone, asOf.time);
  const change = await catalog.findChange(asOf.seq);
  return change === undefined ? dayIn(timezone, now().getTime()) : dayOf(timezone, change.time);
}
