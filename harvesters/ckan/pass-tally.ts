import type { ListedItem } from '../../src/pipeline/ports.js';
import { packageId } from './records.js';
import { SeenSet } from './seen-set.js';

/** What one walk through a paged list came to. */
export interface PassResult {
  /** Different records listed. */
  readonly distinct: number;
  /** Elements that no id can be read from. */
  readonly malformed: number;
  /** Elements listed twice although the list did not move. */
  readonly duplicates: number;
  readonly firstDuplicate: string | undefined;
  /** What the portal said last; infinite where it says nothing. */
  readonly total: number;
  /** The ids came in ascending order: a record keeps its place as long as none before it comes or goes. */
  readonly ordered: boolean;
  /** The list moved while it was read. */
  readonly moved: boolean;
  /** Each page began within the one before, so that none was skipped between them. */
  readonly overlapping: boolean;
  /** The portal gives the same page again and again, or pages that have nothing to do with each other. */
  readonly stuck: boolean;
  /** It has listed far more than it first said that it has, or than any portal has, and goes on. */
  readonly endless: boolean;
}

/** Counts one walk, and tells the elements that it meets for the first time. */
export class PassTally {
  private readonly seen = new SeenSet();
  private malformed = 0;
  private duplicates = 0;
  private firstDuplicate: string | undefined;
  private ordered = true;
  private previous = '';

  has(key: string | undefined): boolean {
    return key !== undefined && this.seen.has(key);
  }

  /** New elements of a page that continues the one before after `skip` repeated ones. */
  takeRegular(items: readonly ListedItem[], skip: number): readonly ListedItem[] {
    return items.slice(skip).filter((item) => {
      const key = packageId(item.head);
      if (key === undefined) {
        this.malformed += 1;
        return true;
      }
      if (this.add(key)) return true;
      this.duplicates += 1;
      this.firstDuplicate ??= key;
      return false;
    });
  }

  /** New elements of a page of a list that moved: what was seen is a repetition, and nothing can be said of its order. */
  takeMoved(items: readonly ListedItem[]): readonly ListedItem[] {
    const lastSeen = items.findLastIndex((item) => this.has(packageId(item.head)));
    return items.filter((item, index) => {
      const key = packageId(item.head);
      if (key !== undefined) return this.seen.add(key);
      if (index < lastSeen) return false;
      this.malformed += 1;
      return true;
    });
  }

  result(end: Pick<PassResult, 'total' | 'moved' | 'overlapping' | 'stuck' | 'endless'>): PassResult {
    const { malformed, duplicates, firstDuplicate, ordered } = this;
    return { ...end, distinct: this.seen.size, malformed, duplicates, firstDuplicate, ordered };
  }

  private add(key: string): boolean {
    if (key < this.previous) this.ordered = false;
    this.previous = key;
    return this.seen.add(key);
  }
}
