import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { answerAction, searchWindow } from './actions.js';
import type { ActionRequest, Params } from './actions.js';
import { jsonReply } from './dialects/dialect.js';
import type { Dialect } from './dialects/dialect.js';
import { DIALECTS } from './dialects/index.js';
import type { ListView } from './listing.js';
import { MisbehaviourSwitch, parseMisbehaviour } from './misbehaviour.js';
import type { Misbehaviour } from './misbehaviour.js';
import { PortalState } from './portal-state.js';
import { PrerenderedPackages } from './prerendered-packages.js';
import type { City } from './province.js';
import { unit } from './random.js';
import { parseJson, readBody, readParams } from './request-params.js';
import { bytesOf, sendJson, sendReply, sendTagged } from './send.js';
import { answerBadly, sendHalf } from './spoil.js';
import { keyOf } from './timeline.js';

export interface PortalOptions {
  /** The default, 0, lets the system choose. */
  readonly port?: number;
  readonly day?: number;
  readonly misbehave?: Misbehaviour | null;
  /** Wait before each answer, as a far portal has it. */
  readonly delayMs?: number;
  /** Render all packages of a CKAN portal beforehand, so that a page of `package_search?sort=id asc` costs next to nothing. */
  readonly prerender?: boolean;
  /** Answers carry a strong ETag, and 304 follows where it is known. */
  readonly etags?: boolean;
}

export interface PortalStatistics {
  readonly requests: number;
  /** Packages generated for answers or beforehand. */
  readonly packagesMade: number;
}

/** A running portal on the loopback interface. */
export interface RunningPortal {
  readonly city: City;
  /** Without a slash at the end. */
  readonly url: string;
  readonly port: number;
  readonly day: number;
  /** Datasets that it lists today. */
  readonly count: number;
  readonly statistics: PortalStatistics;
  /** Makes it misbehave from the next request on; null makes it behave. */
  misbehave(misbehaviour: Misbehaviour | null): void;
  setDay(day: number): Promise<void>;
  /** Drops open connections and answers no more. */
  close(): Promise<void>;
}

const ZERO_BYTE_SALT = 0x6001;
/** A machine that is busy with fifteen portals and a harvest must not find its idle connections hung up. */
const IDLE_MS = 60_000;
const EMPTY_RESULTS = '"results": []';
const PLAIN_VIEW: ListView = { hidden: 0, share: 1 };

/** Starts the portal of a city in its dialect. Rejects when the port is taken. */
export async function startPortal(city: City, options: PortalOptions = {}): Promise<RunningPortal> {
  const portal = new Portal(city, options);
  await portal.listen(options.port ?? 0);
  return portal;
}

class Portal implements RunningPortal {
  readonly city: City;
  readonly #dialect: Dialect;
  readonly #state: PortalState;
  readonly #options: PortalOptions;
  readonly #switch = new MisbehaviourSwitch();
  readonly #server: Server;
  readonly #closing = new AbortController();
  #packages: PrerenderedPackages | undefined;
  #requests = 0;
  #port = 0;

