import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { SourceResponseError } from '../domain/errors.js';
import type { Answer } from './exchange.js';

/** Bigger pieces than zlib's 16 KiB: a page of several megabytes takes a few dozen turns of the event loop. */
const CHUNK_SIZE = 256 * 1024;

/**
 * Reads and decompresses a body, counting **decompressed** bytes: an endless answer or a compressed bomb is cut off at
 * `maxBytes`, with no more than that ever held.
 */
export async function readBody(answer: Answer, url: string, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of bodyChunks(answer, url, maxBytes)) chunks.push(chunk);
  const [only] = chunks;
  return chunks.length === 1 && only ? only : Buffer.concat(chunks);
}

/** The pieces of a body, cut off at `maxBytes`. The connection of a body that is not read to its end is closed. */
export async function* bodyChunks(answer: Answer, url: string, maxBytes: number): AsyncGenerator<Buffer> {
  try {
    const announced = Number(answer.headers['content-length'] ?? 0);
    if (announced > maxBytes) throw tooLarge(url, maxBytes);
    let total = 0;
    const { stream, taken } = decompressed(answer, url);
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      total += chunk.length;
      answer.tally.bytes = taken?.bytesWritten ?? total;
      if (total > maxBytes) throw tooLarge(url, maxBytes);
      yield chunk;
    }
  } finally {
    answer.body.destroy();
  }
}

interface Stream {
  readonly stream: Readable;
  /** Knows what went into the decompression, where there is one. */
  readonly taken?: { readonly bytesWritten: number };
}

function decompressed(answer: Answer, url: string): Stream {
  const encoding = (answer.headers['content-encoding'] ?? '').trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') return { stream: answer.body };
  const decoder = decoderOf(encoding);
  if (!decoder) {
    throw new SourceResponseError(`${url}: the body is compressed as ${encoding}, which was not asked for`, {
      url,
      fault: 'not-json',
    });
  }
  // Errors of either stream reach the reader through the decoder, which pipeline destroys with them.
  return { stream: pipeline(answer.body, decoder, () => undefined), taken: decoder };
}

function decoderOf(encoding: string): (Transform & { readonly bytesWritten: number }) | undefined {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip({ chunkSize: CHUNK_SIZE });
    case 'deflate':
      return createInflate({ chunkSize: CHUNK_SIZE });
    case 'br':
      return createBrotliDecompress({ chunkSize: CHUNK_SIZE });
    default:
      return undefined;
  }
}

/** The error for what is larger than it may be. */
export function tooLarge(url: string, maxBytes: number): SourceResponseError {
  const limit = (maxBytes / 1024 / 1024).toLocaleString('en', { maximumFractionDigits: 1 });
  return new SourceResponseError(`${url}: the answer is larger than the limit of ${limit} MiB`, {
    url,
    fault: 'too-large',
  });
}
