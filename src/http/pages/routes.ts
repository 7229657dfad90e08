import { apiPage } from './api-page.js';
import { DATASET_PAGES } from './dataset/routes.js';
import type { PageRoute } from './page.js';
import { SEARCH_PAGES } from './search/routes.js';

/** The pages for people, each with its address. */
export const PAGES: readonly PageRoute[] = [
  ...SEARCH_PAGES,
  ...DATASET_PAGES,
  {
    url: '/api/docs',
    asOf: 'never',
    render: ({ language }, { site, routes }) => apiPage(site, language, routes),
  },
];
