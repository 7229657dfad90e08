import type { PageRoute } from '../page.js';
import { citiesPage, cityPage } from './city-pages.js';
import { domainPage, domainsPage } from './domain-pages.js';
import { publisherPage } from './publisher-page.js';
import { publishersPage } from './publishers-page.js';

/** The catalogue by domain, by publisher and by city. */
export const PLACE_PAGES: readonly PageRoute[] = [
  { url: '/group', render: domainsPage },
  { url: '/group/:name', render: domainPage },
  { url: '/organization', render: publishersPage },
  { url: '/organization/:name', render: publisherPage },
  { url: '/city', render: citiesPage },
  // It says when its portals were harvested, which publishes nothing where nothing has changed.
  { url: '/city/:region', render: cityPage, isPassing: true },
];
