import type { Source } from '../domain/source.js';
import { SourcePlan } from './plan.js';
import type { LastStarts } from './plan.js';

/** Running schedules; `stop` ends them for good. */
export interface Schedules {
  /** Next run of each scheduled source that is not paused, ISO UTC, by source id. */
  next(): ReadonlyMap<string, string>;
  stop(): void;
}

export interface ScheduleTools {
  /** Never rejects for a portal's fault; anything else goes to `failed`. */
  run(sourceId: string, options: { readonly full: boolean }): Promise<unknown>;
  failed(sourceId: string, error: unknown): void;
  /** Asked with every look at the clock. */
  isPaused(sourceId: string): boolean;
  /** Asked once for each source: what its rhythm asked for since then has been missed. */
  lastStarts(sourceId: string): Promise<LastStarts>;
  /** Sources that are due together start spread over so many seconds. */
  readonly jitterSeconds: number;
  readonly now: () => Date;
  /** Calls `look` again and again, about once a second, until the function that it returns is called. */
  readonly watch?: (look: () => void) => () => void;
}

interface Entry {
  readonly sourceId: string;
  readonly plan: SourcePlan;
  running: boolean;
  paused: boolean;
}

const LOOK_MS = 1000;

/**
 * Runs each enabled source that has a rhythm when it is due, or as soon after that as its portal may be asked. A source
 * whose last run is still to begin or under way is not started again; what was missed while the hub was down, or the source
 * paused, is made up for once.
 */
export async function startSchedules(sources: readonly Source[], tools: ScheduleTools): Promise<Schedules> {
  const { now, watch = watchClock } = tools;
  const entries: Entry[] = [];
  for (const source of sources) {
    if (!source.enabled || !hasRhythm(source)) continue;
    const last = await tools.lastStarts(source.id);
    const plan = new SourcePlan(source, { now: now(), last, jitterMs: tools.jitterSeconds * 1000 });
    entries.push({ sourceId: source.id, plan, running: false, paused: false });
  }
  const look = (): void => {
    for (const entry of entries) lookAt(entry, tools);
  };
  const unwatch = entries.length === 0 ? () => undefined : watch(look);
  return {
    next: () =>
      new Map(
        entries.flatMap(({ sourceId, plan, paused }) =>
          paused || plan.next === undefined ? [] : [[sourceId, plan.next.toISOString()] as const],
        ),
      ),
    stop: unwatch,
  };
}

function hasRhythm({ schedule, every, fullSchedule }: Source): boolean {
  return schedule !== undefined || every !== undefined || fullSchedule !== undefined;
}

function lookAt(entry: Entry, tools: ScheduleTools): void {
  const { sourceId, plan } = entry;
  const now = tools.now();
  const wasPaused = entry.paused;
  entry.paused = tools.isPaused(sourceId);
  if (entry.paused) return;
  if (wasPaused) plan.resume(now);
  if (entry.running) {
    plan.skip(now);
    return;
  }
  const due = plan.take(now);
  if (due === undefined) return;
  entry.running = true;
  tools
    .run(sourceId, due)
    .catch((error: unknown) => {
      tools.failed(sourceId, error);
    })
    .finally(() => {
      entry.running = false;
    });
}

function watchClock(look: () => void): () => void {
  const timer = setInterval(look, LOOK_MS);
  return () => {
    clearInterval(timer);
  };
}
