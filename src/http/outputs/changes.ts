import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ChangeFeed } from '../../pipeline/feed-ports.js';
import { addCors, type CorsOrigins } from '../cors.js';
import { JSON_TYPE } from '../envelope.js';
import { toPlainErrorResponse } from '../error-response.js';
import { FollowersBusyError, GoneError } from '../errors.js';
import type { Publications } from '../publications.js';
import type { Revalidation } from '../revalidation.js';
import type { HttpLogger, Site } from '../site.js';
import type { Slices } from '../slices.js';
import { createCatalogueState } from './catalogue-state.js';
import { type ChangeRequest, readChangeRequest } from './change-request.js';
import { jsonLines, jsonPage, serverSentEvents } from './change-streams.js';
import { Followers } from './followers.js';
import { queryText } from './query-text.js';

export interface ChangesOptions {
  readonly feed: ChangeFeed;
  readonly publications: Publications;
  readonly site: Site;
  readonly slices: Slices;
  readonly revalidation: Revalidation;
  readonly corsOrigins: CorsOrigins;
  readonly logger: HttpLogger | undefined;
  /** Who may wait or read without an end at the same time. */
  readonly seats?: number;
}

const DEFAULT_LIMIT = 100;
const SEATS = 200;
const LINES_TYPE = 'application/x-ndjson;charset=utf-8';
const EVENTS_TYPE = 'text/event-stream;charset=utf-8';

/**
 * The delta feed, to be registered under `/changes`: pages, lines and events of what has changed since a position, for those
 * who keep a copy of the catalogue. Documented in docs/delta-feed.md.
 */
export function registerChanges(app: FastifyInstance, options: ChangesOptions): void {
  const { feed, site, slices, revalidation, logger } = options;
  const followers = new Followers(options.publications, options.seats ?? SEATS);
  const stateOf = createCatalogueState(feed, slices, followers);
  const tools = { feed, slices };
  addCors(app, options.corsOrigins);
  app.addHook('preClose', (done) => {
    followers.close();
    done();
  });

  app.get('/', async (request, reply) => {
    const asked = readChangeRequest(request);
    reply.header('Vary', 'Accept');
    checkPosition(asked.since);
    if (asked.form === 'events') return sendEvents(request, reply, asked.since);
    if (asked.waitSeconds > 0) await waitForMore(reply, asked);
    else {
      const tag = revalidation.tagOf(`${asked.form} ${request.url}`);
      reply.header('ETag', tag).header('Cache-Control', 'no-cache');
      if (revalidation.isKnown(request.headers['if-none-match'], tag)) return reply.status(304).send();
    }
    return asked.form === 'jsonl' ? sendLines(request, reply, asked) : sendPage(request, reply, asked);
  });

  app.get('/state', async (_request, reply) => {
    reply.header('Cache-Control', 'no-cache');
    return stateOf();
  });

  app.setErrorHandler((failure, request, reply) => {
    const error = followers.isClosed
      ? new FollowersBusyError('the hub is being stopped: come back')
      : failure;
    if (followers.isClosed) reply.header('Connection', 'close');
    const { status, message, headers, bug } = toPlainErrorResponse(error, request.id);
    if (bug) logFailure(request, error, 'a request failed');
    return reply.status(status).headers(headers).send({ error: message });
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
    reply.header('Cache-Control', 'no-store');
    if (feed.latestSeq() > asked.since) return;
    const leave = takeSeat();
    try {
      await followers.wait(asked.waitSeconds * 1000, goneSignal(reply));
    } finally {
      leave();
    }
    if (followers.isClosed) reply.header('Connection', 'close');
  }

  function takeSeat(): () => void {
    const leave = followers.enter();
    if (leave === undefined)
      throw new FollowersBusyError('too many are waiting for changes: ask again later');
    return leave;
  }

  function sendPage(request: FastifyRequest, reply: FastifyReply, asked: ChangeRequest): FastifyReply {
    const { since, limit = DEFAULT_LIMIT } = asked;
    const { end, head } = feed.pageEnd(since, limit);
    const next = nextOf(end, asked);
    const facts = { hub: feed.hubId(), since, seq: end, head, more: end < head, next };
    reply.header('Link', `<${next}>; rel="next"`).header('Content-Type', JSON_TYPE);
    return send(request, reply, () => watched(request, jsonPage(tools, { since, until: end }, facts)));
  }

  function sendLines(request: FastifyRequest, reply: FastifyReply, asked: ChangeRequest): FastifyReply {
    const { since, limit } = asked;
    const until = limit === undefined ? feed.latestSeq() : feed.pageEnd(since, limit).end;
    reply.header('Link', `<${nextOf(until, asked)}>; rel="next"`).header('Content-Type', LINES_TYPE);
    return send(request, reply, () => watched(request, jsonLines(tools, { since, until })));
  }

  function sendEvents(request: FastifyRequest, reply: FastifyReply, since: number): FastifyReply {
    reply.header('Content-Type', EVENTS_TYPE).header('Cache-Control', 'no-store');
    // Nobody uses the connection after it, and no proxy is to gather what comes.
    reply.header('Connection', 'close').header('X-Accel-Buffering', 'no');
    return send(request, reply, () => {
      const leave = takeSeat();
      const signal = goneSignal(reply);
      reply.raw.once('close', leave);
      return watched(request, serverSentEvents({ ...tools, followers, signal }, since));
    });
  }

  function nextOf(position: number, { kept }: ChangeRequest): string {
    return `${site.url}/changes?${queryText([['since', String(position)], ...kept])}`;
  }

  /** Of HEAD nothing is made that nobody reads. */
  function send(request: FastifyRequest, reply: FastifyReply, make: () => Readable): FastifyReply {
    if (request.method === 'HEAD') return reply.send();
    followers.hold(reply.raw);
    return reply.send(make());
  }

  function watched(request: FastifyRequest, chunks: AsyncGenerator<string>): Readable {
    return Readable.from(chunks, { objectMode: false }).on('error', (error) => {
      logFailure(request, error, 'a streamed answer broke off');
    });
  }

  function logFailure(request: FastifyRequest, err: unknown, message: string): void {
    const { id: reference, method, url } = request;
    logger?.error({ reference, method, url, err }, message);
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
