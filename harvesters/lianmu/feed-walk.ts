import { SourceResponseError, SourceUnavailableError } from '../../src/domain/errors.js';
import { readHubPosition } from '../../src/domain/federation.js';
import type { CopyState } from '../../src/domain/feed-position.js';
import type { Gathered, GatherPosition, GatherRequest } from '../../src/pipeline/ports.js';
import type { ChangePage, HubClient } from './client.js';
import { readEntries } from './entries.js';
import type { LianmuOptions } from './options.js';
import { createPageReader, type PageReader } from './page-reader.js';

interface Position {
  readonly hub: string;
  readonly seq: number;
}

/**
 * One walk along a hub's feed, from the beginning or from a position. What changes while it walks is met again at the end, or
 * by the next walk: that begins where this one saw the log end when it set out, so that of a record that was met twice the
 * later form is not lost.
 */
export class FeedWalk {
  readonly #client: HubClient;
  readonly #waitSeconds: number;
  readonly #reader: PageReader;
  /** What `resumes` has asked for already. */
  #first: { readonly since: number; readonly page: ChangePage } | undefined;
  /** Why it gave none: the run that follows fails for that, and asks no more. */
  #fault: SourceUnavailableError | undefined;

  constructor(client: HubClient, { pageSize, waitSeconds }: LianmuOptions) {
    this.#client = client;
    this.#waitSeconds = waitSeconds;
    this.#reader = createPageReader(client, pageSize);
  }

  /**
   * Asks for the first page. Where there is nothing new and the source says so, the hub answers as soon as there is, or when
   * the time is over: before the run, so that nobody waits for it meanwhile.
   */
  async resumes(text: string, signal: AbortSignal): Promise<boolean> {
    const position = readHubPosition(text);
    if (position === undefined) return false;
    try {
      const wait = this.#waitSeconds === 0 ? undefined : this.#waitSeconds;
      const page = await this.#reader.read(position.seq, signal, wait);
      if (page.hub !== position.hub) return false;
      this.#first = { since: position.seq, page };
      return true;
    } catch (error) {
      if (error instanceof SourceResponseError) return error.status !== GONE;
      if (error instanceof SourceUnavailableError) {
        this.#fault = error;
        return true;
      }
      throw error;
    }
  }

  async *gather(request: GatherRequest, signal: AbortSignal): AsyncGenerator<Gathered> {
    const { mode, position: text = '', compare = false } = request;
    const from = mode === 'delta' ? readHubPosition(text) : undefined;
    let since = from?.seq ?? 0;
    let page = await this.#firstPage(since, signal);
    const hub = from?.hub ?? page.hub;
    const { head } = page;
    for (;;) {
      this.#check(page, { hub, seq: since });
      yield* readEntries(page, since, this.#client.url);
      since = page.seq;
      if (!page.more) break;
      page = await this.#reader.read(since, signal);
    }
    const isStill = since === head;
    const state = isStill && (compare || mode === 'full') ? await this.#state(hub, since, signal) : undefined;
    yield await this.#reached(`${hub}/${head}`, state, signal);
  }

  async #firstPage(since: number, signal: AbortSignal): Promise<ChangePage> {
    const [first, fault] = [this.#first, this.#fault];
    [this.#first, this.#fault] = [undefined, undefined];
    if (fault !== undefined) throw fault;
    return first?.since === since ? first.page : this.#reader.read(since, signal);
  }

  #check(page: ChangePage, { hub, seq: since }: Position): void {
    const { url } = this.#client;
    const fault =
      page.hub !== hub
        ? 'another hub answers than before'
        : page.seq < since || page.head < page.seq || (page.more && page.seq === since)
          ? `its positions make no sense: ${since}, ${page.seq}, ${page.head}`
          : undefined;
    if (fault !== undefined) throw new SourceResponseError(`${url}: ${fault}`, { url, fault: 'schema' });
  }

  /** What the copy has to be, if the hub has published nothing since. */
  async #state(hub: string, seq: number, signal: AbortSignal): Promise<CopyState | undefined> {
    const state = await this.#client.state(signal);
    return state.hub === hub && state.seq === seq
      ? { datasets: state.datasets, sha256: state.sha256 }
      : undefined;
  }

  async #reached(
    position: string,
    state: CopyState | undefined,
    signal: AbortSignal,
  ): Promise<GatherPosition> {
    const reached = { type: 'position', position, ...(state && { state }) } as const;
    try {
      return { ...reached, portal: JSON.stringify(await this.#client.federation(signal)) };
    } catch (error) {
      // What it says of itself is for people to look at; the catalogue is whole without it.
      if (error instanceof SourceResponseError) return reached;
      throw error;
    }
  }
}

const GONE = 410;
