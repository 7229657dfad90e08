import { Readable } from 'node:stream';
import type { Slices } from '../slices.js';

/** A turn of the event loop makes this many datasets, or a chunk where they are long: some milliseconds. */
const PIECES_A_SLICE = 25;
const CHUNK_LENGTH = 65_536;

/**
 * A long text as a byte stream. Its pieces are made in turns of the event loop that they share with nothing else, and only
 * as fast as the client takes them: what is held is a few chunks, however long the text.
 */
export function slicedText(pieces: Iterable<string>, slices: Slices): Readable {
  return Readable.from(chunksOf(pieces[Symbol.iterator](), slices), { objectMode: false });
}

async function* chunksOf(pieces: Iterator<string>, slices: Slices): AsyncGenerator<string> {
  for (let isMore = true; isMore;) {
    const taken = await slices(() => take(pieces));
    isMore = taken.isMore;
    if (taken.chunk !== '') yield taken.chunk;
  }
}

function take(pieces: Iterator<string>): { readonly chunk: string; readonly isMore: boolean } {
  let chunk = '';
  for (let count = 0; count < PIECES_A_SLICE && chunk.length < CHUNK_LENGTH; count += 1) {
    const next = pieces.next();
    if (next.done === true) return { chunk, isMore: false };
    chunk += next.value;
  }
  return { chunk, isMore: true };
}
