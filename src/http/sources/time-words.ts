import type { Language } from '../../domain/dataset.js';
import { createSay } from '../pages/say.js';

const TEXTS = {
  now: { zh: '刚刚', en: 'just now' },
  minute: { zh: '1 分钟前', en: '1 minute ago' },
  minutes: { zh: '{count} 分钟前', en: '{count} minutes ago' },
  hour: { zh: '1 小时前', en: '1 hour ago' },
  hours: { zh: '{count} 小时前', en: '{count} hours ago' },
  day: { zh: '1 天前', en: '1 day ago' },
  days: { zh: '{count} 天前', en: '{count} days ago' },
  today: { zh: '今天 {time}', en: 'today at {time}' },
  tonight: { zh: '今晚 {time}', en: 'tonight at {time}' },
  earlyToday: { zh: '今天凌晨 {time}', en: 'tonight at {time}' },
  earlyTomorrow: { zh: '明天凌晨 {time}', en: 'tonight at {time}' },
  tomorrow: { zh: '明天 {time}', en: 'tomorrow at {time}' },
  later: { zh: '{date} {time}', en: 'on {date} at {time}' },
  seconds: { zh: '{count} 秒', en: '{count} s' },
  shortMinutes: { zh: '{count} 分钟', en: '{count} min' },
  shortHours: { zh: '{hours} 小时 {minutes} 分', en: '{hours} h {minutes} min' },
} as const;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NIGHT_ENDS = 6;
const EVENING_BEGINS = 18;

/** How long ago, as one says it; what the clock has in the future is just now. */
export function ago(time: string, now: Date, language: Language): string {
  const say = createSay(TEXTS, language);
  const passed = now.getTime() - Date.parse(time);
  if (passed < MINUTE) return say('now');
  const [key, unit] =
    passed < HOUR
      ? (['minute', MINUTE] as const)
      : passed < 2 * DAY
        ? (['hour', HOUR] as const)
        : (['day', DAY] as const);
  const count = Math.floor(passed / unit);
  return count === 1 ? say(key) : say(`${key}s`, { count });
}

/** A day and its time in a zone, as parts of a text. */
export function clock(time: string | Date, timeZone: string): ClockTime {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(new Date(time))
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
    hour: Number(part('hour')),
  };
}

export interface ClockTime {
  readonly date: string;
  readonly time: string;
  readonly hour: number;
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', {
    ...({ timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit' } as const),
    ...({ day: '2-digit', hour: '2-digit', minute: '2-digit' } as const),
  });
  FORMATS.set(timeZone, made);
  return made;
}

/** A moment that is to come, as one says it: today at 14:00, tonight at 03:10. */
export function upcoming(
  time: string,
  now: Date,
  { language, timezone }: { readonly language: Language; readonly timezone: string },
): string {
  const say = createSay(TEXTS, language);
  const then = clock(time, timezone);
  const today = clock(now, timezone);
  const tomorrow = clock(new Date(now.getTime() + DAY), timezone).date;
  if (then.date === today.date) {
    if (then.hour >= EVENING_BEGINS) return say('tonight', { time: then.time });
    const isEarly = then.hour < NIGHT_ENDS;
    return say(isEarly ? 'earlyToday' : 'today', { time: then.time });
  }
  if (then.date === tomorrow) {
    return say(then.hour < NIGHT_ENDS ? 'earlyTomorrow' : 'tomorrow', { time: then.time });
  }
  return say('later', { date: dayInWords(then.date, language), time: then.time });
}

/** `2026年11月21日` in Chinese prose. */
export function dayInWords(date: string, language: Language): string {
  if (language === 'en') return date;
  const [year = '', month = '', day = ''] = date.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}

/** `2026-11-21 03:10`, for tables. */
export function minuteText(time: string, timezone: string): string {
  const { date, time: minute } = clock(time, timezone);
  return `${date} ${minute}`;
}

/** How long something took. */
export function lasted(milliseconds: number, language: Language): string {
  const say = createSay(TEXTS, language);
  if (milliseconds < MINUTE) return say('seconds', { count: Math.max(1, Math.round(milliseconds / 1000)) });
  if (milliseconds < HOUR) return say('shortMinutes', { count: Math.round(milliseconds / MINUTE) });
  return say('shortHours', {
    hours: Math.floor(milliseconds / HOUR),
    minutes: Math.round((milliseconds % HOUR) / MINUTE),
  });
}
