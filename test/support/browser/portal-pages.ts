import type { Locale } from '../../../src/http/pages/locale.js';
import type { PageSubjects } from './served-province.js';

/** A page as a reader opens it. */
export interface PortalPage {
  readonly name: string;
  readonly path: string;
  readonly status: number;
  readonly locales: readonly Locale[];
  /** Of the pages that introduce the portal: a picture is taken of each. */
  readonly isMain: boolean;
}

const BOTH: readonly Locale[] = ['zh', 'en'];
const ALL: readonly Locale[] = ['zh', 'en', 'zh-Hant'];

interface PageLine {
  readonly status?: number;
  readonly locales?: readonly Locale[];
  readonly isMain?: true;
}

/** Every kind of page that the portal has. */
export function portalPages(subjects: PageSubjects): readonly PortalPage[] {
  const { dataset, removedDataset, publisher, domain, city, source, earlier } = subjects;
  const then = `as_of=${encodeURIComponent(earlier)}`;
  return [
    page('home', '/', { locales: ALL, isMain: true }),
    page('datasets', '/dataset', { isMain: true }),
    page('search', `/dataset?q=${encodeURIComponent('信息')}`, { locales: ALL, isMain: true }),
    page('chosen', `/dataset?q=${encodeURIComponent('信息')}&groups=${domain}&page=1`),
    page('nothing-found', '/dataset?q=qwertyuiop'),
    page('bad-query', `/dataset?q=${encodeURIComponent('title:[1 TO')}`, { status: 400 }),
    page('dataset', `/dataset/${dataset}`, { locales: ALL, isMain: true }),
    page('history', `/dataset/${dataset}/history`),
    page('removed-dataset', `/dataset/${removedDataset}`, { status: 410 }),
    page('publishers', '/organization', { isMain: true }),
    page('publisher', `/organization/${publisher}`, { isMain: true }),
    page('domains', '/group'),
    page('domain', `/group/${domain}`, { isMain: true }),
    page('cities', '/city'),
    page('city', `/city/${encodeURIComponent(city)}`, { isMain: true }),
    page('statistics', '/statistics', { locales: ALL, isMain: true }),
    page('sources', '/source', { isMain: true }),
    page('source', `/source/${source}`, { isMain: true }),
    page('record', `/source/${source}/record?q=${dataset}`),
    page('no-record', `/source/${source}/record?q=qwertyuiop`),
    page('validator', '/validate'),
    page('developers', '/developers', { isMain: true }),
    page('api-docs', '/api/docs'),
    page('help', '/help'),
    page('embedding', '/embed'),
    page('embedded-search', '/embed/search'),
    page('embedded-results', '/embed/results'),
    page('embedded-dataset', `/embed/dataset/${dataset}`),
    page('embedded-chart', '/embed/chart/domains'),
    page('earlier-home', `/?${then}`),
    page('earlier-search', `/dataset?${then}`),
    page('earlier-dataset', `/dataset/${dataset}?${then}`),
    page('earlier-statistics', `/statistics?${then}`),
    page('not-found', '/dataset/there-is-none', { status: 404 }),
  ];
}

function page(name: string, path: string, line: PageLine = {}): PortalPage {
  const { status = 200, locales = BOTH, isMain = false } = line;
  return { name, path, status, locales, isMain };
}

/** The page's address in a way of writing. */
export function pathIn({ path }: Pick<PortalPage, 'path'>, locale: Locale): string {
  if (locale === 'zh') return path;
  return `${path}${path.includes('?') ? '&' : '?'}lang=${locale}`;
}
