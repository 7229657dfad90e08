import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ChangeFeed } from '../../pipeline/feed-ports.js';
import { createAnswerFailure } from '../answer-failure.js';
import { addCorsHeaders, addVary, type CorsOrigins } from '../cors.js';
import { JSON_TYPE } from '../envelope.js';
import { FollowersBusyError, GoneError } from '../errors.js';
import type { Publications } from '../publications.js';
import type { HttpLogger, Site } from '../site.js';
import type { Slices } from '../slices.js';
import { createCatalogueState } from './catalogue-state.js';
import { type ChangeForm, type ChangeRequest, readChangeRequest } from './change-request.js';
import { jsonLines, jsonPage, serverSentEvents } from './change-streams.js';
import { Followers } from './followers.js';
import { type MakeContent, outputsOf, type SendOutput } from './output.js';
import { queryText } from './query-text.js';

export interface ChangesOptions {
  readonly feed: ChangeFeed;
  readonly publications: Publications;
  readonly site: Site;
  readonly slices: Slices;
  readonly send: SendOutput;
  readonly corsOrigins: CorsOrigins;
  readonly logger: HttpLogger | undefined;
  /** Who may wait or read without an end at the same time. */
  readonly seats?: number;
}

const DEFAULT_LIMIT = 100;
const SEATS = 200;
const TYPES: Readonly<Record<ChangeForm, string>> = {
  json: JSON_TYPE,
  jsonl: 'application/x-ndjson;charset=utf-8',
  events: 'text/event-stream;charset=utf-8',
};

/**
 * The delta feed, to be registered under `/changes`: pages, lines and events of what has changed since a position, for those
 * who keep a copy of the catalogue. Documented in docs/delta-feed.md.
 */
export function registerChanges(app: FastifyInstance, options: ChangesOptions): void {
  const { feed, site, slices, logger } = options;
  const followers = new Followers(options.publications, options.seats ?? SEATS);
  const stateOf = createCatalogueState(feed, slices, followers);
  const tools = { feed, slices };
  addCorsHeaders(app, options.corsOrigins);
  app.addHook('preClose', (done) => {
    followers.close();
    done();
  });

  const add = outputsOf(app, options.send);

  add('/', (request, reply) => {
    const asked = readChangeRequest(request);
    addVary(reply, 'Accept');
    checkPosition(asked.since);
    return {
      type: TYPES[asked.form],
      isPassing: asked.form === 'events' || asked.waitSeconds > 0,
      async find() {
        if (asked.form === 'events') return () => eventsOf(reply, asked.since);
        if (asked.waitSeconds > 0) await waitForMore(reply, asked);
        return asked.form === 'jsonl' ? linesOf(reply, asked) : pageOf(reply, asked);
      },
    };
  });

  add('/state', () => ({ type: JSON_TYPE, find: () => async () => JSON.stringify(await stateOf()) }));

  add('/federation', () => ({
    type: JSON_TYPE,
    // Runs count besides what is published.
    isPassing: true,
    find() {
      const { hub, ...rest } = feed.federation();
      return () => JSON.stringify({ hub, title: site.title.zh, ...rest });
    },
  }));

  const answerFailure = createAnswerFailure('json', logger);
  app.setErrorHandler((failure, request, reply) => {
    const error = followers.isClosed
      ? new FollowersBusyError('the hub is being stopped: come back')
      : failure;
    return answerFailure(error, request, reply);
  });

  /** A store that was put back to an earlier day does not know the positions that it gave out since. */
  function checkPosition(since: number): void {
    const head = feed.latestSeq();
    if (since <= head) return;
    throw new GoneError(
      `since: this hub is at ${head}; it was put back to an earlier state, begin at 0 again`,
    );
  }

  async function waitForMore(reply: FastifyReply, asked: ChangeRequest): Promise<void> {
    if (feed.latestSeq() > asked.since) return;
    const leave = takeSeat();
    try {
      await followers.wait(asked.waitSeconds * 1000, goneSignal(reply));
    } finally {
      leave();
    }
  }

  function takeSeat(): () => void {
    const leave = followers.enter();
    if (leave === undefined)
      throw new FollowersBusyError('too many are waiting for changes: ask again later');
    return leave;
  }

  function pageOf(reply: FastifyReply, asked: ChangeRequest): MakeContent {
    const { since, limit = DEFAULT_LIMIT } = asked;
    const { end, head } = feed.pageEnd(since, limit);
    const next = nextOf(end, asked);
    const facts = { hub: feed.hubId(), since, seq: end, head, more: end < head, next };
    reply.header('Link', `<${next}>; rel="next"`);
    return () => held(reply, jsonPage(tools, { since, until: end }, facts));
  }

  function linesOf(reply: FastifyReply, asked: ChangeRequest): MakeContent {
    const { since, limit } = asked;
    const until = limit === undefined ? feed.latestSeq() : feed.pageEnd(since, limit).end;
    reply.header('Link', `<${nextOf(until, asked)}>; rel="next"`);
    return () => held(reply, jsonLines(tools, { since, until }));
  }

  function eventsOf(reply: FastifyReply, since: number): Readable {
    // Nobody uses the connection after it, and no proxy is to gather what comes.
    reply.header('Connection', 'close').header('X-Accel-Buffering', 'no');
    const leave = takeSeat();
    const signal = goneSignal(reply);
    reply.raw.once('close', leave);
    return held(reply, serverSentEvents({ ...tools, followers, signal }, since));
  }

  function nextOf(position: number, { kept }: ChangeRequest): string {
    return `${site.url}/changes?${queryText([['since', String(position)], ...kept])}`;
  }

  function held(reply: FastifyReply, chunks: AsyncGenerator<string>): Readable {
    followers.hold(reply.raw);
    return Readable.from(chunks, { objectMode: false });
  }
}

/** Aborted when the client goes, or has its answer. */
function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    gone.abort();
  });
  return gone.signal;
}
