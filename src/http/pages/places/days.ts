import type { Language } from '../../../domain/dataset.js';
import { dayIn } from '../../../domain/day.js';

const ENGLISH = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** A day (CCYY-MM-DD) as it stands in a sentence. */
export function dayInWords(day: string, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-');
  if (language === 'zh') return `${year}年${Number(month)}月${Number(date)}日`;
  return ENGLISH.format(Date.parse(day));
}

/** The day of a moment in naive UTC. */
export function dayOf(naiveUtc: string, timezone: string): string {
  return dayIn(timezone, Date.parse(`${naiveUtc.slice(0, 'CCYY-MM-DDThh:mm:ss'.length)}Z`));
}
