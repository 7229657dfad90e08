import type { Language } from '../../domain/dataset.js';
import type { Site } from '../site.js';
import { html, type Html } from './html.js';
import { createSay } from './texts.js';

export interface Page {
  readonly title: string;
  readonly main: Html;
  /** Path and query of this page without `lang`, for the switch of language. */
  readonly path: string;
  /** Further elements of the head. */
  readonly head?: Html;
  /** For programs that look at the page's description. */
  readonly description?: string;
}

const HTML_LANG: Readonly<Record<Language, string>> = { zh: 'zh-Hans-CN', en: 'en' };

/** The same path in a language; Chinese is the default and needs no parameter. */
export function inLanguage(path: string, language: Language): string {
  if (language === 'zh') return path;
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
}

export function layout(site: Site, language: Language, page: Page): string {
  const say = createSay(language);
  const other: Language = language === 'zh' ? 'en' : 'zh';
  return html`<!doctype html>
    <html lang="${HTML_LANG[language]}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content="${page.description ?? site.description[language]}" />
        <title>${page.title} - ${site.title[language]}</title>
        <link rel="stylesheet" href="/style.css" />
        ${page.head}
      </head>
      <body>
        <header>
          <a href="${inLanguage('/', language)}">${site.title[language]}</a>
          <nav>
            <a href="${inLanguage('/dataset', language)}">${say('datasets')}</a>
            <a
              href="${inLanguage(page.path, other)}"
              lang="${HTML_LANG[other]}"
              hreflang="${HTML_LANG[other]}"
              >${say('otherLanguage')}</a
            >
          </nav>
        </header>
        <main>${page.main}</main>
        <footer>${site.publisher.name} · <a href="${inLanguage('/api/docs', language)}">API</a></footer>
      </body>
    </html> `.text;
}
