const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

/** Doubles from half a second to half a minute; half of it is jitter, so that many clients do not return at once. `attempt` counts from 0. */
export function backoffDelay(attempt: number, random: () => number): number {
  const full = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** attempt);
  return Math.round(full / 2 + (full / 2) * random());
}

/** Retry-After as seconds or as an HTTP date (RFC 9110 §10.2.3), in milliseconds from `now`, at most `cap`; undefined when unreadable. */
export function retryAfterDelay(header: string | undefined, now: Date, cap: number): number | undefined {
  const text = header?.trim() ?? '';
  if (text === '') return undefined;
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now.getTime();
  return Number.isNaN(wait) ? undefined : Math.min(cap, Math.max(0, wait));
}

/** Statuses after which the same request may succeed later; every other 4xx is the portal's last word. */
export function isTransientStatus(status: number): boolean {
  return status === 408 || status === 425 || status === 429 || status >= 500;
}
