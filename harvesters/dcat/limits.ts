import { type ResponseFault, SourceResponseError } from '../../src/domain/errors.js';

/** What one document may ask of the hub's memory and time. Each bound is far above what honest catalogues need. */
export const LIMITS = {
  /** Triples of one document: the largest national catalogues have some millions. */
  triples: 20_000_000,
  /** Nodes (datasets, distributions, blank nodes, …) of one document that have to be told apart at the same time. */
  nodes: 1_500_000,
  /** Characters of one literal. */
  literal: 4_000_000,
  /** Characters read without a single triple coming of them. */
  silence: 8_000_000,
  /** Open tags, or open brackets of JSON. */
  depth: 100,
  /** Estimated bytes of triples that are kept at one time until their datasets are whole. */
  held: 64_000_000,
  /** Readings of one document: one more for each time that `held` is not enough. */
  readings: 24,
  /** Nodes of one dataset. */
  nodesOfRecord: 50_000,
  /** Characters of one dataset, in all its nodes. */
  recordSize: 8_000_000,
  /** Nodes visited to find out which dataset needs what. */
  visits: 30_000_000,
} as const;

/** A document that is too much in one way or another. */
export function tooLarge(url: string, words: string): SourceResponseError {
  return faulty(url, 'too-large', words);
}

export function faulty(
  url: string,
  fault: ResponseFault,
  words: string,
  cause?: unknown,
): SourceResponseError {
  return new SourceResponseError(`${url}: ${words}`, { url, fault, cause });
}
