import { randomUUID } from 'node:crypto';
import type { HubConfig } from '../config/hub-config.js';
import type { Profile } from '../domain/profile.js';
import type { SearchWords } from '../domain/search-words.js';
import type { Source } from '../domain/source.js';
import type { HarvestDesk } from '../http/harvest-desk.js';
import type { MetricsText } from '../http/metrics.js';
import { readAssets } from '../http/pages/assets.js';
import { loadCharts } from '../http/pages/charts/svg.js';
import { createServer } from '../http/server.js';
import type { HttpLogger } from '../http/site.js';
import type { Validator } from '../http/validator.js';
import type { Logger } from '../observe/logger.js';
import type { SearchIndex } from '../pipeline/read-ports.js';
import type { HoldRequest, HoldResult } from '../pipeline/store-ports.js';
import { longestPause } from '../schedule/rhythm.js';
import type { AlarmChannel } from './alarm-watch.js';
import { startBackground, type Background } from './background.js';
import { PastThread } from './past-thread.js';
import { PublicationWatch } from './publication-watch.js';
import type { ReadingSide } from './reading-side.js';
import { RunDesk, type RunDeskTools } from './run-desk.js';
import { followSnapshots } from './snapshot/follow-snapshots.js';
import { openShelf } from './snapshot/open-shelf.js';
import { themeOf } from './theme-of.js';

/** Another process may publish as well: the view follows within this time. */
const FOLLOW_MS = 1000;

export interface ServingRequest {
  readonly hub: HubConfig;
  readonly sources: readonly Source[];
  readonly profile: Profile;
  readonly version: string;
  readonly reading: ReadingSide;
  readonly search: SearchIndex;
  /** For searches in earlier states. */
  readonly words: SearchWords;
  readonly port: number;
  readonly host: string;
  readonly signal: AbortSignal;
  readonly logger: HttpLogger;
  readonly alarmLogger: Logger;
  readonly metrics: MetricsText;
  readonly channels: ReadonlyMap<string, AlarmChannel>;
  /** Without one nobody may decide over HTTP. */
  readonly operatorToken: string | undefined;
  /** Key of snapshots from the environment. */
  readonly snapshotKey: string | undefined;
  decideHold(request: Omit<HoldRequest, 'now'>): Promise<HoldResult>;
  readonly kinds: HarvestDesk['kinds'];
  readonly validator: Validator;
  run: RunDeskTools['run'];
  /** How long a source's last run took, as the store knows it. */
  expect(sourceId: string, seconds: number): void;
  lookAfterStore(): Promise<void>;
}

/** Answers the API and the pages and runs the schedules, until the signal is aborted. */
export async function serveCatalog(
  request: ServingRequest,
): Promise<{ readonly url: string; readonly closed: Promise<void> }> {
  const { hub, reading, search, logger, signal, operatorToken: token } = request;
  const now = (): Date => new Date();
  const publications = new PublicationWatch(() => reading.datasets.version());
  async function followPublications(): Promise<void> {
    publications.look();
    await search.refresh();
  }
  const follow = (): void => {
    followPublications().catch((error: unknown) => {
      logger.error({ err: error }, 'the view could not follow a publication');
    });
  };
  async function decideHold(decision: Omit<HoldRequest, 'now'>): Promise<HoldResult> {
    const result = await request.decideHold(decision);
    follow();
    return result;
  }
  /** The door is open before the schedules run. */
  const late: { background?: Background } = {};
  const desk = new RunDesk({
    async run(sourceId, run) {
      try {
        return await request.run(sourceId, run);
      } finally {
        late.background?.jobEnded();
        follow();
      }
    },
    failed(sourceId, error) {
      logger.error({ err: error, sourceId }, 'a run broke');
    },
    now,
    newJobId: randomUUID,
  });
  const site = {
    title: hub.title,
    description: hub.description,
    url: publicUrl(request),
    languages: ['zh', 'en'],
    publisher: hub.publisher,
  } as const;
  const { profile, version, words } = request;
  const judging = { timezone: hub.timezone, overdueTolerance: hub.overdueTolerance };
  const theme = themeOf(hub.portal);
  const { logo } = hub.portal;
  const assets = readAssets();
  const past = new PastThread({
    ...{ dataDir: hub.dataDir, words, site, profile, version, sources: request.sources },
    ...judging,
    ...{ theme, assets: { styles: assets.styles, scripts: assets.scripts, icon: assets.icon } },
  });
  const shelf = openShelf({
    dataDir: hub.dataDir,
    snapshotKey: request.snapshotKey,
    history: reading.history,
  });
  const server = await createServer({
    datasets: reading.datasets,
    history: reading.history,
    catalog: reading.catalog,
    search,
    following: { feed: reading.changes, publications },
    past: (call) => past.answer(call),
    pastPages: (call) => past.page(call),
    ...{ theme, ...(logo && { logo }) },
    snapshots: shelf,
    validator: request.validator,
    ...{ site, profile, version },
    logger,
    metrics: request.metrics,
    ...(token !== undefined && { operator: { token, decideHold } }),
    harvest: {
      ...{ sources: request.sources, kinds: request.kinds, recipients: hub.alarms.mail?.to ?? [], now },
      ...judging,
      longestPause: (source) => longestPause(source, now()),
      nextRun: (sourceId) => late.background?.nextRuns().get(sourceId),
      jobs: () => desk.jobs(),
      create: (job) => desk.create(job),
      start: (jobId) => desk.start(jobId),
      abort: (jobId) => desk.abort(jobId),
    },
  });
  const url = await server.listen(request.port, request.host);
  // Who draws first does not wait for it then; what fails here fails there again, and is told.
  loadCharts().catch(() => undefined);
  const following = setInterval(follow, FOLLOW_MS);
  const background = await startBackground({
    hub,
    ...{ sources: request.sources, catalog: reading.catalog, channels: request.channels },
    ...{ logger, alarmLogger: request.alarmLogger },
    run: (sourceId, options) => desk.runDue(sourceId, options),
    expect: (sourceId, seconds) => {
      request.expect(sourceId, seconds);
    },
    lookAfterStore: () => request.lookAfterStore(),
  });
  late.background = background;
  const stopSnapshots = followSnapshots(request);
  async function stop(): Promise<void> {
    clearInterval(following);
    await stopSnapshots();
    await background.stop();
    await past.close();
    await server.close();
    shelf.close();
  }
  const closed = new Promise<void>((resolve, reject) => {
    const end = (): void => {
      stop().then(resolve, reject);
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
  return { url, closed };
}

/** The configured address of the hub; one on loopback means "where I listen", whatever port was asked for. */
function publicUrl({ hub, host, port }: ServingRequest): string {
  const { hostname } = new URL(hub.baseUrl);
  const local = hostname === 'localhost' || hostname === '127.0.0.1';
  return local && port !== 0 ? `http://${host}:${port}` : hub.baseUrl;
}
