import type { Language } from '../../domain/dataset.js';
import type { Site } from '../site.js';
import { html, join, type Html } from './html.js';
import { createSay } from './texts.js';

export interface Page {
  readonly title: string;
  readonly main: Html;
  /** Path and query of this page without `lang`, for the switch of language. */
  readonly path: string;
  /** For programs that look at the page's description. */
  readonly description?: string;
  /** The same in other forms. */
  readonly alternates?: readonly Alternate[];
  /** For programs: what stands in the head besides. */
  readonly head?: Html;
}

export interface Alternate {
  readonly type: string;
  readonly title: string;
  /** Path and query. */
  readonly href: string;
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
        ${join((page.alternates ?? []).map(alternateLink))} ${page.head}
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

function alternateLink({ type, title, href }: Alternate): Html {
  return html`<link rel="alternate" type="${type}" title="${title}" href="${href}" />`;
}

/** The news of the list that has this query; without one those of all. */
export function feedAlternates(site: Site, language: Language, query: string): readonly Alternate[] {
  const path = query === '' ? '/feeds/all' : '/feeds/custom';
  return (['atom', 'rss'] as const).map((format) => ({
    type: `application/${format}+xml`,
    title: `${site.title[language]} (${format === 'atom' ? 'Atom' : 'RSS'})`,
    href: `${path}.${format}${query === '' ? '' : `?${query}`}`,
  }));
}
