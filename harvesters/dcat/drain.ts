import type { Transform } from 'node:stream';
import { RdfSyntaxError } from './syntax-error.js';
import type { Triple } from './triples.js';

/** Writes text into a parser and gives what comes out of it, a batch for each piece of text. */
export async function* drain(
  parser: Pick<Transform, 'on' | 'write' | 'end' | 'destroy'>,
  text: AsyncIterable<string>,
): AsyncGenerator<readonly Triple[], void> {
  let batch: Triple[] = [];
  let failure: RdfSyntaxError | undefined;
  const ended = new Promise<void>((resolve) => {
    parser.on('end', resolve);
    parser.on('error', (error: unknown) => {
      failure ??= new RdfSyntaxError(error);
      resolve();
    });
  });
  parser.on('data', (triple: Triple) => {
    batch.push(triple);
  });
  const take = (): readonly Triple[] => {
    // Set by the events above, of which the compiler knows nothing.
    const failed = failure;
    if (failed !== undefined) throw failed;
    const taken = batch;
    batch = [];
    return taken;
  };
  try {
    for await (const piece of text) {
      await Promise.race([write(parser, piece), ended]);
      yield take();
    }
    parser.end();
    await ended;
    yield take();
  } finally {
    parser.destroy();
  }
}

async function write(parser: Pick<Transform, 'write'>, piece: string): Promise<void> {
  try {
    await new Promise<void>((resolve) => {
      parser.write(piece, () => {
        resolve();
      });
    });
  } catch (error) {
    // Thrown by the parser at once, which has no way of its own to say it.
    throw new RdfSyntaxError(error);
  }
}
