import multipart from '@fastify/multipart';
import fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import type { Profile } from '../domain/profile.js';
import type { ChangeFeed } from '../pipeline/feed-ports.js';
import { createHubIris } from '../serialise/dcat/hub-iris.js';
import { createAnswerFailure } from './answer-failure.js';
import { registerApi } from './ckan/api.js';
import { createContext } from './ckan/context.js';
import { ROUTES, type Routes } from './ckan/routes.js';
import { registerCompression } from './compression.js';
import type { CorsOrigins } from './cors.js';
import { JSON_TYPE } from './envelope.js';
import { NO_HARVEST, type HarvestDesk } from './harvest-desk.js';
import { registerHealth } from './health.js';
import { registerJobs } from './jobs.js';
import { type MetricsText, registerMetrics } from './metrics.js';
import { createOperatorCheck, type Operator } from './operator.js';
import { registerChanges } from './outputs/changes.js';
import { dcatBesidePages } from './outputs/dcat.js';
import { registerFeeds } from './outputs/feeds.js';
import { createSendOutput } from './outputs/output.js';
import { registerOutputs } from './outputs/outputs.js';
import { registerSnapshots, type SnapshotShelf } from './outputs/snapshots.js';
import { readAssets } from './pages/assets.js';
import { registerPages } from './pages/pages.js';
import type { AnswerPastPage } from './pages/past-pages.js';
import type { Picture } from './pages/theme-files.js';
import { PLAIN_THEME, type Theme } from './pages/theme.js';
import { registerValidator } from './pages/validate/register-validator.js';
import type { AnswerPast } from './past.js';
import type { Publications } from './publications.js';
import { createRevalidation } from './revalidation.js';
import type { Catalog, HttpLogger } from './site.js';
import { registerSources } from './sources/register-sources.js';
import { registerTrace } from './trace.js';
import type { Validator } from './validator.js';

export interface ServerOptions extends Catalog {
  /** The national profile: the pages take the labels of the elements from it. */
  readonly profile: Profile;
  readonly logger?: HttpLogger;
  /** Whose scripts may read the API; everybody unless told. */
  readonly corsOrigins?: CorsOrigins;
  /** Version of the hub's software, for `status_show`. */
  readonly version?: string;
  /** Reference of a request, quoted in a 500 and in the log; a counter unless told. */
  readonly newReference?: () => string;
  /** Answered at `/metrics`; without it there is no such address. */
  readonly metrics?: MetricsText;
  /** Who may review runs that wait; nobody unless told. */
  readonly operator?: Operator;
  /** What is harvested here; nothing unless told. */
  readonly harvest?: HarvestDesk;
  /** Answers of earlier times, where that takes an index of them; without it nobody does. */
  readonly past?: AnswerPast;
  /** The same of pages. */
  readonly pastPages?: AnswerPastPage;
  /** What a province changes of the pages. */
  readonly theme?: Theme;
  /** What the theme's logo shows. */
  readonly logo?: Picture;
  /** What those follow who keep a copy; without it there are no such addresses. */
  readonly following?: Following;
  /** Bulk files; without it there are no such addresses. */
  readonly snapshots?: SnapshotShelf;
  /** Checks catalogues that are not harvested yet; without it the page says that it does not. */
  readonly validator?: Validator;
  /** The actions of the API; all of them unless told. */
  readonly routes?: Routes;
  /** Told of every address as it is added: tests that walk all of them miss none. */
  readonly routeAdded?: (route: { readonly url: string; readonly methods: readonly string[] }) => void;
}

/** The change log for copies and news, and what tells of publications. */
export interface Following {
  readonly feed: ChangeFeed;
  readonly publications: Publications;
}

/** The hub's door. `listen` resolves with the address that is listened on; after `close` no request is under way. */
export interface HttpServer {
  listen(port: number, host: string): Promise<string>;
  close(): Promise<void>;
  /** The address listened on; empty before `listen`. */
  readonly url: string;
}

const MAX_BODY_BYTES = 1_048_576;
const MAX_FIELDS = 1000;
/** A name is at most 100 characters, a mistaken one may be longer and still deserves its 404. */
const MAX_PATH_PART = 2000;
const REQUEST_TIMEOUT_MS = 60_000;

export async function createServer(options: ServerOptions): Promise<HttpServer> {
  const life = { isClosing: false };
  const app = await createApp(options, life);
  let url = '';
  return {
    async listen(port, host) {
      url = await app.listen({ port, host });
      return url;
    },
    async close() {
      life.isClosing = true;
      await app.close();
    },
    get url() {
      return url;
    },
  };
}

interface Life {
  readonly isClosing: boolean;
}

