import type { VNode } from 'preact';
import type { Language } from '../../../domain/dataset.js';
import { toSchemaOrgCatalog } from '../../../serialise/schema-org/data-catalog.js';
import { SearchForm } from '../components/search-form.js';
import { feedAlternates } from '../feed-alternates.js';
import type { Page, PageContext, PageRequest } from '../page.js';
import { JsonLd } from '../raw.js';
import { createSay } from '../say.js';
import { Domains, Places } from './counts.js';
import { Figures } from './figures.js';
import { Newest, ThisWeek } from './news.js';
import { overviewOf, type Overview } from './overview.js';
import { TEXTS } from './texts.js';

export interface HomeParts {
  readonly request: PageRequest;
  readonly context: PageContext;
  readonly overview: Overview;
}

/** `/`: the door of the catalogue. It fits one screen. */
export async function homePage(request: PageRequest, context: PageContext): Promise<Page> {
  const { language } = request;
  const { site } = context;
  const overview = await overviewOf(context);
  const parts = { request, context, overview };
  const say = createSay(TEXTS, language);
  return {
    title: say('home'),
    alternates: feedAlternates(site, language, ''),
    head: <JsonLd data={toSchemaOrgCatalog(site, language)} />,
    hasSearch: true,
    main: (
      <div class="home">
        <div class="home-door">
          <h1>{site.title[language]}</h1>
          <p>{descriptionOf(site.description[language], overview.total, language)}</p>
          <SearchForm request={request} />
        </div>
        <Domains {...parts} />
        <Places {...parts} />
        <Newest {...parts} />
        <ThisWeek {...parts} />
        <Figures {...parts} />
      </div>
    ),
  };
}

/** One sentence, and how much there is. */
function descriptionOf(description: string, total: number, language: Language): VNode {
  const say = createSay(TEXTS, language);
  const counted = total === 1 ? say('totalOne') : say('total', { count: total });
  const end = /[。.!！?？]$/u.test(description) ? '' : language === 'zh' ? '，' : ': ';
  return (
    <>
      {description}
      {end}
      {end === '' && language === 'en' && ' '}
      <span class="home-total">{counted}</span>
      {language === 'zh' ? '。' : '.'}
    </>
  );
}
