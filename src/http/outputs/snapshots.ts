import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NotFoundError } from '../../domain/errors.js';
import { sha256Hex } from '../../domain/identifiers.js';
import { MANIFEST_FILE, PUBLIC_KEY_FILE, SIGNATURE_FILE, SUMS_FILE } from '../../domain/snapshot.js';
import type { SnapshotManifest } from '../../domain/snapshot.js';
import { createAnswerFailure } from '../answer-failure.js';
import { readRange } from '../byte-range.js';
import { addCors, type CorsOrigins } from '../cors.js';
import { JSON_TYPE } from '../envelope.js';
import type { HttpLogger, Site } from '../site.js';
import { watchStream } from '../watch-stream.js';

/** Snapshots that may be given away now. */
export interface SnapshotShelf {
  /** The newest first. */
  list(): readonly SnapshotManifest[];
  /** Path of a file of one of them; undefined for a snapshot that there is not. */
  pathOf(seq: number, file: string): string | undefined;
  /** PEM; undefined as long as the hub has none. */
  publicKey(): string | undefined;
}

export interface SnapshotsOptions {
  readonly shelf: SnapshotShelf;
  readonly site: Site;
  readonly corsOrigins: CorsOrigins;
  readonly logger: HttpLogger | undefined;
}

interface FileRequest {
  readonly Params: { readonly seq: string; readonly file: string };
}

/** Of the files beside those that the manifest lists. */
const OWN_TYPES: Readonly<Record<string, string>> = {
  [MANIFEST_FILE]: JSON_TYPE,
  [SIGNATURE_FILE]: 'application/octet-stream',
  [PUBLIC_KEY_FILE]: 'application/x-pem-file',
  [SUMS_FILE]: 'text/plain;charset=utf-8',
};
const POSITION = /^\d{1,15}$/;

/** Bulk files, to be registered under `/snapshots`: the list, the public key, and the files of each snapshot. */
export function registerSnapshots(app: FastifyInstance, options: SnapshotsOptions): void {
  const { shelf, site, logger } = options;
  addCors(app, options.corsOrigins);
  app.setErrorHandler(createAnswerFailure('json', logger));
  const list = (_request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    reply
      .type(JSON_TYPE)
      .header('Cache-Control', 'no-cache')
      .send(JSON.stringify(listOf(shelf, site)));
  app.get('/', list);

  app.get(`/${PUBLIC_KEY_FILE}`, (_request, reply) => {
    const pem = shelf.publicKey();
    if (pem === undefined) throw new NotFoundError('no snapshot was signed yet');
    return reply.type(OWN_TYPES[PUBLIC_KEY_FILE] ?? '').send(pem);
  });

  app.route<FileRequest>({
    method: ['GET', 'HEAD'],
    url: '/:seq/:file',
    // Parts of files could not be counted in what is packed on the way.
    compress: false,
    async handler(request, reply) {
      const { seq, file } = request.params;
      if (seq === 'latest') {
        const latest = shelf.list()[0];
        if (latest === undefined) throw new NotFoundError('there is no snapshot yet');
        // A download that is taken up again goes on in the same snapshot.
        return reply.header('Cache-Control', 'no-cache').redirect(fileUrl(site, latest.seq, file), 302);
      }
      const manifest = POSITION.test(seq) ? shelf.list().find((each) => each.seq === Number(seq)) : undefined;
      if (manifest === undefined) throw new NotFoundError(`there is no snapshot ${seq}`);
      await sendFile(request, reply, { manifest, options });
      return reply;
    },
  });
}

function fileUrl(site: Site, seq: number, file: string): string {
  return `${site.url}/snapshots/${seq}/${encodeURIComponent(file)}`;
}

function listOf(shelf: SnapshotShelf, site: Site): object {
  return {
    publicKey: `${site.url}/snapshots/${PUBLIC_KEY_FILE}`,
    snapshots: shelf.list().map(({ seq, time, counts, files }) => ({
      ...{ seq, time, counts },
      manifest: fileUrl(site, seq, MANIFEST_FILE),
      signature: fileUrl(site, seq, SIGNATURE_FILE),
      sums: fileUrl(site, seq, SUMS_FILE),
      files: files.map(({ name, format, mediaType, bytes, sha256 }) => ({
        ...{ name, format, mediaType, bytes, sha256 },
        url: fileUrl(site, seq, name),
      })),
    })),
  };
}

interface Sending {
  readonly manifest: SnapshotManifest;
  readonly options: SnapshotsOptions;
}

async function sendFile(
  request: FastifyRequest<FileRequest>,
  reply: FastifyReply,
  { manifest, options }: Sending,
): Promise<void> {
  const { file: name } = request.params;
  const listed = manifest.files.find((file) => file.name === name);
  const type = listed?.mediaType ?? OWN_TYPES[name];
  const path = options.shelf.pathOf(manifest.seq, name);
  const handle = type === undefined || path === undefined ? undefined : await openIfThere(path);
  if (handle === undefined || type === undefined) throw new NotFoundError(`the snapshot has no file ${name}`);
  const tag = `"${listed?.sha256 ?? sha256Hex(JSON.stringify(manifest) + name)}"`;
  const { size } = await handle.stat();
  reply
    .type(type)
    .header('ETag', tag)
    .header('Cache-Control', 'no-cache')
    .header('Accept-Ranges', 'bytes')
    .header('Content-Disposition', `attachment; filename="${name}"`);
  if (isKnown(request.headers['if-none-match'], tag)) {
    await handle.close();
    reply.status(304).send();
    return;
  }
  const isMeant = request.headers['if-range'] === undefined || request.headers['if-range'] === tag;
  const range = isMeant ? readRange(request.headers.range, size) : 'whole';
  if (range === 'unsatisfiable') {
    await handle.close();
    reply.status(416).header('Content-Range', `bytes */${size}`).send();
    return;
  }
  const { start, end } = range === 'whole' ? { start: 0, end: size - 1 } : range;
  if (range !== 'whole') reply.status(206).header('Content-Range', `bytes ${start}-${end}/${size}`);
  reply.header('Content-Length', end - start + 1);
  if (request.method === 'HEAD' || size === 0) {
    await handle.close();
    reply.send();
    return;
  }
  const stream = handle.createReadStream({ start, end });
  watchStream(stream, request, options.logger);
  reply.send(stream);
}

function isKnown(header: string | undefined, tag: string): boolean {
  return header?.split(',').some((known) => known.trim().replace(/^W\//, '') === tag) === true;
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path);
  } catch (error) {
    const isGone = typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
    if (!isGone) throw error;
    return undefined;
  }
}
