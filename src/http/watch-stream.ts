import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { HttpLogger } from './site.js';

/** A stream that breaks has sent its status already: the connection is cut, and the reason must not be lost. */
export function watchStream(
  stream: Readable,
  { id: reference, method, url }: FastifyRequest,
  logger: HttpLogger | undefined,
): void {
  stream.on('error', (err) => {
    logger?.error({ reference, method, url, err }, 'a streamed answer broke off');
  });
}
