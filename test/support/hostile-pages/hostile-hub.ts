import { PastCatalogs } from '../../../src/app/past-catalogs.js';
import type { ReadingSide } from '../../../src/app/reading-side.js';
import { ROUTES } from '../../../src/http/ckan/routes.js';
import { NO_HARVEST } from '../../../src/http/harvest-desk.js';
import { createPastPages } from '../../../src/http/pages/past-pages.js';
import type { Theme } from '../../../src/http/pages/theme.js';
import { createServer } from '../../../src/http/server.js';
import { PROFILE, SITE } from '../api-client.js';
import { startPackagePortal } from '../package-portal.js';
import { ProvinceHub } from '../province-hub.js';
import { testSource } from '../source.js';
import { HOSTILE_RECORDS, PAYLOADS } from './payloads.js';

export interface HostileHub {
  readonly url: string;
  readonly reading: ReadingSide;
  /** Records that were published, of all that the portal has. */
  readonly published: number;
  close(): Promise<void>;
}

const SOURCE = {
  id: 'evil',
  title: `门户 ${PAYLOADS['a script'] ?? ''}${PAYLOADS['a broken attribute'] ?? ''}`,
};
const THEME: Theme = {
  accent: { light: '#9c1f1f', dark: '#ff9d94' },
  header: { zh: '<p><a href="{home}">{title}</a></p>', en: '<p>{title}</p>' },
  footer: { zh: '<p>{publisher}</p>', en: '<p>{publisher}</p>' },
};

/** A hub that has harvested a portal of hostile records, with pages of earlier days, behind a server. */
export async function openHostileHub(): Promise<HostileHub> {
  const portal = await startPackagePortal(HOSTILE_RECORDS);
  const hub = await ProvinceHub.open([
    { ...SOURCE, url: portal.url, options: { listing: 'package_search' }, personalData: { keep: [] } },
  ]);
  const report = await hub.harvest(SOURCE.id);
  // A second state, so that the first is an earlier one.
  hub.advance(24);
  portal.packages = HOSTILE_RECORDS.slice(1);
  await hub.harvest(SOURCE.id, { options: { full: true } });
  const { datasets, history, catalog } = hub.reading;
  const past = new PastCatalogs({ dataDir: hub.dataDir, now: () => Date.UTC(2026, 8, 4) });
  const sources = [testSource({ ...SOURCE, region: '江城市' })];
  const judging = { timezone: 'Asia/Shanghai', overdueTolerance: 0 };
  const server = await createServer({
    ...{ datasets, history, catalog, search: hub.openSearch().search },
    ...{ profile: PROFILE, site: SITE, version: '0.1.0', theme: THEME },
    harvest: { ...NO_HARVEST, ...judging, sources, kinds: [{ kind: 'ckan', title: 'CKAN' }] },
    pastPages: createPastPages(past.use, {
      ...{ site: SITE, profile: PROFILE, version: '0.1.0', sources, theme: THEME, routes: ROUTES },
      ...judging,
      assets: {
        styles: '/assets/portal.0.css',
        scripts: ['/assets/portal.0.js'],
        icon: '/assets/icon.0.svg',
      },
    }),
  });
  const url = await server.listen(0, '127.0.0.1');
  return {
    ...{ url, reading: hub.reading, published: report.counts.added },
    async close() {
      await server.close();
      await past.close();
      await hub.close();
      await portal.close();
    },
  };
}
