import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Pieces } from './pieces.js';

export interface Answer {
  readonly type: string;
  readonly encoding?: 'gzip';
  readonly body: string | Buffer | Pieces;
  /** It hangs behind its last piece. */
  readonly hangs?: true;
}

/** What is answered to a request below the path of one source; `base` is that path's address. */
export type Responder = (url: URL, base: string) => Answer;

/** Catalogues on loopback, each below a path of its own, that are good until they are told to be bad. */
export interface BadPortal {
  readonly url: string;
  isBad: boolean;
  /** Requests for what nobody may ask for: addresses that documents name as entities and contexts. */
  trapped: number;
  close(): Promise<void>;
}

export interface Catalogue {
  readonly id: string;
  readonly good: Responder;
  readonly bad: Responder;
}

export async function startBadPortal(catalogues: readonly Catalogue[]): Promise<BadPortal> {
  const byId = new Map(catalogues.map((catalogue) => [catalogue.id, catalogue]));
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', portal.url);
    if (url.pathname === '/robots.txt') {
      response.writeHead(404).end();
      return;
    }
    const id = url.pathname.split('/')[1] ?? '';
    const catalogue = byId.get(id);
    if (catalogue === undefined) {
      portal.trapped += 1;
      response.writeHead(200, { 'Content-Type': 'text/plain' }).end('<!ENTITY x "trapped">');
      return;
    }
    const answer = (portal.isBad ? catalogue.bad : catalogue.good)(url, `${portal.url}/${id}`);
    void send(answer, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const portal: BadPortal = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    isBad: false,
    trapped: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return portal;
}

/** As fast as it is read, and no further than that: a client that has had enough hangs up. */
async function send({ type, encoding, body, hangs }: Answer, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'Content-Type': type, ...(encoding && { 'Content-Encoding': encoding }) });
  if (typeof body === 'string' || Buffer.isBuffer(body)) {
    response.end(body);
    return;
  }
  for (const piece of body) {
    if (response.destroyed) return;
    if (!response.write(piece)) await drained(response);
  }
  if (hangs !== true) response.end();
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.once('drain', done).once('close', done);
  });
}
