import type { PageRoute } from '../page.js';
import { recordPage } from './record-page.js';
import { sourceListPage } from './source-list-page.js';
import { sourcePage } from './source-page.js';

/** They tell of runs, which are no part of any published state. */
const OF_NOW = { asOf: 'never', isPassing: true } as const;

/** Pages for the teams of the portals. */
export const SOURCE_PAGES: readonly PageRoute[] = [
  { url: '/source', render: sourceListPage, ...OF_NOW },
  { url: '/source/:id', render: sourcePage, ...OF_NOW },
  { url: '/source/:id/record', render: recordPage, ...OF_NOW },
];
