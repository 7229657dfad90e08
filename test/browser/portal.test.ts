import { jest } from '@jest/globals';
import { HTML_LANG, type Locale } from '../../src/http/pages/locale.js';
import { missingBrowser } from '../support/browser/chromium.js';
import { describeFinding } from '../support/browser/finding-acts.js';
import { focusStops, tabTo } from '../support/browser/keyboard.js';
import { DESKTOP, openPortal } from '../support/browser/open-portal.js';
import {
  accessibilityFaults,
  type Examination,
  EXAMINED_WIDTHS,
  IS_WHOLE,
  overflowOf,
  spaceText,
  transferredBytes,
  WIDTHS,
  zoomTo,
} from '../support/browser/page-checks.js';
import { pathIn, portalPages } from '../support/browser/portal-pages.js';
import { describeTaking } from '../support/browser/taking-acts.js';

/** Harvests a province first, on a machine that may have other work. */
jest.setTimeout(120_000);

const NO_SUBJECTS = {
  ...{ dataset: '', removedDataset: '', publisher: '', domain: '', city: '', source: '' },
  earlier: '',
};
const PAGES = portalPages(NO_SUBJECTS);
const NAMES = PAGES.map(({ name }) => name);
const MAIN_NAMES = PAGES.filter(({ isMain }) => isMain).map(({ name }) => name);
const NOT_PRINTED =
  '.site-head nav, .site-foot form, nav.pages, nav.facets, main button, .search:not(.part-search), .skip';
const PHONE_WIDTH = 390;
/** Pixels between the margins of a sheet of A4. */
const PAPER = { width: 680, height: 1009 } as const;
/** A first view: the page with its style sheet and scripts. */
const MOST_BYTES = 100 * 1024;

/**
 * The two languages are the same elements in the same colours, and so are all wide screens: each is examined by all rules
 * once, and by those about layout wherever it stands elsewhere. In the other characters it is the same page. `IS_WHOLE`
 * leaves nothing out.
 */
function examinationOf(locale: Locale, width: number): Examination | undefined {
  if (locale === 'zh-Hant' || !EXAMINED_WIDTHS.includes(width)) return undefined;
  if (IS_WHOLE) return 'all';
  if (locale === 'zh') return width === DESKTOP.width || width === PHONE_WIDTH ? 'all' : 'layout';
  return width === PHONE_WIDTH ? 'but-colours' : 'layout';
}

const missing = missingBrowser();
const describeBrowser = missing === undefined ? describe : describe.skip;

(process.env['CI'] === undefined && missing !== undefined ? it.skip : it)(
  `has a browser${missing === undefined ? '' : `: ${missing}`}`,
  () => {
    expect(missing).toBeUndefined();
  },
);

describeBrowser('the portal in a browser', () => {
  const portal = openPortal();
  const { pageNamed, open } = portal;

  it.each(NAMES)('shows %s to everybody, in every language, at every width, and on paper', async (name) => {
    const { page, complaints } = portal;
    const shown = pageNamed(name);
    for (const locale of shown.locales) {
      const path = pathIn(shown, locale);
      await page.setViewportSize(DESKTOP);
      expect({ path, status: await open(path) }).toEqual({ path, status: shown.status });
      expect(await page.locator('html').getAttribute('lang')).toBe(HTML_LANG[locale]);
      expect(await page.locator('h1').count()).toBe(1);
      for (const width of locale === 'zh' || IS_WHOLE ? WIDTHS : EXAMINED_WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        expect({ path, width, overflow: await overflowOf(page) }).toEqual({ path, width, overflow: [] });
        const which = examinationOf(locale, width);
        if (which === undefined) continue;
        const faults = await accessibilityFaults(page, which);
        expect({ path, width, faults }).toEqual({ path, width, faults: [] });
      }
      if (locale !== 'zh' && !IS_WHOLE) continue;
      await page.emulateMedia({ colorScheme: 'dark' });
      expect({ path, faults: await accessibilityFaults(page, 'colours') }).toEqual({ path, faults: [] });
      await expectOnPaper(path);
      await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    }
    expect(complaints).toEqual([]);
  });

  /** The matter and no tools, whole and in light colours. */
  async function expectOnPaper(path: string): Promise<void> {
    const { page } = portal;
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.setViewportSize(PAPER);
    const printed = {
      tools: await page.locator(NOT_PRINTED).filter({ visible: true }).count(),
      hasHeading: await page.locator('h1').isVisible(),
      overflow: await overflowOf(page),
      ground: await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
    };
    const whole = { tools: 0, hasHeading: true, overflow: [], ground: 'rgb(255, 255, 255)' };
    expect({ path, ...printed }).toEqual({ path, ...whole });
  }

  it('prints for what was searched, and the addresses of what is elsewhere', async () => {
    const { page } = portal;
    await open(pageNamed('chosen').path);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.chip').first().isVisible()).toBe(true);
    await open(pageNamed('dataset').path);
    const told = (selector: string): Promise<string> =>
      page
        .locator(selector)
        .first()
        .evaluate((link) => getComputedStyle(link, '::after').content);
    expect(await told('main a[href^=http]:not(.address)')).toContain('http');
    expect(await told('main a.address')).toBe('none');
  });

  it.each(MAIN_NAMES)('can be read enlarged, with text set apart: %s', async (name) => {
    const { page } = portal;
    await open(pathIn(pageNamed(name), 'en'));
    for (const factor of [2, 4]) {
      const reset = await zoomTo(page, factor);
      try {
        expect({ factor, overflow: await overflowOf(page) }).toEqual({ factor, overflow: [] });
        expect(await page.evaluate(() => devicePixelRatio)).toBe(factor);
      } finally {
        await reset();
      }
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await spaceText(page);
    expect(await overflowOf(page)).toEqual([]);
  });

  it.each([
    ['home', 'zh'],
    ['search', 'en'],
    ['dataset', 'zh'],
    ['source', 'en'],
    ['validator', 'zh'],
    ['statistics', 'en'],
    ['embedding', 'zh'],
  ] as const)('shows where the focus is on %s (%s)', async (name, locale) => {
    await open(pathIn(pageNamed(name), locale));
    const stops = await focusStops(portal.page);
    expect(stops.length).toBeGreaterThan(10);
    expect(stops.filter(({ isShown }) => !isShown)).toEqual([]);
  });

  it('shows where the focus is, and what is chosen, in colours that the reader has forced', async () => {
    const { page } = portal;
    await page.emulateMedia({ forcedColors: 'active' });
    await open('/dataset');
    await tabTo(page, '.facets a');
    expect(
      await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle),
    ).toBe('solid');
    const chosen = page.locator('.sections [aria-current]');
    expect(await chosen.evaluate((link) => getComputedStyle(link).borderBottomStyle)).toBe('solid');
  });

  it('skips to the matter by the keyboard', async () => {
    const { page } = portal;
    await open('/dataset');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  it('searches without scripts', async () => {
    const plain = await portal.browser.newContext({ javaScriptEnabled: false });
    try {
      const scriptless = await plain.newPage();
      await scriptless.goto(portal.hub.url);
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
      const visit = await portal.browser.newContext();
      try {
        const bytes = await transferredBytes(await visit.newPage(), portal.hub.url + pageNamed(name).path);
        expect(bytes).toBeGreaterThan(1000);
        expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
      } finally {
        await visit.close();
      }
    },
  );

  describeFinding(portal);
  describeTaking(portal);
});
