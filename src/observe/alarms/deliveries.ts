import type { AlarmNotice } from './follow-alarms.js';

/** A notice that a channel has not taken yet. */
export interface Delivery {
  readonly channel: string;
  readonly notice: AlarmNotice;
  /** Tries that failed. */
  readonly tries: number;
  /** When it is tried next, ISO UTC. */
  readonly nextAt: string;
}

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;
/** A day of hourly tries; after that nobody needs to be woken by it. */
const MOST_TRIES = 30;

export function deliveriesOf(
  notices: readonly AlarmNotice[],
  channels: readonly string[],
  now: Date,
): readonly Delivery[] {
  const nextAt = now.toISOString();
  return notices.flatMap((notice) => channels.map((channel) => ({ channel, notice, tries: 0, nextAt })));
}

export function isDue({ nextAt }: Delivery, now: Date): boolean {
  return Date.parse(nextAt) <= now.getTime();
}

/** The delivery after a failed try; undefined when it is given up. `random` is from 0 to below 1. */
export function afterFailure(delivery: Delivery, now: Date, random: () => number): Delivery | undefined {
  const tries = delivery.tries + 1;
  if (tries >= MOST_TRIES) return undefined;
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** delivery.tries);
  const wait = full / 2 + (full / 2) * random();
  return { ...delivery, tries, nextAt: new Date(now.getTime() + wait).toISOString() };
}
