import cron from 'node-cron';
import { requestHours } from '../domain/request-hours.js';
import type { Source } from '../domain/source.js';

/** Running schedules; `stop` ends them for good. */
export interface Schedules {
  /** Next run of each scheduled source, ISO UTC, by source id. */
  next(): ReadonlyMap<string, string>;
  stop(): Promise<void>;
}

/** Whether the scheduler understands the expression (five fields, or six with seconds). */
export function isCron(expression: string): boolean {
  return cron.validate(expression);
}

export interface ScheduleTools {
  /** Never rejects for a portal's fault; anything else goes to `failed`. */
  run(sourceId: string): Promise<unknown>;
  failed(sourceId: string, error: unknown): void;
  readonly now?: () => Date;
  /** Ends after that time, or as soon as the signal aborts. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Runs each enabled source that has a `schedule` when it is due, in the source's time zone, or as soon after that as its
 * portal may be asked. A source whose last run is still to begin or under way is not started again.
 */
export function startSchedules(sources: readonly Source[], tools: ScheduleTools): Schedules {
  const { now = () => new Date(), wait = waitAwake } = tools;
  const stopping = new AbortController();
  const running = new Set<string>();

  async function untilOpen({ network, timezone }: Source): Promise<void> {
    const hours = requestHours(network.windows, timezone);
    const due = now();
    const milliseconds = (hours?.nextOpening(due) ?? due).getTime() - due.getTime();
    if (milliseconds > 0) await wait(milliseconds, stopping.signal);
  }

  const tasks = sources.flatMap((source) => {
    if (!source.enabled || source.schedule === undefined) return [];
    const task = cron.schedule(
      source.schedule,
      async () => {
        if (running.has(source.id)) return;
        running.add(source.id);
        try {
          await untilOpen(source);
          if (!stopping.signal.aborted) await tools.run(source.id);
        } catch (error) {
          tools.failed(source.id, error);
        } finally {
          running.delete(source.id);
        }
      },
      { timezone: source.timezone, name: source.id },
    );
    return [{ sourceId: source.id, task }];
  });
  return {
    next: () =>
      new Map(
        tasks.flatMap(({ sourceId, task }) => {
          const next = task.getNextRun();
          return next === null ? [] : [[sourceId, next.toISOString()] as const];
        }),
      ),
    async stop() {
      stopping.abort();
      for (const { task } of tasks) await task.destroy();
    },
  };
}

function waitAwake(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end, { once: true });
  });
}
