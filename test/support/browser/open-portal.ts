import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './chromium.js';
import { complaintsOf } from './page-checks.js';
import { type PortalPage, portalPages } from './portal-pages.js';
import { serveProvince, type ServedProvince } from './served-province.js';

/** A served catalogue and a page of a browser in which it is read; there is one for all the tests of a file. */
export interface OpenPortal {
  readonly hub: ServedProvince;
  readonly browser: Browser;
  readonly page: Page;
  /** Of the browser, since the test began. */
  readonly complaints: string[];
  readonly pageNamed: (name: string) => PortalPage;
  /** Status of the page. */
  readonly open: (path: string) => Promise<number | undefined>;
}

export const DESKTOP = { width: 1440, height: 900 } as const;

/** Opens the portal before the tests, and the same kind of screen before each. What is given can be asked in tests only. */
export function openPortal(): OpenPortal {
  let hub: ServedProvince;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [hub, browser] = await Promise.all([serveProvince(), launchBrowser()]);
    const context = await browser.newContext({
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      permissions: ['clipboard-read', 'clipboard-write'],
      acceptDownloads: true,
    });
    page = await context.newPage();
    complaints = complaintsOf(page);
    // Only while somebody listens is the browser told to ask: a key pressed before that would open nothing.
    page.on('filechooser', () => undefined);
  });
  beforeEach(async () => {
    complaints.splice(0);
    await page.emulateMedia({ media: 'screen', colorScheme: 'light', forcedColors: 'none' });
    await page.setViewportSize(DESKTOP);
  });
  afterAll(async () => {
    await browser.close();
    await hub.close();
  });

  return {
    get hub() {
      return hub;
    },
    get browser() {
      return browser;
    },
    get page() {
      return page;
    },
    get complaints() {
      return complaints;
    },
    pageNamed(name) {
      const found = portalPages(hub.subjects).find((each) => each.name === name);
      if (found === undefined) throw new Error(`no page is called ${name}`);
      return found;
    },
    async open(path) {
      const response = await page.goto(hub.url + path, { waitUntil: 'load' });
      return response?.status();
    },
  };
}
