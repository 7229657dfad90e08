import type { PageRoute } from '../page.js';
import { leaguePage } from './league-page.js';
import { statisticsPage } from './statistics-page.js';

/** The figures follow from days and jobs besides the catalogue, and a trend may still be counted: nobody keeps the page. */
export const STATISTICS_PAGES: readonly PageRoute[] = [
  { url: '/statistics', render: statisticsPage, isPassing: true },
  { url: '/statistics/sources', render: leaguePage('sources'), isPassing: true },
  { url: '/statistics/publishers', render: leaguePage('publishers'), isPassing: true },
];
