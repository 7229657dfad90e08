import type { Measured } from './crosswalk-quality.js';

interface Meaningless {
  readonly words: readonly string[];
  readonly reason: string;
}

const NOTHING: Meaningless = {
  words: ['', '暂无', '空', '无', 'null', 'undefined', "['']", '[]'],
  reason: 'the portal says that there is nothing',
};

/** Words that say nothing of the element in whose field they stand. Decided by reading them, whatever the crosswalks know. */
const MEANINGLESS: Readonly<Record<Measured, readonly Meaningless[]>> = {
  updateCycle: [
    NOTHING,
    { words: ['牲畜饲养'], reason: 'an industry in the field of the cycle' },
    { words: ['每 null null'], reason: 'a period whose number and unit are missing' },
  ],
  openType: [
    NOTHING,
    { words: ['否'], reason: 'under 开放条件 of Zhejiang portals: that there is no condition' },
  ],
  themes: [
    NOTHING,
    { words: ['其他', '综合'], reason: 'says that the record has none of the domains' },
    { words: ['长三角高价值清单'], reason: 'the name of a list of datasets, not of a domain' },
  ],
  formats: [NOTHING, { words: ['$type'], reason: 'the variable of a page that was not filled in' }],
  dates: [NOTHING],
};

/** Whether each word of the value is among those that mean nothing; an empty list means nothing too. */
export function hasNoMeaning(element: Measured, value: unknown): boolean {
  const words: readonly unknown[] = Array.isArray(value) ? value : [value];
  const meaningless = new Set(MEANINGLESS[element].flatMap((list) => list.words));
  return words.every((word) => word === null || (typeof word === 'string' && meaningless.has(word.trim())));
}
