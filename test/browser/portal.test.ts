import { jest } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { HTML_LANG } from '../../src/http/pages/locale.js';
import { launchBrowser, missingBrowser } from '../support/browser/chromium.js';
import { focusStops, tabTo } from '../support/browser/keyboard.js';
import {
  accessibilityFaults,
  complaintsOf,
  overflowOf,
  transferredBytes,
  WIDTHS,
} from '../support/browser/page-checks.js';
import { pathIn, portalPages } from '../support/browser/portal-pages.js';
import { serveProvince, type ServedProvince } from '../support/browser/served-province.js';

/** Harvests a province first, on a machine that may have other work. */
jest.setTimeout(120_000);

const NO_SUBJECTS = { dataset: '', removedDataset: '', publisher: '', domain: '', city: '', source: '' };
const NAMES = portalPages(NO_SUBJECTS).map(({ name }) => name);
/** What a dark page may break that a light one does not. */
const IN_THE_DARK = ['color-contrast', 'link-in-text-block'];
/** What a narrow page may break that a wide one does not. */
const ON_A_PHONE = [
  'target-size',
  'scrollable-region-focusable',
  'aria-hidden-focus',
  'link-name',
  'button-name',
];
const NOT_PRINTED = '.site-head nav, .site-foot form, nav.pages, nav.facets';
/** A first view: the page with its style sheet and scripts. */
const MOST_BYTES = 100 * 1024;

const missing = missingBrowser();
const describeBrowser = missing === undefined ? describe : describe.skip;

(process.env['CI'] === undefined && missing !== undefined ? it.skip : it)(
  `has a browser${missing === undefined ? '' : `: ${missing}`}`,
  () => {
    expect(missing).toBeUndefined();
  },
);

describeBrowser('the portal in a browser', () => {
  let hub: ServedProvince;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [hub, browser] = await Promise.all([serveProvince(), launchBrowser()]);
    context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    page = await context.newPage();
    complaints = complaintsOf(page);
  });
  beforeEach(async () => {
    complaints.splice(0);
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    await page.setViewportSize({ width: 1440, height: 900 });
  });
  afterAll(async () => {
    await browser.close();
    await hub.close();
  });

  function pageNamed(name: string): ReturnType<typeof portalPages>[number] {
    const found = portalPages(hub.subjects).find((each) => each.name === name);
    if (found === undefined) throw new Error(`no page is called ${name}`);
    return found;
  }

  async function open(path: string): Promise<number | undefined> {
    const response = await page.goto(hub.url + path, { waitUntil: 'load' });
    return response?.status();
  }

  it.each(NAMES)('shows %s at every width, in every language', async (name) => {
    const shown = pageNamed(name);
    for (const locale of shown.locales) {
      const path = pathIn(shown, locale);
      expect({ path, status: await open(path) }).toEqual({ path, status: shown.status });
      expect(await page.locator('html').getAttribute('lang')).toBe(HTML_LANG[locale]);
      expect(await page.locator('h1').count()).toBe(1);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        expect({ path, width, overflow: await overflowOf(page) }).toEqual({ path, width, overflow: [] });
      }
    }
    expect(complaints).toEqual([]);
  });

  it.each(NAMES)('shows %s to everybody, in the light and in the dark, and on paper', async (name) => {
    await open(pageNamed(name).path);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await accessibilityFaults(page, IN_THE_DARK)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await accessibilityFaults(page, ON_A_PHONE)).toEqual([]);
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    for (const tool of await page.locator(NOT_PRINTED).all()) expect(await tool.isVisible()).toBe(false);
    expect(await page.locator('h1').isVisible()).toBe(true);
  });

  it.each(['home', 'search', 'dataset', 'source'])('shows where the focus is on %s', async (name) => {
    await open(pageNamed(name).path);
    const stops = await focusStops(page);
    expect(stops.length).toBeGreaterThan(10);
    expect(stops.filter(({ isShown }) => !isShown)).toEqual([]);
  });

  it('skips to the matter by the keyboard', async () => {
    await open('/dataset');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  it('searches by the keyboard, and takes a suggestion by the arrows', async () => {
    await open('/');
    await tabTo(page, 'input[name=q]');
    await page.keyboard.type('信息');
    const option = page.locator('auto-complete [role=option]').first();
    await option.waitFor({ state: 'visible' });
    await page.keyboard.press('ArrowDown');
    expect(await option.getAttribute('aria-selected')).toBe('true');
    const chosen = (await option.getAttribute('data-autocomplete-value')) ?? '';
    await Promise.all([page.waitForURL('**/dataset?q=*'), page.keyboard.press('Enter')]);
    expect(new URL(page.url()).searchParams.get('q')).toBe(chosen);
    expect(complaints).toEqual([]);
  });

  it.each([
    ['narrows by a facet', '/dataset', '.facets a[href*="="]', /[?&](?!page)\w+=/],
    ['turns to the next page', '/dataset', 'a[rel=next]', /[?&]page=2\b/],
    ['changes the language', '/dataset', '.locales a[lang=en]', /[?&]lang=en\b/],
  ])('%s by the keyboard', async (_, path, selector, address) => {
    await open(path);
    await tabTo(page, selector);
    await Promise.all([page.waitForURL(address), page.keyboard.press('Enter')]);
    expect(await page.locator('h1').count()).toBe(1);
  });

  it('shows an earlier moment by the keyboard', async () => {
    await open('/dataset');
    await tabTo(page, '#as_of');
    const [year, month, day] = new Date().toISOString().slice(0, 10).split('-');
    await page.keyboard.type(`${month}${day}${year}`);
    expect(await page.locator('#as_of').inputValue()).toBe(`${year}-${month}-${day}`);
    await tabTo(page, '.moment button');
    await Promise.all([page.waitForURL(/[?&]as_of=/), page.keyboard.press('Enter')]);
    expect(await page.locator('h1').count()).toBe(1);
  });

  it('searches without scripts', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    try {
      const scriptless = await plain.newPage();
      await scriptless.goto(hub.url);
      await scriptless.locator('main input[name=q], input[name=q]').first().fill('信息');
      await scriptless.keyboard.press('Enter');
      await scriptless.waitForURL('**/dataset?q=*');
      expect(await scriptless.locator('main a[href^="/dataset/"]').count()).toBeGreaterThan(0);
    } finally {
      await plain.close();
    }
  });

  it.each(['home', 'search', 'dataset', 'statistics'])(
    'needs at most a hundred kilobytes for a first view of %s',
    async (name) => {
      const visit = await browser.newContext();
      try {
        const bytes = await transferredBytes(await visit.newPage(), hub.url + pageNamed(name).path);
        expect(bytes).toBeGreaterThan(1000);
        expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
      } finally {
        await visit.close();
      }
    },
  );
});
