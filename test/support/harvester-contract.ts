import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { SourceResponseError, SourceUnavailableError } from '../../src/domain/errors.js';
import { compileSchemas } from '../../src/json-schema/compile-schemas.js';
import { readSchemas } from '../../src/json-schema/read-schemas.js';
import type { Gathered, Harvester, HarvesterKind, LabelReader } from '../../src/pipeline/ports.js';
import type { PortalClientOptions } from '../../src/portal-client/options.js';
import { failure, type Loopback, loopback } from '../unit/portal-client/loopback.js';
import { testSource } from './source.js';

/** What was asked besides the address. */
export interface Asked {
  readonly method: string;
  readonly body: string;
}

/** What a portal of the kind answers to a request: a JSON value, a text of another media type, or another status. */
export type PortalRoutes = (
  url: URL,
  asked: Asked,
) => { readonly status?: number; readonly mediaType?: string; readonly body: unknown };

/** What the kind's own test states about it; everything else is the same for all kinds. */
export interface HarvesterContract {
  readonly kind: HarvesterKind;
  readonly emptyCatalogue: PortalRoutes;
  /** A catalogue that does not fit on one page under `options`. */
  readonly twoPages: { readonly routes: PortalRoutes; readonly remoteIds: readonly string[] };
  /** The same with one element that cannot be read; `remoteIds` are the others. */
  readonly malformedElement: { readonly routes: PortalRoutes; readonly remoteIds: readonly string[] };
  readonly options: Readonly<Record<string, unknown>>;
  /** Names what is under test, where a kind has several. */
  readonly title?: string;
  /** Of the source's address, below the portal's root. */
  readonly path?: string;
  /** What the portal's labels mean; without it none is known. */
  readonly labels?: LabelReader;
}

const schemas = compileSchemas(readSchemas(join(import.meta.dirname, '../../schemas/portal')));

/** What every kind of portal must do, over real HTTP on loopback, whatever it speaks. */
export function describeHarvesterContract(contract: HarvesterContract): void {
  describe(`a harvester of kind ${contract.title ?? contract.kind.kind}`, () => {
    let portal: Loopback | undefined;

    afterEach(async () => {
      await portal?.close();
      portal = undefined;
    });

    async function harvester(
      answer: (request: IncomingMessage, response: ServerResponse) => void,
      clientOptions: Partial<PortalClientOptions> = {},
    ): Promise<Harvester> {
      portal = await loopback(answer);
      const client = portal.client({
        validate: (schemaId, value) => schemas.validate(schemaId, value),
        ...clientOptions,
      });
      const { kind, path = '', options, labels = () => undefined } = contract;
      const source = testSource({ kind: kind.kind, url: `${portal.url}${path}`, options });
      return kind.create(source, { portal: client, labels });
    }

    it('registers a schema for its options that accepts the ones under test', () => {
      expect(schemas.has(contract.kind.optionsSchema)).toBe(true);
      expect(schemas.validate(contract.kind.optionsSchema, contract.options)).toEqual([]);
    });

    it('lists nothing of an empty catalogue', async () => {
      const gathered = await gatherAll(await harvester(serve(contract.emptyCatalogue)));
      expect(remoteIds(gathered)).toEqual([]);
      expect(problemCodes(gathered)).toEqual([]);
    });

    it('lists each record of two pages once, fetches it and maps it', async () => {
      const kind = await harvester(serve(contract.twoPages.routes));
      const gathered = await gatherAll(kind);
      expect(remoteIds(gathered)).toEqual(contract.twoPages.remoteIds);
      expect(problemCodes(gathered)).toEqual([]);
      for (const item of gathered) {
        if (item.type !== 'record') continue;
        const { raw, bytes } = await kind.fetch(item, never());
        expect(JSON.parse(bytes === undefined ? JSON.stringify(raw) : Buffer.from(bytes).toString())).toEqual(
          raw,
        );
        const draft = kind.map(raw, item.remoteId);
        expect(draft.origin.remoteId).toBe(item.remoteId);
        expect(draft.title).toEqual(expect.any(String));
        expect(kind.map(JSON.parse(JSON.stringify(raw)), item.remoteId)).toEqual(draft);
      }
    });

    it('drops one malformed element, keeps the rest and says what is missing', async () => {
      const gathered = await gatherAll(await harvester(serve(contract.malformedElement.routes)));
      expect(remoteIds(gathered)).toEqual(contract.malformedElement.remoteIds);
      expect(problemCodes(gathered)).toHaveLength(1);
    });

    it('ends with a typed error when the portal answers 404', async () => {
      const error = await failure(gatherAll(await harvester(serve(() => ({ status: 404, body: '' })))));
      expect(error).toBeInstanceOf(SourceResponseError);
      expect(error).toMatchObject({ status: 404 });
    });

    it('ends with a typed error when the portal answers 500', async () => {
      const error = await failure(gatherAll(await harvester(serve(() => ({ status: 500, body: '' })))));
      expect(error).toBeInstanceOf(SourceUnavailableError);
      expect(error).toMatchObject({ status: 500 });
    });

    it('waits as long as a 429 asks for and then goes on', async () => {
      let refused = 1;
      const routes = serve(contract.twoPages.routes);
      const kind = await harvester(
        (request, response) => {
          if (refused === 0) {
            routes(request, response);
            return;
          }
          refused -= 1;
          response.writeHead(429, { 'retry-after': '7' }).end();
        },
        { retries: 1 },
      );
      expect(remoteIds(await gatherAll(kind))).toEqual(contract.twoPages.remoteIds);
      expect(portal?.slept).toContain(7000);
    });

    it('leaves a portal alone that keeps answering 429', async () => {
      const kind = await harvester(serve(() => ({ status: 429, body: '' })));
      const error = await failure(gatherAll(kind));
      expect(error).toMatchObject({ code: 'source-unavailable', status: 429 });
      expect(portal?.requests).toHaveLength(1);
    });

    it('ends with a typed error when the portal does not answer in time', async () => {
      const kind = await harvester(() => undefined, { timeoutMs: 20 });
      const error = await failure(gatherAll(kind));
      expect(error).toBeInstanceOf(SourceUnavailableError);
      expect(error).toMatchObject({ retryable: true, status: undefined });
    });

    it('stops with the reason of its signal', async () => {
      const abort = new AbortController();
      const reason = new Error('the operator stopped it');
      const kind = await harvester(() => {
        abort.abort(reason);
      });
      expect(await failure(gatherAll(kind, abort.signal))).toBe(reason);
    });
  });
}

export function serve(routes: PortalRoutes): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = { method: request.method ?? 'GET', body: Buffer.concat(chunks).toString() };
      const answer = routes(new URL(request.url ?? '/', 'http://portal'), asked);
      const { status = 200, mediaType = 'application/json', body } = answer;
      response.writeHead(status, { 'content-type': `${mediaType}; charset=utf-8` });
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  };
}

export async function gatherAll(kind: Harvester, signal = never()): Promise<readonly Gathered[]> {
  const gathered: Gathered[] = [];
  for await (const item of kind.gather({ mode: 'full' }, signal)) gathered.push(item);
  return gathered;
}

export function remoteIds(gathered: readonly Gathered[]): readonly string[] {
  return gathered.flatMap((item) => (item.type === 'record' ? [item.remoteId] : []));
}

export function problemCodes(gathered: readonly Gathered[]): readonly string[] {
  return gathered.flatMap((item) => (item.type === 'gap' ? [item.problem.code] : []));
}

function never(): AbortSignal {
  return new AbortController().signal;
}