  constructor(city: City, options: PortalOptions) {
    this.city = city;
    this.#dialect = DIALECTS[city.dialect];
    this.#options = options;
    this.#state = new PortalState(city, options.day ?? 0);
    this.#switch.set(options.misbehave ?? null);
    this.#server = createServer({ keepAliveTimeout: IDLE_MS }, (request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        this.#reportFailure(response, error);
      });
    });
  }

  async listen(port: number): Promise<void> {
    await this.#prerender();
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get day(): number {
    return this.#state.catalog.day;
  }

  get count(): number {
    return this.#state.catalog.count;
  }

  get statistics(): PortalStatistics {
    return { requests: this.#requests, packagesMade: this.#state.packagesMade };
  }

  misbehave(misbehaviour: Misbehaviour | null): void {
    this.#switch.set(misbehaviour);
  }

  async setDay(day: number): Promise<void> {
    this.#state.setDay(day);
    await this.#prerender();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    const closed = new Promise<void>((resolve) =>
      this.#server.close(() => {
        resolve();
      }),
    );
    this.#server.closeAllConnections();
    await closed;
    await this.#packages?.close();
  }

  async #prerender(): Promise<void> {
    const old = this.#packages;
    this.#packages = undefined;
    await old?.close();
    if (this.#options.prerender === true && this.city.dialect === 'ckan')
      this.#packages = await PrerenderedPackages.write(this.#renderPackages());
  }

  *#renderPackages(): Generator<string> {
    const step = 1_000;
    for (let start = 0; start < this.count; start += step) {
      for (const index of this.#state.catalog.page(start, step)) yield this.#state.packageText(index);
    }
  }

  /** A caller who hung up or a portal that closes is no failure; anything else is a bug, told to the caller. */
  #reportFailure(response: ServerResponse, error: unknown): void {
    if (this.#closing.signal.aborted || response.destroyed) return;
    if (response.headersSent) response.destroy();
    else sendJson(response, 500, JSON.stringify(error instanceof Error ? error.stack : error));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#requests += 1;
    const url = new URL(request.url ?? '/', 'http://portal');
    if (url.pathname.startsWith('/__demo/')) {
      await this.#control(request, response, url.pathname.slice('/__demo/'.length));
      return;
    }
    const action = this.#dialect.actionOf(url.pathname);
    if (action !== undefined) {
      await this.#act(request, response, { action, url });
      return;
    }
    const reply = this.#dialect.elsewhere?.(url.pathname);
    if (reply === undefined) sendJson(response, 404, JSON.stringify('Not found'));
    else await sendReply(response, reply);
  }

  async #act(
    request: IncomingMessage,
    response: ServerResponse,
    { action, url }: { readonly action: string; readonly url: URL },
  ): Promise<void> {
    const params = await readParams(request, url);
    if (this.#options.delayMs !== undefined) await this.#pause(this.#options.delayMs);
    if (params === undefined) {
      sendJson(response, 400, JSON.stringify('Bad request - JSON Error: the body is not an object'));
      return;
    }
    const spoilt = this.#switch.next(action);
    if (spoilt === undefined) {
      await this.#send(request, response, { action, params, view: PLAIN_VIEW });
      return;
    }
    const { misbehaviour, turn } = spoilt;
    if (misbehaviour.kind === 'slow') await this.#pause(misbehaviour.delayMs ?? 1_000);
    if (await answerBadly(response, misbehaviour)) return;
    if (misbehaviour.kind === 'cut-json' || misbehaviour.kind === 'cut-connection') {
      const reply = this.#dialect.reply(this.#state, { action, params, view: PLAIN_VIEW });
      sendHalf(response, { ...reply, body: bytesOf(reply) }, misbehaviour.kind === 'cut-connection');
    } else if (misbehaviour.kind === 'zero-byte-show' && this.#isZero(action, params, misbehaviour)) {
      sendJson(response, 200, '');
    } else {
      await this.#send(request, response, { action, params, view: viewOf(misbehaviour, turn) });
    }
  }

  async #send(request: IncomingMessage, response: ServerResponse, asked: ActionRequest): Promise<void> {
    const { action, params, view } = asked;
    const page = view === PLAIN_VIEW ? await this.#prerendered(action, params) : undefined;
    const reply = page === undefined ? this.#dialect.reply(this.#state, asked) : jsonReply(page);
    if (this.#options.etags === true && reply.status === 200) await sendTagged(request, response, reply);
    else await sendReply(response, reply);
  }

  /** The answer made of rendered packages; undefined for a request that they do not serve. */
  async #prerendered(action: string, params: Params): Promise<Buffer | undefined> {
    const packages = this.#packages;
    if (packages === undefined || action !== 'package_search' || params['sort'] !== 'id asc')
      return undefined;
    if ((params['fq'] ?? '') !== '') return undefined;
    const { start, rows } = searchWindow(params);
    if (Number.isNaN(start) || Number.isNaN(rows)) return undefined;
    const empty = answerAction(this.#state, { action, params: { ...params, rows: '0' }, view: PLAIN_VIEW });
    const [before, after] = empty.body.split(EMPTY_RESULTS);
    return Buffer.concat([
      Buffer.from(`${before}"results": [`),
      await packages.page(start, rows),
      Buffer.from(`]${after}`),
    ]);
  }

  #isZero(action: string, params: Params, misbehaviour: Misbehaviour): boolean {
    const index = this.#dialect.shown(this.#state, { action, params, view: PLAIN_VIEW });
    return index !== undefined && unit(keyOf(this.city, index), ZERO_BYTE_SALT) < (misbehaviour.share ?? 0.1);
  }

  async #pause(milliseconds: number): Promise<void> {
    await wait(milliseconds, undefined, { signal: this.#closing.signal });
  }

  /** The control door for portals in a process of their own: `misbehave` and `day` by POST, `state` by GET. */
  async #control(request: IncomingMessage, response: ServerResponse, door: string): Promise<void> {
    const value = request.method === 'POST' ? parseJson((await readBody(request)) ?? '') : undefined;
    const problem = request.method === 'POST' ? await this.#obey(door, value) : undefined;
    if (problem !== undefined) {
      sendJson(response, 400, JSON.stringify({ error: problem }));
      return;
    }
    const { city, day, count, statistics } = this;
    const state = { city: city.id, day, count, misbehaviour: this.#switch.current, ...statistics };
    sendJson(response, 200, JSON.stringify(state));
  }

  async #obey(door: string, value: unknown): Promise<string | undefined> {
    if (door === 'misbehave') {
      const misbehaviour = parseMisbehaviour(value);
      if (typeof misbehaviour === 'string') return misbehaviour;
      this.misbehave(misbehaviour);
      return undefined;
    }
    const day = typeof value === 'object' && value !== null && 'day' in value ? value.day : undefined;
    if (door !== 'day') return `no such door: ${door}`;
    if (typeof day !== 'number' || !Number.isInteger(day) || day < 0) return 'day must be a number from 0 on';
    await this.setDay(day);
    return undefined;
  }
}

function viewOf(misbehaviour: Misbehaviour, turn: number): ListView {
  switch (misbehaviour.kind) {
    case 'empty-catalogue':
      return { hidden: 0, share: 0 };
    case 'shrunk':
      return { hidden: 0, share: misbehaviour.share ?? 0.5 };
    case 'shifting':
      return { hidden: turn % 2 === 1 ? (misbehaviour.step ?? 1) : 0, share: 1 };
    case 'listed-twice':
      return { ...PLAIN_VIEW, twice: misbehaviour.share ?? 0.1 };
    case 'broken-records':
      return { ...PLAIN_VIEW, broken: misbehaviour.share ?? 0.1 };
    default:
      return PLAIN_VIEW;
  }
}
