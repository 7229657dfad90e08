import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import type { Asset } from './assets.js';

const pack = promisify(brotliCompress);

/** Files that pages load, kept for ever by who has them; packed once, as small as they can be. */
export function registerAssetFiles(app: FastifyInstance, files: readonly Asset[]): void {
  for (const { path, type, content } of files) {
    let packed: Promise<Buffer> | undefined;
    app.get(path, async (request, reply) => {
      reply
        .header('Content-Type', type)
        .header('Cache-Control', 'public, max-age=31536000, immutable')
        .header('Vary', 'accept-encoding');
      if (!takesBrotli(request.headers['accept-encoding'])) return reply.send(content);
      packed ??= pack(content);
      return reply.header('Content-Encoding', 'br').send(await packed);
    });
  }
}

function takesBrotli(accepted: string | string[] | undefined): boolean {
  const codings = [accepted ?? []].flat().join(',').toLowerCase().split(',');
  return codings.some((coding) => /^\s*br\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/.test(coding));
}
