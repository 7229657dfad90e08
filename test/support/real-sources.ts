import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, extname, join, resolve, sep } from 'node:path';
import { parse } from 'yaml';
import { PROJECT_ROOT } from './project-root.js';
import type { StatedSource } from './province-hub.js';
import { openRealCkan } from './real-ckan.js';

/** Sources that harvest the real catalogues, a file each; the path of `url` is the file's below the catalogues. */
const FOLDER = join(PROJECT_ROOT, 'test/fixtures/real-catalogues/sources');

export interface RealSource extends StatedSource {
  readonly kind: string;
  readonly title: string;
}

/** All of them as their files state them, by id. */
export function readRealSources(): readonly RealSource[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => {
      const stated = parse(readFileSync(join(FOLDER, file), 'utf8')) as Omit<RealSource, 'id'>;
      return { ...stated, id: basename(file, '.yaml') } as RealSource;
    });
}

/** Where a source's catalogue lies below the catalogues. */
export function catalogueOf({ url }: StatedSource): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

/** A web server on loopback that gives every file of a folder and speaks for the CKAN portals, and the sources as they reach it. */
export interface RealPortals {
  at<Stated extends StatedSource>(source: Stated): Stated;
  close(): Promise<void>;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.json': 'application/json',
  '.jsonl': 'application/x-ndjson',
  '.csv': 'text/csv',
  '.rdf': 'application/rdf+xml',
  '.ttl': 'text/turtle',
  '.xml': 'application/xml',
};

const ACTION = /^\/(.+)\/api\/3\/action\/(\w+)$/u;

export async function servePortals(root: string): Promise<RealPortals> {
  const ckan = openRealCkan();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://portal');
    const [, portal, action] = ACTION.exec(decodeURIComponent(pathname)) ?? [];
    if (portal !== undefined && action !== undefined) {
      const answer = ckan(portal, action, searchParams);
      response
        .writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
        .end(answer);
      return;
    }
    const path = resolve(
      root,
      `.${decodeURIComponent(new URL(request.url ?? '/', 'http://portal').pathname)}`,
    );
    const file = path.startsWith(root + sep) ? statSync(path, { throwIfNoEntry: false }) : undefined;
    if (file?.isFile() !== true) {
      response.writeHead(404).end();
      return;
    }
    const mediaType = MEDIA_TYPES[extname(path)] ?? 'application/octet-stream';
    response.writeHead(200, { 'content-type': mediaType, 'content-length': file.size });
    createReadStream(path).pipe(response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    at(source) {
      const url = new URL(source.url);
      url.port = String(port);
      return { ...source, url: url.href };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
