import type { DocumentSet } from '../document-set.js';

/** A field whose values are compared as they are. Sets may hold documents that are not live; they belong to the caller. */
export interface ExactField {
  /** The documents with exactly this value. */
  term(value: string): DocumentSet;
  /** The documents with a value that passes. `checkpoint` is called now and then, and may throw. */
  where(test: ValueTest, checkpoint: () => void): DocumentSet;
  exists(): DocumentSet;
}

/** Which values count. `from` and `to` (undefined: no end) only say where to look: all that `accepts` takes lies between. */
export interface ValueTest {
  readonly from: string;
  readonly to: string | undefined;
  readonly accepts: (value: string) => boolean;
  /** All that `accepts` takes hold this text, though their letters may be of the other case: quick to look for. */
  readonly holds?: string;
  /** `accepts` takes all between the two, except these ends; undefined: it has to be asked. */
  readonly allBut?: readonly string[];
}

/** Beyond any text that begins with this one. */
export function endOfPrefix(prefix: string): string {
  return `${prefix}\u{10ffff}`;
}
