import type { Canary, FederationState } from '../domain/federation.js';
import type { CopyState } from '../domain/feed-position.js';
import type { LastChange } from '../domain/last-change.js';

/**
 * The change log as those follow it who keep a copy of the catalogue: of each dataset only the last change counts, so that
 * bodies are always those of the present and nothing is sent that was withdrawn since. Every read costs its page, at any depth.
 */
export interface ChangeFeed {
  /** UUID of the store: positions are good for this one only. */
  hubId(): string;
  /** Position of the last change; 0 before the first. */
  latestSeq(): number;
  /** Position of the last entry on a page of this size that begins after `since`, and of the last change of all. */
  pageEnd(since: number, limit: number): { readonly end: number; readonly head: number };
  /**
   * Datasets whose last change lies after `since` and not after `until`, by rising position. A dataset that changes while
   * somebody reads page after page leaves its place and is met again at the end. Fewer than `limit`: there are no more.
   */
  after(range: { readonly since: number; readonly until: number }, limit: number): readonly LastChange[];
  /** The same backwards: the latest first, before this position. */
  before(position: number, limit: number): readonly LastChange[];
  /** What the hub has of those that it follows, of one published state. */
  federation(): Omit<FederationState, 'title'>;
  /** Which version of which dataset is live, of one published state, which is held still until `close`. */
  openVersions(): VersionList;
}

export interface VersionList {
  readonly seq: number;
  /** The next ones by rising identifier; none: that was all. */
  next(limit: number): readonly DatasetVersion[];
  close(): void;
}

/** `changed` is naive UTC with microseconds, and no two versions of the hub have the same. */
export interface DatasetVersion {
  readonly identifier: string;
  readonly changed: string;
}

/** What a source that follows a hub has of it, for whoever compares the two. Each reads all records of the source. */
export interface CopyReader {
  /** As the other hub tells it of itself; undefined for a source that was never harvested. */
  copyState(sourceId: string): CopyState | undefined;
  /** Which version of a record the hub has been told of. */
  findReceived(sourceId: string, remoteId: string): string | undefined;
  /** Ids of records that the other hub lists, as far as this one knows. */
  received(sourceId: string): Iterable<string>;
  /** Records by which the way of changes can be told: the latest of each length of way, or the one with this identifier. */
  canaries(sourceId: string, identifier?: string): readonly Canary[];
}
