import type { VNode } from 'preact';
import type { Site } from '../site.js';
import type { Assets } from './assets.js';
import { SearchForm } from './components/search-form.js';
import { LAYOUT } from './layout-texts.js';
import { createLink } from './links.js';
import { HTML_LANG, LOCALE_NAMES, LOCALES } from './locale.js';
import { momentInWords } from './moment-words.js';
import type { Alternate, Page, PageMoment, PageRequest } from './page.js';
import { Markup } from './raw.js';
import { createSay, type Say } from './say.js';
import { fillTemplate, type Theme } from './theme.js';

export interface LayoutParts {
  readonly site: Site;
  readonly theme: Theme;
  readonly assets: Pick<Assets, 'styles' | 'scripts' | 'icon'>;
}

const SECTIONS = [
  ['/dataset', 'datasets'],
  ['/group', 'domains'],
  ['/organization', 'publishers'],
  ['/source', 'sources'],
  ['/statistics', 'statistics'],
  ['/developers', 'developers'],
  ['/help', 'help'],
] as const;

/** The whole document around a page. */
export function Layout({ page, request, parts }: LayoutProps): VNode {
  const { site, theme, assets } = parts;
  const { language, locale, link, asOf } = request;
  const say = createSay(LAYOUT, language);
  const description = page.description ?? site.description[language];
  return (
    <html lang={HTML_LANG[locale]}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content={description} />
        {(page.isUnlisted === true || asOf !== undefined) && <meta name="robots" content="noindex" />}
        <title>{`${page.title} - ${site.title[language]}`}</title>
        <link rel="icon" type="image/svg+xml" href={assets.icon} />
        <link rel="stylesheet" href={assets.styles} />
        {theme.accent !== undefined && <link rel="stylesheet" href="/assets/theme.css" />}
        {assets.scripts.map((source) => (
          <script key={source} type="module" src={source} />
        ))}
        {LOCALES.map((other) => (
          <link key={other} rel="alternate" hrefLang={HTML_LANG[other]} href={inLocale(request, other)} />
        ))}
        {alternatesOf(page, request).map(({ type, title, href }) => (
          <link key={href} rel="alternate" type={type} title={title} href={href} />
        ))}
        {page.head}
      </head>
      <body>
        <a class="skip" href="#main">
          {say('skip')}
        </a>
        <header class="site-head">
          <Operators class="portal-head" markup={theme.header} request={request} site={site} />
          <div class="bar">
            <a class="site-title" href={link('/')}>
              {theme.logo !== undefined && <img src={theme.logo} alt="" height="32" />}
              {site.title[language]}
            </a>
            <Locales request={request} say={say} />
          </div>
          <div class="bar">
            <nav class="sections" aria-label={say('sections')}>
              {SECTIONS.map(([path, key]) => (
                <a
                  key={path}
                  href={link(path)}
                  aria-current={isWithin(request.path, path) ? 'page' : undefined}
                >
                  {say(key)}
                </a>
              ))}
            </nav>
            {page.hasSearch !== true && <SearchForm request={request} isSmall />}
          </div>
        </header>
        {asOf !== undefined && <Past request={request} asOf={asOf} say={say} />}
        <main id="main" tabIndex={-1}>
          {page.main}
        </main>
        <footer class="site-foot">
          <div>
            <p>{site.publisher.name}</p>
            <p class="links">
              <a href={link('/developers')}>{say('developers')}</a>
              <a href="/feeds/all.atom">{say('news')}</a>
              <a href={link('/help')}>{say('help')}</a>
              <a href={link('/embed')}>{say('embedding')}</a>
            </p>
          </div>
          {asOf === undefined && <MomentForm request={request} say={say} label={say('moment')} />}
          <Operators class="portal-foot" markup={theme.footer} request={request} site={site} />
        </footer>
      </body>
    </html>
  );
}

/** Other forms of an earlier state are those that say so: all others are of the present. */
function alternatesOf({ alternates = [] }: Page, { asOf }: PageRequest): readonly Alternate[] {
  if (asOf === undefined) return alternates;
  return alternates.filter(({ href }) => new URLSearchParams(href.split('?')[1]).has('as_of'));
}

/** Header or footer of the operator's own files. */
function Operators({ markup, request, site, ...rest }: OperatorsProps): VNode | null {
  const { language, link } = request;
  if (markup === undefined) return null;
  const values = { title: site.title[language], publisher: site.publisher.name, home: link('/') };
  return <Markup {...rest} markup={fillTemplate(markup[language], values)} />;
}

interface OperatorsProps {
  readonly class: string;
  readonly markup: Theme['header'];
  readonly request: PageRequest;
  readonly site: Site;
}

interface LayoutProps {
  readonly page: Page;
  readonly request: PageRequest;
  readonly parts: LayoutParts;
}

interface PartProps {
  readonly request: PageRequest;
  readonly say: Say<keyof typeof LAYOUT>;
}

function isWithin(path: string, section: string): boolean {
  return path === section || path.startsWith(`${section}/`);
}

/** This page in another way of writing. */
function inLocale({ path, query, asOf }: PageRequest, locale: (typeof LOCALES)[number]): string {
  return createLink({ locale, ...(asOf && { asOf: asOf.text }) })(path, [...query]);
}

function Locales({ request, say }: PartProps): VNode {
  return (
    <nav class="locales" aria-label={say('languages')}>
      {LOCALES.map((locale) => (
        <a
          key={locale}
          href={inLocale(request, locale)}
          lang={HTML_LANG[locale]}
          hrefLang={HTML_LANG[locale]}
          aria-current={locale === request.locale ? 'true' : undefined}
        >
          {LOCALE_NAMES[locale]}
        </a>
      ))}
    </nav>
  );
}

/** Says that the page is of an earlier moment, and leads back or to another. */
function Past({ request, asOf, say }: PartProps & { readonly asOf: PageMoment }): VNode {
  const { path, query, locale, language } = request;
  return (
    <div class="past">
      <div>
        <p role="status">
          {say('past', { moment: momentInWords(asOf, language), seq: asOf.seq })}{' '}
          <a href={createLink({ locale })(path, [...query])}>{say('toPresent')}</a>
        </p>
        <MomentForm request={request} say={say} label={say('otherMoment')} />
      </div>
    </div>
  );
}

function MomentForm({ request, say, label }: PartProps & { readonly label: string }): VNode {
  const { path, query, locale, asOf } = request;
  return (
    <form class="moment" action={path} method="get">
      {[...query].map(([key, value], index) => (
        <input key={index} type="hidden" name={key} value={value} />
      ))}
      {locale !== 'zh' && <input type="hidden" name="lang" value={locale} />}
      <label for="as_of">{label}</label>
      <span class="row">
        <input
          id="as_of"
          type="date"
          name="as_of"
          required
          value={asOf?.local.slice(0, 'CCYY-MM-DD'.length) ?? ''}
        />
        <button type="submit">{say('show')}</button>
      </span>
    </form>
  );
}
