import type { HubConfig } from '../config/hub-config.js';
import { HubError } from '../domain/errors.js';
import type { Source } from '../domain/source.js';
import type { HttpLogger } from '../http/site.js';
import type { Logger } from '../observe/logger.js';
import type { CatalogReader } from '../pipeline/read-ports.js';
import { startSchedules } from '../schedule/scheduler.js';
import { openAlarmState } from './alarm-board.js';
import { AlarmWatch } from './alarm-watch.js';
import type { AlarmChannel } from './alarm-watch.js';
import { JobHistory } from './job-history.js';
import { PauseBook } from './pauses.js';

export interface BackgroundRequest {
  readonly hub: Pick<HubConfig, 'dataDir' | 'schedule'>;
  readonly sources: readonly Source[];
  readonly catalog: CatalogReader;
  readonly channels: ReadonlyMap<string, AlarmChannel>;
  readonly logger: HttpLogger;
  readonly alarmLogger: Logger;
  run(sourceId: string, options: { readonly full: boolean }): Promise<void>;
  expect(sourceId: string, seconds: number): void;
  /** Ends what a process that was killed left running, and keeps the index quick to search. */
  lookAfterStore(): Promise<void>;
}

/** What goes on behind the answers. */
export interface Background {
  /** Next run of each source that has a rhythm and is not paused, ISO UTC. */
  nextRuns(): ReadonlyMap<string, string>;
  /** A run has ended, by schedule or by hand: alarms are judged soon. */
  jobEnded(): void;
  stop(): Promise<void>;
}

/** How often somebody looks whether there is an alarm to judge or to tell, or a run that nobody runs. */
const LOOK_MS = 5000;

/** What `serve` does besides answering: the schedules, the alarms, and the end of what others left. */
export async function startBackground(request: BackgroundRequest): Promise<Background> {
  const { hub, sources, catalog, logger } = request;
  const now = (): Date => new Date();
  const history = new JobHistory(catalog);
  await history.refresh();
  for (const { id } of sources) {
    const seconds = history.lastSeconds(id);
    if (seconds !== undefined) request.expect(id, seconds);
  }
  const alarms = new AlarmWatch({
    ...{ sources, catalog, history, now },
    ...{ channels: request.channels, logger: request.alarmLogger, random: Math.random },
    state: openAlarmState(hub.dataDir),
  });
  const isPaused = followPauses(hub.dataDir, logger);
  const schedules = await startSchedules(sources, {
    async run(sourceId, options) {
      await request.run(sourceId, options);
      alarms.jobEnded();
    },
    failed(sourceId, error) {
      alarms.jobEnded();
      logger.error({ err: error, sourceId }, 'a scheduled run broke');
    },
    isPaused,
    lastStarts: (sourceId) => Promise.resolve(history.lastStarts(sourceId)),
    jitterSeconds: hub.schedule.jitterSeconds,
    now,
  });
  const stopping = new AbortController();
  const looking = setInterval(() => {
    alarms.look(stopping.signal).catch((error: unknown) => {
      logger.error({ err: error }, 'the alarms could not be judged');
    });
    // Somebody may harvest by hand beside this process, and be killed.
    request.lookAfterStore().catch((error: unknown) => {
      logger.error({ err: error }, 'the store could not be looked after');
    });
  }, LOOK_MS);
  return {
    nextRuns: () => schedules.next(),
    jobEnded: () => {
      alarms.jobEnded();
    },
    async stop() {
      schedules.stop();
      clearInterval(looking);
      stopping.abort();
      // The one under way reads the store, which is closed next.
      await alarms.idle();
    },
  };
}

/** While the file cannot be read, what it said last holds: nothing is harvested that somebody has paused. */
function followPauses(dataDir: string, logger: HttpLogger): (sourceId: string) => boolean {
  const book = new PauseBook(dataDir);
  let paused = book.paused();
  let isBroken = false;
  return (sourceId) => {
    try {
      paused = book.paused();
      isBroken = false;
    } catch (error) {
      if (!(error instanceof HubError)) throw error;
      if (!isBroken) logger.error({ err: error }, 'which sources are paused cannot be read');
      isBroken = true;
    }
    return paused[sourceId] !== undefined;
  };
}
