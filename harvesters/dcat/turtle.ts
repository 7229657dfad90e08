import type { EventEmitter } from 'node:events';
import { Parser } from 'n3';
import { LIMITS } from './limits.js';
import { RdfSyntaxError } from './syntax-error.js';
import { createTermFactory, type Triple } from './triples.js';

/**
 * Turtle, TriG, N-Triples and N-Quads, all by one reader that takes what any of them allows: which of them a document is
 * need not be known, and portals name it wrongly.
 */
export async function* parseTurtle(
  text: AsyncIterable<string>,
  base: string,
): AsyncGenerator<readonly Triple[], void> {
  const parser = new Parser({ baseIRI: base, factory: createTermFactory(), blankNodePrefix: '' });
  const feed: Feed = {};
  let batch: Triple[] = [];
  let failure: Error | undefined;
  parser.parse(listenTo(feed), (error: Error | null, quad: Triple | null) => {
    if (error !== null) failure ??= error;
    else if (quad !== null) batch.push(quad);
  });
  const take = (): readonly Triple[] => {
    // Set by the callback above, of which the compiler knows nothing.
    const failed = failure;
    if (failed !== undefined) throw new RdfSyntaxError(failed);
    const taken = batch;
    batch = [];
    return taken;
  };
  for await (const piece of text) {
    tell(() => feed.data?.(piece));
    if (openBrackets(parser) > LIMITS.depth) {
      throw new RdfSyntaxError(new Error(`brackets nested deeper than ${LIMITS.depth}`));
    }
    yield take();
  }
  tell(() => feed.end?.());
  yield take();
}

/** The parser keeps a place for each bracket that is open, and has no word for how many. */
function openBrackets(parser: object): number {
  const { _contextStack: stack } = parser as { readonly _contextStack?: readonly unknown[] };
  return stack?.length ?? 0;
}

interface Feed {
  data?: (piece: string) => void;
  end?: () => void;
}

/** What the parser takes for a stream: it asks for nothing but the two events. */
function listenTo(feed: Feed): EventEmitter {
  const stream = {
    on(event: string, listener: (piece?: string) => void) {
      if (event === 'data') feed.data = listener;
      if (event === 'end') feed.end = listener;
    },
  };
  return stream as unknown as EventEmitter;
}

function tell(step: () => void): void {
  try {
    step();
  } catch (error) {
    throw new RdfSyntaxError(error);
  }
}
