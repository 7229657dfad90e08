/** Hours of the day in which a portal wants to be asked, as its configuration writes them. */
export interface RequestHours {
  /** `22:00-06:00, 12:00-13:00 (Asia/Shanghai)`, for messages. */
  readonly text: string;
  isOpen(at: Date): boolean;
  /** The first full minute from `at` on at which requests may start. */
  nextOpening(at: Date): Date;
}

const WINDOW = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/;
const MINUTE_MS = 60_000;
/** A day, and the hour by which a change of the clock may lengthen it. */
const LONGEST_WAIT_MINUTES = 25 * 60;

/**
 * `windows` are stretches `HH:MM-HH:MM` of the local day, the end not included; one that ends at or before its start goes on
 * after midnight. Undefined where there are none: then any time is right.
 */
export function requestHours(windows: readonly string[], timezone: string): RequestHours | undefined {
  if (windows.length === 0) return undefined;
  const stretches = windows.map(readWindow);
  // A formatter of hours and minutes is all that follows the zone's changes of the clock.
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, timeStyle: 'short' });
  const isOpen = (at: Date): boolean => {
    const [hours, minutes] = clock.format(at).split(':').map(Number);
    const now = (hours ?? 0) * 60 + (minutes ?? 0);
    return stretches.some(({ start, end }) =>
      start < end ? now >= start && now < end : now >= start || now < end,
    );
  };
  return {
    text: `${windows.join(', ')} (${timezone})`,
    isOpen,
    nextOpening(at) {
      if (isOpen(at)) return at;
      const first = Math.ceil(at.getTime() / MINUTE_MS);
      for (let minute = first; minute <= first + LONGEST_WAIT_MINUTES; minute += 1) {
        const moment = new Date(minute * MINUTE_MS);
        if (isOpen(moment)) return moment;
      }
      throw new Error(`${windows.join(', ')} never opens`);
    },
  };
}

function readWindow(window: string): { readonly start: number; readonly end: number } {
  const [, ...digits] = WINDOW.exec(window) ?? [];
  const [startHour, startMinute, endHour, endMinute] = digits.map(Number);
  if (
    startHour === undefined ||
    startMinute === undefined ||
    endHour === undefined ||
    endMinute === undefined
  )
    throw new Error(`"${window}" is not a window`);
  return { start: startHour * 60 + startMinute, end: endHour * 60 + endMinute };
}
