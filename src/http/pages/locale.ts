import type { Language } from '../../domain/dataset.js';

/** The ways in which pages are written, the default first. */
export const LOCALES = ['zh', 'zh-Hant', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

export const HTML_LANG: Readonly<Record<Locale, string>> = {
  zh: 'zh-Hans-CN',
  'zh-Hant': 'zh-Hant',
  en: 'en',
};

/** What each is called in itself. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = {
  zh: '简体',
  'zh-Hant': '繁體',
  en: 'English',
};

export function languageOf(locale: Locale): Language {
  return locale === 'en' ? 'en' : 'zh';
}

/** What is none of them is the default. */
export function readLocale(text: string | null): Locale {
  return LOCALES.find((locale) => locale === text) ?? 'zh';
}
