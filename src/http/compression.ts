import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Smaller answers gain less than the headers that say so. */
const LEAST_BYTES = 1024;

/** Lines of JSON too, which the library does not know; no events, which would be kept back until there are enough of them. */
const COMPRESSIBLE = /^text\/(?!event-stream)|[+/]json(?:;|$)|x-ndjson(?:;|$)|[+/]xml(?:;|$)/u;

/**
 * Answers in Brotli or gzip to who takes them, at their quickest levels: an answer of ten packages shrinks to a quarter in a
 * fraction of the time that it took to make (docs/benchmarks.md), and in another thread.
 */
export async function registerCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    customTypes: COMPRESSIBLE,
    threshold: LEAST_BYTES,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } },
    zlibOptions: { level: 1 },
  });
}
