/** CKAN's form of a moment: naive UTC with microseconds, `2026-11-21T03:10:00.000123`. Compared as text by clients. */
export function naiveUtc(micros: number): string {
  const millis = Math.floor(micros / 1000);
  const rest = String(micros - millis * 1000).padStart(3, '0');
  return `${new Date(millis).toISOString().slice(0, -1)}${rest}`;
}

export function microsOf(date: Date): number {
  return date.getTime() * 1000;
}
