import cron from 'node-cron';
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

/**
 * Runs each enabled source that has a `schedule` when it is due, in the source's time zone. A source whose last run is still
 * under way is not started again. `run` never rejects for a portal's fault; anything else goes to `failed`.
 */
export function startSchedules(
  sources: readonly Source[],
  run: (sourceId: string) => Promise<unknown>,
  failed: (sourceId: string, error: unknown) => void,
): Schedules {
  const running = new Set<string>();
  const tasks = sources.flatMap((source) => {
    if (!source.enabled || source.schedule === undefined) return [];
    const task = cron.schedule(
      source.schedule,
      async () => {
        if (running.has(source.id)) return;
        running.add(source.id);
        try {
          await run(source.id);
        } catch (error) {
          failed(source.id, error);
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
      for (const { task } of tasks) await task.destroy();
    },
  };
}
