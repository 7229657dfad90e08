import type { Language } from '../../domain/dataset.js';
import { dayIn, minuteIn } from '../../domain/day.js';
import type { PastMoment } from '../ckan/as-of.js';
import type { PageMoment } from './page.js';
import { dayInWords } from './places/days.js';

const DAY = /^\d{4}-\d\d-\d\d$/;

/** What `as_of` named, as a clock on the wall shows it; `published`: when the position was reached, naive UTC. */
export function localMoment(
  { text, time }: Pick<PageMoment, 'text'> & Pick<PastMoment, 'time'>,
  published: string | undefined,
  timezone: string,
): string {
  if (time !== undefined) return DAY.test(text) ? dayIn(timezone, time) : minuteIn(timezone, time);
  if (published === undefined) return '';
  return minuteIn(timezone, Date.parse(`${published.slice(0, 'CCYY-MM-DDThh:mm:ss.mmm'.length)}Z`));
}

/** As it stands in a sentence: 2026年11月22日 07:59; a day is meant to its end. */
export function momentInWords({ local }: Pick<PageMoment, 'local'>, language: Language): string {
  if (local === '') return language === 'zh' ? '首次发布之前' : 'before the first publication';
  const [day = '', minute] = local.split(' ');
  const words = dayInWords(day, language);
  if (minute === undefined) return language === 'zh' ? `${words}日终` : `the end of ${words}`;
  return language === 'zh' ? `${words} ${minute}` : `${words}, ${minute}`;
}
