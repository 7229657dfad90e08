import { apiPage } from './api-page.js';
import { datasetListPage } from './dataset-list.js';
import { datasetPage } from './dataset-page.js';
import { homePage } from './home.js';
import { findDatasets, readListRequest } from './list-request.js';
import type { PageRoute } from './page.js';
import { removedPage } from './removed-page.js';
import { STATISTICS_PAGES } from './statistics/routes.js';
import { SearchSyntaxError } from '../../domain/errors.js';

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
  ...STATISTICS_PAGES,
  {
    url: '/api/docs',
    asOf: 'never',
    render: ({ language }, { site, routes }) => apiPage(site, language, routes),
  },
];
