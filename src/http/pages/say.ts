import type { Language, Text } from '../../domain/dataset.js';

/** Texts of pages; `{name}` stands for a value. */
export type Texts = Readonly<Record<string, Text>>;

/** A text by its key, with its values put in; numbers get thousands separators. */
export type Say<Key extends string> = (
  key: Key,
  values?: Readonly<Record<string, string | number>>,
) => string;

const NUMBERS = new Intl.NumberFormat('en');

export function createSay<Table extends Texts>(texts: Table, language: Language): Say<keyof Table & string> {
  return (key, values = {}) =>
    (texts[key]?.[language] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? NUMBERS.format(value) : value;
    });
}

export function number(value: number): string {
  return NUMBERS.format(value);
}

/** A share in per cent, cut so that it never seems to reach what it does not. */
export function percent(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)}%`;
}
