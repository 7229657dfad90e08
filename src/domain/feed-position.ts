/** A hub that a record has passed, and when that hub had this version of it: naive UTC with microseconds. */
export interface Passing {
  readonly hub: string;
  readonly changed: string;
}

/** What a portal that can be followed says its catalogue is. */
export interface CopyState {
  readonly datasets: number;
  /** Of the lines `<remote id> <changed>` of all its records, sorted, each ended by a line feed. */
  readonly sha256: string;
}

/** How far a source has followed its portal. */
export interface FeedPosition {
  /** The portal's own word for it, as its kind writes it. */
  readonly position: string;
  /** Of the run that got there: under another one the whole catalogue is read anew. */
  readonly mappingVersion: string;
}

/** What a run that has read all of its portal's changes got to. */
export interface FeedEnd extends FeedPosition {
  /** What the copy has to be, where the portal says it for this very position. */
  readonly state?: CopyState;
  /** What the portal said of itself and of those that it follows: JSON. */
  readonly portal?: string;
}
