import type { PageRoute } from '../page.js';
import { actionsPage } from './actions-page.js';
import { developersPage } from './developers-page.js';

/** How programs read the catalogue. */
export const DEVELOPER_PAGES: readonly PageRoute[] = [
  { url: '/developers', asOf: 'never', render: developersPage },
  { url: '/api/docs', asOf: 'never', render: actionsPage },
];
