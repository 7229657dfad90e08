import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Smaller answers gain less than the headers that say so. */
const LEAST_BYTES = 1024;

/**
 * Answers in Brotli or gzip to who takes them, at their quickest levels: an answer of ten packages shrinks to a quarter in a
 * fraction of the time that it took to make (docs/benchmarks.md), and in another thread.
 */
export async function registerCompression(app: FastifyInstance): Promise<void> {
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: LEAST_BYTES,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } },
    zlibOptions: { level: 1 },
  });
}
