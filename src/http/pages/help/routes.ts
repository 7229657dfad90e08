import type { PageRoute } from '../page.js';
import { helpPage } from './help-page.js';

/** Its links stay in the moment that the reader is in; of the catalogue it needs nothing. */
export const HELP_PAGES: readonly PageRoute[] = [{ url: '/help', asOf: 'itself', render: helpPage }];
