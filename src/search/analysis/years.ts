const DIGITS = '〇一二三四五六七八九';
/** 二〇一九 and 二零一九, with what people type for the nought; only years of these two centuries. */
const YEAR =
  /(?<![〇零○一二三四五六七八九十百千万])(?:一九|二[〇零○])[〇零○一二三四五六七八九]{2}(?![〇零○一二三四五六七八九十百千万])/g;

/** Years in Chinese figures become Arabic ones: 二〇一九年 → 2019年. A row of figures that is no year stays (一二三产业). */
export function foldYears(text: string): string {
  return text.includes('一九') || text.includes('二') ? text.replaceAll(YEAR, toFigures) : text;
}

function toFigures(year: string): string {
  return Array.from(year.replaceAll(/[零○]/g, '〇'), (digit) => DIGITS.indexOf(digit)).join('');
}

const REPUBLIC_YEAR = /民[国國](?<year>\d{1,3})(?=年)/u;
const REPUBLIC_BEGAN = 1911;

/** A year of the Republic's calendar as Taiwan's titles write it, and as everybody else does: 民国104年 → 104年, 2015年. */
export function republicYears(word: string): readonly string[] {
  const year = REPUBLIC_YEAR.exec(word)?.groups?.['year'];
  return year === undefined ? [] : [`${year}年`, `${Number(year) + REPUBLIC_BEGAN}年`];
}
