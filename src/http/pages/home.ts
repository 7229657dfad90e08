import type { Language } from '../../domain/dataset.js';
import { toSchemaOrgCatalog } from '../../serialise/schema-org/data-catalog.js';
import type { Site } from '../site.js';
import { html, join, jsonLdScript } from './html.js';
import { feedAlternates, layout } from './old-layout.js';
import type { Page } from './page.js';
import { searchForm } from './search-form.js';
import { createSay } from './texts.js';

const NUMBERS = new Intl.NumberFormat('en');
const API_LINKS = [
  '/api/3/action/package_search?q=',
  '/api/3/action/package_list?limit=20',
  '/api/3/action/organization_list?all_fields=true',
  '/api/3/action/group_list?all_fields=true',
  '/api/3/action/status_show',
  '/api/docs',
];

export function homePage(site: Site, language: Language, datasets: number): Page {
  const say = createSay(language);
  const links = join(
    API_LINKS.map(
      (link) =>
        html`<li>
          <a href="${link}"><code>${link}</code></a>
        </li>`,
    ),
  );
  return layout(site, language, {
    title: say('home'),
    path: '/',
    alternates: feedAlternates(site, language, ''),
    head: jsonLdScript(toSchemaOrgCatalog(site, language)),
    main: html`<h1>${site.title[language]}</h1>
      <p>${site.description[language]}</p>
      ${searchForm(language, '')}
      <p>${NUMBERS.format(datasets)} ${say('count')}</p>
      <h2>${say('apiTitle')}</h2>
      <p>${say('apiText')}</p>
      <ul>
        ${links}
      </ul>`,
  });
}
