import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { text as readText } from 'node:stream/consumers';
import { readProfile } from '../../src/domain/profile.js';
import { createServer, type ServerOptions } from '../../src/http/server.js';
import type { Site } from '../../src/http/site.js';
import { createInMemoryCatalog, type InMemoryCatalog } from './in-memory-catalog.js';
import { ALL } from './published-datasets.js';

export const SITE: Site = {
  title: { zh: '江省公共数据目录', en: 'Catalogue of Jiang Province' },
  description: { zh: '全省公共数据的统一目录', en: 'One catalogue of public data' },
  url: 'https://hub.example.org',
  languages: ['zh', 'en'],
  publisher: { name: '江省数据局', email: 'hub@example.org' },
};

export const PROFILE = readProfile(
  JSON.parse(readFileSync(new URL('../../schemas/dataset.schema.json', import.meta.url), 'utf8')) as object,
);

/** The envelope, as far as tests look into it; an answer may also be a bare text. */
export interface ApiAnswer {
  readonly success: boolean;
  readonly result: ApiResult;
  readonly error: { readonly message?: string; readonly q?: readonly string[] };
}

export interface ApiResult {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly results: readonly ApiResult[];
  readonly packages: readonly ApiResult[];
  readonly resources: readonly unknown[];
  readonly package_count: number;
  readonly member_count: number;
  readonly facets: object;
  readonly search_facets: object;
}

export interface TestAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body read as JSON. */
  readonly json: ApiAnswer;
}

export interface TestRequest {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The hub's HTTP server on loopback, and a client that sends exactly what it is told. */
export interface TestServer {
  readonly url: string;
  send(request: TestRequest): Promise<TestAnswer>;
  /** GET of an action; values are encoded, a list of pairs may repeat a key. */
  get(action: string, parameters?: QueryParameters): Promise<TestAnswer>;
  close(): Promise<void>;
}

type QueryParameters = Readonly<Record<string, string>> | readonly (readonly [string, string])[];

/** Starts the server over a small catalogue, or over `store`. */
export async function startTestServer(
  options: Partial<ServerOptions> & { readonly store?: InMemoryCatalog } = {},
): Promise<TestServer> {
  const { store = createInMemoryCatalog(ALL), ...rest } = options;
  const server = await createServer({
    datasets: store,
    history: store,
    search: store.openSearch(),
    catalog: store,
    site: SITE,
    profile: PROFILE,
    version: '0.1.0',
    ...rest,
  });
  const { port } = new URL(await server.listen(0, '127.0.0.1'));
  const send = (request: TestRequest): Promise<TestAnswer> => sendTo(Number(port), request);
  return {
    url: `http://127.0.0.1:${port}`,
    send,
    get(action, parameters = {}) {
      const query = new URLSearchParams(parameters as Record<string, string>);
      return send({ path: `/api/3/action/${action}?${query.toString()}` });
    },
    close: () => server.close(),
  };
}

async function sendTo(
  port: number,
  { method = 'GET', path, headers = {}, body }: TestRequest,
): Promise<TestAnswer> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, method, path, headers }, resolve);
    request.on('error', reject);
    request.end(body);
  });
  const text = await readText(answer);
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    body: text,
    get json() {
      return JSON.parse(text) as ApiAnswer;
    },
  };
}

/**
 * The committed answer of that name, so that a change of the API is a diff in review. `UPDATE_GOLDEN=1` writes the file
 * anew; without it a missing file fails the test.
 */
export function golden(name: string, actual: unknown): unknown {
  const file = new URL(`../fixtures/ckan-api/${name}.json`, import.meta.url);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, `${JSON.stringify(actual, null, 2)}\n`);
  if (!existsSync(file)) throw new Error(`there is no golden answer ${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8'));
}
