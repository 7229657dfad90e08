import { apiPage } from './api-page.js';
import { datasetPage } from './dataset-page.js';
import type { PageRoute } from './page.js';
import { removedPage } from './removed-page.js';
import { SEARCH_PAGES } from './search/routes.js';

/** The pages for people, each with its address. */
export const PAGES: readonly PageRoute[] = [
  ...SEARCH_PAGES,
  {
    url: '/dataset/:name',
    render: ({ language, params }, { datasets, site, profile }) => {
      const name = params['name'] ?? '';
      const published = datasets.find(name);
      if (published !== undefined) return datasetPage(published, { site, profile, language });
      const tombstone = datasets.findTombstone(name);
      return tombstone && { ...removedPage(site, language, tombstone), status: 410 };
    },
  },
  {
    url: '/api/docs',
    asOf: 'never',
    render: ({ language }, { site, routes }) => apiPage(site, language, routes),
  },
];
