import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers in place of the portal. */
export type Intrusion = (request: IncomingMessage, response: ServerResponse) => void;

/** A CKAN portal on loopback that pages through packages given as JSON text, so that they may be as odd as JSON allows. */
export interface PackagePortal {
  readonly url: string;
  /** In the order of the listing. */
  packages: readonly string[];
  /** While set, it answers everything. */
  intrusion: Intrusion | undefined;
  close(): Promise<void>;
}

/** `etags`: whether it gives each page a tag, and answers 304 to who has it. */
export async function startPackagePortal(
  packages: readonly string[],
  { etags = false }: { readonly etags?: boolean } = {},
): Promise<PackagePortal> {
  const server = createServer((request, response) => {
    if (portal.intrusion === undefined) answer(portal.packages, etags, request, response);
    else portal.intrusion(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const portal: PackagePortal = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    packages,
    intrusion: undefined,
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

function answer(
  packages: readonly string[],
  etags: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const url = new URL(request.url ?? '/', 'http://portal');
  if (url.pathname !== '/api/3/action/package_search') {
    response.writeHead(404, { 'Content-Type': 'application/json' }).end('{"success": false}');
    return;
  }
  const start = Number(url.searchParams.get('start'));
  const rows = Number(url.searchParams.get('rows'));
  const results = packages.slice(start, start + rows).join(',');
  const body = `{"success":true,"result":{"count":${packages.length},"results":[${results}]}}`;
  const tag = etags ? `"${createHash('sha256').update(body).digest('hex')}"` : undefined;
  if (tag !== undefined && request.headers['if-none-match'] === tag) {
    response.writeHead(304).end();
    return;
  }
  const headers = { 'Content-Type': 'application/json;charset=utf-8' };
  response.writeHead(200, { ...headers, ...(tag !== undefined && { ETag: tag }) }).end(body);
}
