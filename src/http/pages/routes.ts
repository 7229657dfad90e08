import { SearchSyntaxError } from '../../domain/errors.js';
import { apiPage } from './api-page.js';
import { DATASET_PAGES } from './dataset/routes.js';
import { datasetListPage } from './dataset-list.js';
import { homePage } from './home.js';
import { findDatasets, readListRequest } from './list-request.js';
import type { PageRoute } from './page.js';

/** The pages for people, each with its address. */
export const PAGES: readonly PageRoute[] = [
  {
    url: '/',
    render: async ({ language }, { site, figures }) => homePage(site, language, await figures.total()),
  },
  ...['/dataset', '/dataset/'].map((url): PageRoute => ({
    url,
    render: async ({ language, query }, { site, search }) => {
      const list = readListRequest(
        Object.fromEntries([...query.keys()].map((key) => [key, query.getAll(key)])),
      );
      const found = await findDatasets(list, search).catch((error: unknown) => {
        if (!(error instanceof SearchSyntaxError)) throw error;
        return { ...list, count: undefined, datasets: [] };
      });
      return { ...datasetListPage(site, language, found), status: found.count === undefined ? 400 : 200 };
    },
  })),
  ...DATASET_PAGES,
  {
    url: '/api/docs',
    asOf: 'never',
    render: ({ language }, { site, routes }) => apiPage(site, language, routes),
  },
];
