import type { VNode } from 'preact';
import type { LayoutParts } from '../layout.js';
import { HTML_LANG } from '../locale.js';
import { momentInWords } from '../moment-words.js';
import type { Page, PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { accentAddress } from '../theme-files.js';
import { PART_TEXTS } from './texts.js';

/** The document around a part of the catalogue in another site's frame: the part, and whose it is. Links leave the frame. */
export function PartLayout({ page, request, parts }: PartLayoutProps): VNode {
  const { site, theme, assets } = parts;
  const { language, locale, link, asOf, query } = request;
  const say = createSay(PART_TEXTS, language);
  const accent = accentAddress(query.get('accent'));
  return (
    <html lang={HTML_LANG[locale]} class="part">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${page.title} - ${site.title[language]}`}</title>
        <base target="_top" />
        <link rel="icon" type="image/svg+xml" href={assets.icon} />
        <link rel="stylesheet" href={assets.styles} />
        {theme.accent !== undefined && <link rel="stylesheet" href="/assets/theme.css" />}
        {accent !== undefined && <link rel="stylesheet" href={accent} />}
        {assets.scripts.filter(isOwn).map((source) => (
          <script key={source} type="module" src={source} />
        ))}
      </head>
      <body>
        <main>{page.main}</main>
        <footer class="part-foot">
          <span>
            {say('from')}
            <a href={link('/')}>{site.title[language]}</a>
          </span>
          {asOf !== undefined && <span>{say('asOf', { moment: momentInWords(asOf, language) })}</span>}
        </footer>
      </body>
    </html>
  );
}

interface PartLayoutProps {
  readonly page: Page;
  readonly request: PageRequest;
  readonly parts: LayoutParts;
}

/** Suggestions would not fit into a low frame. */
function isOwn(source: string): boolean {
  return source.startsWith('/assets/portal.');
}
