import { isIncremental } from '../domain/filter-finding.js';
import type { Source } from '../domain/source.js';
import { afterFailure, deliveriesOf, isDue } from '../observe/alarms/deliveries.js';
import type { Delivery } from '../observe/alarms/deliveries.js';
import { followAlarms } from '../observe/alarms/follow-alarms.js';
import type { AlarmNotice } from '../observe/alarms/follow-alarms.js';
import { judgeSource } from '../observe/alarms/judge-source.js';
import type { Finding } from '../observe/alarms/judge-source.js';
import { logNotice } from '../observe/alarms/log-notice.js';
import type { Logger } from '../observe/logger.js';
import type { CatalogReader } from '../pipeline/read-ports.js';
import { longestPause } from '../schedule/rhythm.js';
import type { AlarmState } from './alarm-board.js';
import type { JobHistory } from './job-history.js';
import type { StateFile } from './state-file.js';

/** Tells one notice; rejects when nobody took it. */
export type AlarmChannel = (notice: AlarmNotice, signal: AbortSignal) => Promise<void>;

export interface AlarmWatchOptions {
  readonly sources: readonly Source[];
  readonly catalog: Pick<CatalogReader, 'sourceSummaries' | 'openHolds'>;
  readonly history: JobHistory;
  readonly state: StateFile<AlarmState>;
  /** By name; besides the log. */
  readonly channels: ReadonlyMap<string, AlarmChannel>;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly random: () => number;
}

/** How long nobody looks when no job ends. */
const PERIOD_MS = 180_000;

/** Judges the sources, keeps what is open, and tells each alarm once, again and again until it is taken. */
export class AlarmWatch {
  readonly #options: AlarmWatchOptions;
  readonly #rhythms: ReadonlyMap<string, number>;
  #wanted = true;
  #looking: Promise<void> | undefined;

  constructor(options: AlarmWatchOptions) {
    this.#options = options;
    this.#rhythms = new Map(
      options.sources.flatMap((source) => {
        const pause = longestPause(source, options.now());
        return pause === undefined ? [] : [[source.id, pause] as const];
      }),
    );
  }

  /** A job has ended: the next look judges. */
  jobEnded(): void {
    this.#wanted = true;
  }

  /** Judges when a job has ended or nobody did for some minutes, then tells what is to be told. One look at a time. */
  look(signal: AbortSignal): Promise<void> {
    this.#looking ??= this.#lookOnce(signal).finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  /** Settles when no look is under way; how it ended is told to who asked for it. */
  async idle(): Promise<void> {
    await Promise.allSettled([this.#looking]);
  }

  async #lookOnce(signal: AbortSignal): Promise<void> {
    const { state, now } = this.#options;
    const { judgedAt } = state.read();
    const isStale = judgedAt === undefined || now().getTime() - Date.parse(judgedAt) >= PERIOD_MS;
    if (this.#wanted || isStale) {
      this.#wanted = false;
      await this.#judge();
    }
    await this.#deliver(signal);
  }

  async #judge(): Promise<void> {
    const { state, now, logger, channels } = this.#options;
    const findings = await this.#findings();
    const at = now();
    const before = state.read();
    const { open, notices } = followAlarms(before.open, findings, at);
    const deliveries = [...before.deliveries, ...deliveriesOf(notices, [...channels.keys()], at)];
    state.write({ version: 1, judgedAt: at.toISOString(), open, deliveries });
    for (const notice of notices) logNotice(logger, notice);
  }

  async #findings(): Promise<readonly Finding[]> {
    const { sources, catalog, history, now } = this.#options;
    await history.refresh();
    const summaries = new Map((await catalog.sourceSummaries()).map((each) => [each.sourceId, each]));
    const holds = new Map((await catalog.openHolds()).map((hold) => [hold.sourceId, hold]));
    return sources
      .filter(({ enabled }) => enabled)
      .flatMap((source) => {
        const rhythm = this.#rhythms.get(source.id);
        const hold = holds.get(source.id);
        const summary = summaries.get(source.id);
        const filter = isIncremental(source) ? summary?.finding : undefined;
        return judgeSource(
          {
            source,
            jobs: history.of(source.id),
            live: summary?.datasets ?? 0,
            ...(rhythm !== undefined && { rhythm }),
            ...(hold !== undefined && { hold }),
            ...(filter !== undefined && { filter }),
          },
          now(),
        );
      });
  }

  async #deliver(signal: AbortSignal): Promise<void> {
    const { state, now } = this.#options;
    for (const delivery of state.read().deliveries) {
      if (!isDue(delivery, now())) continue;
      const rest = await this.#tryOnce(delivery, signal);
      if (signal.aborted) return;
      const known = state.read();
      const deliveries = known.deliveries.flatMap((each) => (isSame(each, delivery) ? rest : [each]));
      state.write({ ...known, deliveries });
    }
  }

  /** What is left to do of the delivery. */
  async #tryOnce(delivery: Delivery, signal: AbortSignal): Promise<readonly Delivery[]> {
    const { channels, logger, now, random } = this.#options;
    const { channel, notice, tries } = delivery;
    const tell = channels.get(channel);
    // The channel is not configured any more.
    if (tell === undefined) return [];
    try {
      await unlessAborted(tell(notice, signal), signal);
      return [];
    } catch (error) {
      const again = afterFailure(delivery, now(), random);
      const fields = { err: error, channel, sourceId: notice.alarm.sourceId, kind: notice.alarm.kind, tries };
      if (!signal.aborted)
        logger.warn(fields, again === undefined ? 'an alarm was given up' : 'an alarm was not taken');
      return again === undefined ? [] : [again];
    }
  }
}

/** A mail server may take its time; the hub does not wait for it to end. */
function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', end, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', end);
    });
  });
}

function isSame(one: Delivery, other: Delivery): boolean {
  return one.channel === other.channel && one.notice.id === other.notice.id;
}
