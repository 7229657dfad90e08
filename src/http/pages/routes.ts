import { DATASET_PAGES } from './dataset/routes.js';
import { DEVELOPER_PAGES } from './developers/routes.js';
import { EMBED_PAGES } from './embed/routes.js';
import { HELP_PAGES } from './help/routes.js';
import type { PageRoute } from './page.js';
import { PLACE_PAGES } from './places/routes.js';
import { SEARCH_PAGES } from './search/routes.js';
import { SOURCE_PAGES } from './source/routes.js';
import { STATISTICS_PAGES } from './statistics/routes.js';

/** The pages for people, each with its address. */
export const PAGES: readonly PageRoute[] = [
  ...SEARCH_PAGES,
  ...DATASET_PAGES,
  ...PLACE_PAGES,
  ...SOURCE_PAGES,
  ...STATISTICS_PAGES,
  ...DEVELOPER_PAGES,
  ...HELP_PAGES,
  ...EMBED_PAGES,
];
