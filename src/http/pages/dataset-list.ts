import type { Language } from '../../domain/dataset.js';
import type { PublishedDataset } from '../../domain/published.js';
import { visibleDistributions } from '../../domain/visibility.js';
import type { Site } from '../site.js';
import { html, join, type Html } from './html.js';
import { feedAlternates, inLanguage, layout } from './old-layout.js';
import type { Page } from './page.js';
import { searchForm } from './search-form.js';
import { createSay } from './texts.js';

export const PAGE_SIZE = 20;

export interface DatasetList {
  readonly q: string;
  /** 1-based. */
  readonly page: number;
  /** Undefined when the query could not be read. */
  readonly count: number | undefined;
  readonly datasets: readonly PublishedDataset[];
  /** The filters of the address, as they were given. */
  readonly filters: readonly (readonly [key: string, value: string])[];
}

const NUMBERS = new Intl.NumberFormat('en');
const SHOWN_ABSTRACT = 160;

export function datasetListPage(site: Site, language: Language, list: DatasetList): Page {
  const say = createSay(language);
  return layout(site, language, {
    title: say('datasets'),
    path: addressOf(list, list.page),
    alternates: feedAlternates(site, language, addressOf(list, 1).split('?')[1] ?? ''),
    ...(list.count === undefined ? {} : { description: foundInEnglish(list.count) }),
    main: html`<h1>${say('datasets')}</h1>
      ${searchForm(language, list.q)} ${summary(language, list)}
      <ul class="results">
        ${join(list.datasets.map((published) => resultItem(published, language)))}
      </ul>
      <nav>${pageLinks(list, language)}</nav>`,
  });
}

/** Scripts read the English sentence off CKAN's page in any language, so the Chinese page has it too. */
function summary(language: Language, { count }: DatasetList): Html {
  const say = createSay(language);
  if (count === undefined) return html`<p role="alert">${say('badQuery')}</p>`;
  const hint = count === 0 ? html`<p>${say('noResults')}</p>` : undefined;
  if (language === 'en')
    return html`<h2>${foundInEnglish(count)}</h2>
      ${hint}`;
  const english = html`<span class="muted" lang="en">${foundInEnglish(count)}</span>`;
  return html`<h2>找到 ${NUMBERS.format(count)} 个数据集 ${english}</h2>
    ${hint}`;
}

function foundInEnglish(count: number): string {
  return count === 1 ? '1 dataset found' : `${NUMBERS.format(count)} datasets found`;
}

function resultItem({ dataset, name, publisher }: PublishedDataset, language: Language): Html {
  const say = createSay(language);
  const formats = new Set(visibleDistributions(dataset).flatMap(({ format }) => format ?? []));
  const abstract = Array.from(dataset.abstract ?? '');
  const shown = abstract.slice(0, SHOWN_ABSTRACT).join('');
  const facts = [publisher.title, dataset.modified, ...formats].filter((fact) => fact !== undefined);
  return html`<li>
    <a href="${inLanguage(`/dataset/${name}`, language)}">${dataset.title || say('untitled')}</a>
    <div>${abstract.length > SHOWN_ABSTRACT ? `${shown}…` : shown}</div>
    <div class="muted">${facts.join(' · ')}</div>
  </li>`;
}

function pageLinks(list: DatasetList, language: Language): Html {
  const say = createSay(language);
  const { page, count = 0 } = list;
  const link = (to: number, text: string): Html =>
    html`<a href="${inLanguage(addressOf(list, to), language)}">${text}</a> `;
  return join([
    ...(page > 1 ? [link(page - 1, say('previous'))] : []),
    ...(page * PAGE_SIZE < count ? [link(page + 1, say('next'))] : []),
  ]);
}

function addressOf({ q, filters }: DatasetList, page: number): string {
  const query = new URLSearchParams();
  for (const [key, value] of filters) query.append(key, value);
  if (q !== '') query.set('q', q);
  if (page > 1) query.set('page', String(page));
  const text = query.toString();
  return text === '' ? '/dataset' : `/dataset?${text}`;
}
