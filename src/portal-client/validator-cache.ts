/** What a portal said about one state of what it answers (RFC 9110 §8.8). At least one of the two. */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** What is known of a kept answer besides its bytes. */
export interface AnswerFacts extends Validators {
  readonly contentType?: string;
}

export interface KeptAnswer extends AnswerFacts {
  /** The decompressed body, to its end; throws an error with the code `DAMAGED_ANSWER` where it is not what was kept. */
  readonly pieces: () => Iterable<Buffer>;
}

/** Code of the error for a kept answer that cannot be read any more. */
export const DAMAGED_ANSWER = 'ERR_DAMAGED_ANSWER';

/**
 * The good answers of one source, so that its portal is only asked whether they still hold. Keys are digests of the question
 * and tell nothing. An answer that is too large, or for which there is no room, is not kept; losing all of them costs time only.
 */
export interface ValidatorCache {
  find(key: string): Promise<KeptAnswer | undefined>;
  /** In place of what was kept under the key before, at once and as a whole. */
  keep(key: string, facts: AnswerFacts, pieces: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void>;
  forget(key: string): Promise<void>;
}
