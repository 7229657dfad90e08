const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;
const ORDINAL = /第(?<figures>\d{1,2}|[一二三四五六七八九十]{1,3})(?=[\p{L}])/u;
/** 十三五: the thirteenth of the plans for five years. */
const PLAN = /(?<!第)(?<plan>十?[一二三四五六七八九])五(?:规划|计划)?$/u;

/** Other ways to write the number in a folded word: 第7次 · 第七次, 十三五 · 第十三个五年. Empty where there is none. */
export function numeralVariants(word: string): readonly string[] {
  const figures = ORDINAL.exec(word)?.groups?.['figures'];
  if (figures !== undefined) {
    const written = /\d/.test(figures) ? toChinese(Number(figures)) : String(fromChinese(figures));
    return [word.replace(`第${figures}`, `第${written}`)];
  }
  const plan = PLAN.exec(word)?.groups?.['plan'];
  return plan === undefined ? [] : [`第${plan}个五年`];
}

function toChinese(number: number): string {
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  const digit = (value: number): string => DIGITS[value] ?? '';
  if (tens === 0) return digit(ones);
  return `${tens === 1 ? '' : digit(tens)}十${ones === 0 ? '' : digit(ones)}`;
}

function fromChinese(text: string): number {
  const [before = '', after] = text.split('十');
  const digit = (written: string): number => DIGITS.indexOf(written as (typeof DIGITS)[number]);
  if (after === undefined) return digit(before);
  return (before === '' ? 1 : digit(before)) * 10 + (after === '' ? 0 : digit(after));
}
