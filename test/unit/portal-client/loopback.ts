import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PortalClientOptions } from '../../../src/portal-client/options.js';
import { type HttpPortalClient, createPortalClient } from '../../../src/portal-client/portal-client.js';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A loopback portal on a free port, and clients of it whose clock moves only when they sleep. */
export interface Loopback {
  readonly url: string;
  readonly requests: readonly IncomingMessage[];
  readonly slept: readonly number[];
  client(options?: Partial<PortalClientOptions>): HttpPortalClient;
  close(): Promise<void>;
}

export const START = Date.parse('2026-03-01T00:00:00Z');

export async function loopback(handler: Handler): Promise<Loopback> {
  const requests: IncomingMessage[] = [];
  const slept: number[] = [];
  const clients: HttpPortalClient[] = [];
  let now = START;
  const server: Server = createServer((request, response) => {
    requests.push(request);
    handler(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    slept,
    client: (options) => {
      const client = createPortalClient({
        sourceId: 'fixture',
        baseUrl: url,
        allowPrivate: true,
        userAgent: 'Lianmu/test (+mailto:test@example.org)',
        timeoutMs: 5_000,
        retries: 0,
        validate: () => [],
        now: () => new Date(now),
        random: () => 0.5,
        sleep: (milliseconds) => {
          slept.push(milliseconds);
          now += milliseconds;
          return Promise.resolve();
        },
        ...options,
      });
      clients.push(client);
      return client;
    },
    close: async () => {
      for (const client of clients) client.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value));
}

/** The error a promise rejects with; a promise that resolves fails the test. */
export async function failure(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('expected a rejection');
}

/** What a synchronous call throws; a call that returns fails the test. */
export function thrown(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('expected a throw');
}

export const never = new AbortController().signal;
