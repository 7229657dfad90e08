import { cronTimes } from '../../schedule/cron.js';

export interface NightlyOptions {
  /** Cron expression, in this IANA time zone. */
  readonly schedule: string;
  readonly timezone: string;
  /** When the last one was made; absent: none ever. */
  readonly last: Date | undefined;
  readonly now: () => Date;
  make(): Promise<unknown>;
  failed(error: unknown): void;
  /** Calls `look` again and again until the function that it returns is called. */
  readonly watch?: (look: () => void) => () => void;
}

const LOOK_MS = 1000;

/**
 * Makes a snapshot whenever one is due, never two at a time. The first one is due at once, and so is one that was missed.
 * Returns what ends it.
 */
export function startNightly(options: NightlyOptions): () => void {
  const { schedule, timezone, last, now, watch = watchClock } = options;
  const times = cronTimes(schedule, timezone);
  let due = last === undefined ? now() : times(last);
  let isRunning = false;
  return watch(() => {
    if (due === undefined || now() < due) return;
    due = times(now());
    if (isRunning) return;
    isRunning = true;
    options
      .make()
      .catch((error: unknown) => {
        options.failed(error);
      })
      .finally(() => {
        isRunning = false;
      });
  });
}

function watchClock(look: () => void): () => void {
  const timer = setInterval(look, LOOK_MS);
  return () => {
    clearInterval(timer);
  };
}