async function createApp(options: ServerOptions, life: Life): Promise<FastifyInstance> {
  const { search, catalog, logger, newReference, past, corsOrigins = '*' } = options;
  const refuse = createOperatorCheck(options.operator?.token);
  const routes = options.routes ?? ROUTES;
  const context = createContext(options, {
    profile: options.profile,
    version: options.version ?? 'unknown',
    harvest: options.harvest ?? NO_HARVEST,
    routes,
  });
  const app = fastify({
    bodyLimit: MAX_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: MAX_PATH_PART },
    // CKANHarvester builds `//api/3/…` from a source URL that ends in a slash.
    rewriteUrl: (request) => (request.url ?? '/').replace(/^\/{2,}/, '/'),
    frameworkErrors: answerUnreadablePath,
    ...(newReference === undefined ? {} : { genReqId: newReference }),
  });
  const { routeAdded } = options;
  if (routeAdded !== undefined) {
    app.addHook('onRoute', ({ url, method }) => {
      routeAdded({ url, methods: [method].flat() });
    });
  }
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body);
  });
  await app.register(multipart, {
    limits: { fields: MAX_FIELDS, parts: MAX_FIELDS, fieldSize: MAX_BODY_BYTES },
  });
  await registerCompression(app);
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply.header('X-Content-Type-Options', 'nosniff');
    done();
  });
  endConnectionsWithServer(app, life);
  registerHealth(app, search, context.figures);
  registerTrace(app, options);
  if (options.metrics !== undefined) registerMetrics(app, options.metrics);
  await scope(app, '/api', (api) => {
    registerApi(api, { routes, context, corsOrigins, refuse, logger, past });
  });
  await scope(app, '/api/lianmu/jobs', (jobs) => {
    registerJobs(jobs, { catalog, operator: options.operator, logger });
  });
  const revalidation = createRevalidation(context, context.version);
  const send = createSendOutput(revalidation, logger);
  const sending = { send, corsOrigins, logger };
  const { following } = options;
  if (following !== undefined) {
    const { site, slices } = context;
    await scope(app, '/changes', (changes) => {
      registerChanges(changes, { ...following, ...{ site, slices }, ...sending });
    });
    await scope(app, '/feeds', (feeds) => {
      registerFeeds(feeds, { feed: following.feed, catalog: context, ...sending });
    });
  }
  const { snapshots: shelf } = options;
  if (shelf !== undefined) {
    await scope(app, '/snapshots', (snapshots) => {
      registerSnapshots(snapshots, { shelf, site: context.site, corsOrigins, logger });
    });
  }
  const dcat = { ...context, iris: createHubIris(context.site.url) };
  await scope(app, '/', (outputs) => {
    registerOutputs(outputs, { context: { ...context, logger, past }, dcat, send, corsOrigins });
    registerSources(outputs, { context, profile: options.profile, send });
  });
  const answerFailure = createAnswerFailure('text', logger);
  const hub = {
    ...{ profile: options.profile, routes, theme: options.theme ?? PLAIN_THEME },
    assets: readAssets(),
  };
  registerPages(app, {
    ...{ context, revalidation, logger, hub },
    logo: options.logo,
    past: options.pastPages,
    dcat: dcatBesidePages(dcat, { send, answerFailure, corsOrigins }),
  });
  await scope(app, '/validate', (validate) => {
    registerValidator(validate, { validator: options.validator, context, hub, logger });
  });
  await app.ready();
  return app;
}

/** Hooks and handlers of errors that are added there count there only. */
async function scope(
  app: FastifyInstance,
  prefix: string,
  add: (inside: FastifyInstance) => void,
): Promise<void> {
  await app.register(
    (inside, _options, done) => {
      add(inside);
      done();
    },
    { prefix },
  );
}

/**
 * Answers that are under way when the server closes end their connections: kept alive, those would hold the stop for as long
 * as their clients keep them.
 */
function endConnectionsWithServer(app: FastifyInstance, life: Life): void {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (life.isClosing) reply.header('Connection', 'close');
    done();
  });
  // The head of a long one was sent before.
  app.addHook('onResponse', (request, _reply, done) => {
    if (life.isClosing) request.raw.socket.destroySoon();
    done();
  });
}

/** A path that cannot be decoded never reaches a route, nor the error handlers. */
function answerUnreadablePath(error: FastifyError, _request: unknown, reply: FastifyReply): void {
  reply.status(error.statusCode ?? 400).header('Content-Type', JSON_TYPE);
  reply.header('X-Content-Type-Options', 'nosniff');
  void reply.send(JSON.stringify(`Bad request - ${error.message}`));
}
