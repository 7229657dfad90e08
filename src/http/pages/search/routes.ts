import { homePage } from '../home/home-page.js';
import type { PageRoute } from '../page.js';
import { searchPage } from './search-page.js';

/** The door of the catalogue, and its search. */
export const SEARCH_PAGES: readonly PageRoute[] = [
  { url: '/', render: homePage },
  { url: '/dataset', render: searchPage },
  { url: '/dataset/', render: searchPage },
];
