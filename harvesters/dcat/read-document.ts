import type { PortalDocument } from '../../src/pipeline/ports.js';
import { assemble, type Assembled } from './assemble.js';
import { LIMITS } from './limits.js';
import type { PageLinks } from './paging.js';
import { planReadings } from './plan.js';
import { readTriples, type ReadingContext } from './read-triples.js';
import { Structure } from './structure.js';
import type { Triple } from './triples.js';

export interface DocumentContext extends ReadingContext {
  /** Whether data services are records as well. */
  readonly services: boolean;
}

/** What a document says besides its records. */
export interface DocumentFacts {
  readonly links: PageLinks;
  /** Datasets that it lists and does not describe. */
  readonly missing: readonly string[];
}

/** A document up to this size is read once and its triples kept; a larger one is read twice or more. */
const KEPT_SIZE = 8_000_000;

/**
 * The records of a document. RDF has no order: a first reading finds out which nodes belong to which record and where each is
 * complete, the next ones put the records together and let go of them, so that no more than a part of it is ever kept.
 */
export async function* readDocument(
  document: PortalDocument,
  context: DocumentContext,
  signal: AbortSignal,
): AsyncGenerator<Assembled, DocumentFacts> {
  const structure = new Structure(document.url, context);
  let kept: (readonly Triple[])[] | undefined = document.size <= KEPT_SIZE ? [] : undefined;
  let count = 0;
  for await (const batch of readTriples(document, context, signal)) {
    for (const triple of batch) structure.take(triple);
    count += batch.length;
    if (count * 250 > LIMITS.held) kept = undefined;
    kept?.push(batch);
  }
  const { readings, excessive } = planReadings(structure, document.url);
  for (const key of excessive) yield { key, node: undefined };
  for (const records of readings) {
    if (records.length === 0) continue;
    const again = kept === undefined ? readTriples(document, context, signal) : batchesOf(kept);
    yield* assemble(again, structure, records);
  }
  return { links: structure.links, missing: [...structure.missing()] };
}

// eslint-disable-next-line @typescript-eslint/require-await -- stands for a reading, which waits
async function* batchesOf(kept: readonly (readonly Triple[])[]): AsyncGenerator<readonly Triple[], void> {
  yield* kept;
}
