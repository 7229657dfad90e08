import type { HubConfig } from '../config/hub-config.js';
import type { Profile } from '../domain/profile.js';
import type { Source } from '../domain/source.js';
import { createServer } from '../http/server.js';
import type { HttpLogger } from '../http/site.js';
import type { HarvestReporter, JobReport } from '../pipeline/ports.js';
import { startSchedules } from '../schedule/scheduler.js';
import type { ReadingSide } from './reading-side.js';

/** Another process may publish as well: the view follows within this time. */
const FOLLOW_MS = 1000;

export interface ServingRequest {
  readonly hub: HubConfig;
  readonly sources: readonly Source[];
  readonly profile: Profile;
  readonly version: string;
  readonly reading: ReadingSide;
  readonly port: number;
  readonly host: string;
  readonly signal: AbortSignal;
  readonly reporter: HarvestReporter;
  readonly logger: HttpLogger;
  run(sourceId: string, reporter: HarvestReporter, signal: AbortSignal): Promise<JobReport>;
}

/** Answers the API and the pages and runs the schedules, until the signal is aborted. */
export async function serveCatalog(
  request: ServingRequest,
): Promise<{ readonly url: string; readonly closed: Promise<void> }> {
  const { hub, reading, logger, signal } = request;
  const search = reading.openSearch();
  const server = await createServer({
    datasets: reading.datasets,
    catalog: reading.catalog,
    search,
    profile: request.profile,
    version: request.version,
    logger,
    site: {
      title: hub.title,
      description: hub.description,
      url: publicUrl(request),
      languages: ['zh', 'en'],
      publisher: hub.publisher,
    },
  });
  const url = await server.listen(request.port, request.host);
  const follow = (): void => {
    search.refresh().catch((error: unknown) => {
      logger.error({ err: error }, 'the view could not follow a publication');
    });
  };
  const following = setInterval(follow, FOLLOW_MS);
  const schedules = startSchedules(request.sources, {
    async run(sourceId) {
      await request.run(sourceId, request.reporter, signal);
      follow();
    },
    failed(sourceId, error) {
      logger.error({ err: error, sourceId }, 'a scheduled run broke');
    },
  });
  async function stop(): Promise<void> {
    clearInterval(following);
    await schedules.stop();
    await server.close();
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
