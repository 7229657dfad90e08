import cron from 'node-cron';

const SECOND_MS = 1000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** The 29th of February comes within eight years, also around 2100; what is rarer never comes. */
const HORIZON_HOURS = 8 * 366 * 24;

/** Whether the scheduler understands the expression (five fields, or six with seconds). */
export function isCron(expression: string): boolean {
  return cron.validate(expression);
}

interface LocalTime {
  readonly hour: number;
  readonly minute: number;
}

const clocks = new Map<string, (at: number) => LocalTime>();

/** Hours and minutes in a zone. Hundreds of sources ask for the same hours, and a formatter is slow. */
function clockOf(timezone: string): (at: number) => LocalTime {
  const known = clocks.get(timezone);
  if (known !== undefined) return known;
  const formatter = new Intl.DateTimeFormat('sv-SE', { timeZone: timezone, timeStyle: 'short' });
  const times = new Map<number, LocalTime>();
  const clock = (at: number): LocalTime => {
    const remembered = times.get(at);
    if (remembered !== undefined) return remembered;
    const [hour = 0, minute = 0] = formatter.format(at).split(':').map(Number);
    times.set(at, { hour, minute });
    return { hour, minute };
  };
  clocks.set(timezone, clock);
  return clock;
}

/**
 * The times of a cron expression in a time zone, computed from any moment: node-cron's own tasks know the next one of the
 * system's clock only. Undefined where none comes for years.
 */
export function cronTimes(expression: string, timezone: string): (after: Date) => Date | undefined {
  const fields = cron.parse(expression);
  const task = cron.createTask(expression, () => undefined, { timezone });
  const hours = new Set(fields.hour);
  const clock = clockOf(timezone);

  /** The first match of an hour that begins at `start`; by its clock the hour may begin at half past. */
  function firstOf(start: number, after: number): Date | undefined {
    const { hour, minute } = clock(start);
    if (!hours.has(hour) && !(minute > 0 && hours.has((hour + 1) % 24))) return undefined;
    const offsets = fields.minute.map((wanted) => (wanted - minute + 60) % 60).toSorted((a, b) => a - b);
    for (const offset of offsets) {
      for (const second of fields.second) {
        const moment = start + offset * MINUTE_MS + second * SECOND_MS;
        if (moment > after && task.match(new Date(moment))) return new Date(moment);
      }
    }
    return undefined;
  }

  return (after) => {
    const first = Math.floor(after.getTime() / HOUR_MS);
    for (let hour = first; hour <= first + HORIZON_HOURS; hour += 1) {
      const found = firstOf(hour * HOUR_MS, after.getTime());
      if (found !== undefined) return found;
    }
    return undefined;
  };
}
