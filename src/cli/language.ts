import type { Language, Text } from '../domain/dataset.js';

export type Variables = Readonly<Record<string, string | undefined>>;

/** The user's locale says English only when it says so; everything else, also `C`, gets the first language of the hub. */
function languageOfLocale(env: Variables): Language {
  const locale = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value);
  return locale?.startsWith('en') ? 'en' : 'zh';
}

/** Needed before the arguments are parsed, because help is written in it; a wrong value is reported by the parser. */
export function detectLanguage(argv: readonly string[], env: Variables): Language {
  for (const [index, argument] of argv.entries()) {
    if (argument === '--') break;
    const value = argument === '--lang' ? argv[index + 1] : /^--lang=(.*)$/.exec(argument)?.[1];
    if (value === 'zh' || value === 'en') return value;
  }
  return languageOfLocale(env);
}

export function say(language: Language, text: Text): string {
  return text[language];
}
