import { InvalidArgumentError } from 'commander';
import type { CommandContext } from './context.js';

const DAY = /^\d{4}-\d\d-\d\d$/;

/** In ISO UTC; a day stays one: its last moment is that of the hub's time zone, which nobody knows here. */
export function momentIn(say: CommandContext['say']): (text: string) => string {
  return (text) => {
    const moment = new Date(text);
    if (/^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(moment.getTime()))
      return DAY.test(text) ? text : moment.toISOString();
    throw new InvalidArgumentError(
      say({ zh: '应为 2026-11-01 这样的日期或时间。', en: 'It must be a date or time such as 2026-11-01.' }),
    );
  };
}

const POSITION = /^\d{1,15}$/;

/** A position of the change log, or a moment. */
export function positionIn(say: CommandContext['say']): (text: string) => number | string {
  const moment = momentIn(say);
  return (text) => {
    if (POSITION.test(text)) return Number(text);
    // Moments of the change log have microseconds, which a `Date` does not know.
    const micros = /\.\d{3}(\d{1,3})/.exec(text)?.[1] ?? '';
    return moment(text).replace('Z', `${micros.padEnd(3, '0')}Z`);
  };
}
