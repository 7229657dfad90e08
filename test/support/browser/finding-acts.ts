import { HTML_LANG } from '../../../src/http/pages/locale.js';
import { HANDS, type Reader, readerOf } from './hands.js';
import type { OpenPortal } from './open-portal.js';
import { pathIn } from './portal-pages.js';

/** What a reader does to find a dataset, by each hand. */
export function describeFinding(portal: OpenPortal): void {
  describe.each(HANDS)('somebody who reads $locale and uses the $by', (hand) => {
    let reader: Reader;

    beforeEach(() => {
      reader = readerOf(portal, hand);
    });
    afterEach(async () => {
      expect(await portal.page.locator('html').getAttribute('lang')).toBe(HTML_LANG[hand.locale]);
      expect(portal.complaints).toEqual([]);
    });

    it('searches', async () => {
      await reader.visit('/');
      await reader.type('main input[name=q]', '信息');
      const asked = await reader.follow('main .search button[type=submit]', /\/dataset\?/);
      expect([...asked]).toEqual([['q', '信息']]);
      expect(await portal.page.locator('.results > li').count()).toBeGreaterThan(0);
      expect(await portal.page.locator('main input[name=q]').inputValue()).toBe('信息');
    });

    it('takes a suggestion', async () => {
      const { page } = portal;
      await reader.visit('/');
      await reader.type('main input[name=q]', '信息');
      const option = page.locator('main auto-complete [role=option]').first();
      await option.waitFor({ state: 'visible' });
      const chosen = await option.getAttribute('data-autocomplete-value');
      if (hand.by === 'keyboard') {
        await page.keyboard.press('ArrowDown');
        expect(await option.getAttribute('aria-selected')).toBe('true');
      }
      await Promise.all([
        page.waitForURL(/\/dataset\?q=/),
        hand.by === 'keyboard' ? page.keyboard.press('Enter') : option.click(),
      ]);
      expect(new URL(page.url()).searchParams.get('q')).toBe(chosen);
    });

    it('leaves the suggestions alone', async () => {
      const { page } = portal;
      await reader.visit('/');
      await reader.type('main input[name=q]', '信息');
      const list = page.locator('main .suggestions');
      await list.locator('[role=option]').first().waitFor({ state: 'visible' });
      await page.keyboard.press('Escape');
      await list.waitFor({ state: 'hidden' });
      expect(await page.locator('main input[name=q]').inputValue()).toBe('信息');
    });

    it('narrows by a facet and widens by its chip', async () => {
      await reader.visit('/dataset');
      const narrowed = await reader.follow('.facets a[href*="="]', /\/dataset\?(?!lang=\w+$)/);
      expect([...narrowed.keys()]).toHaveLength(1);
      const widened = await reader.follow('.chip', /\/dataset(\?lang=\w+)?$/);
      expect([...widened]).toEqual([]);
    });

    it('narrows on a phone', async () => {
      await portal.page.setViewportSize({ width: 390, height: 844 });
      await reader.visit('/dataset');
      await reader.press('.facet-drawer summary');
      const narrowed = await reader.follow('.facets a[href*="="]', /\/dataset\?(?!lang=\w+$)/);
      expect([...narrowed.keys()]).toHaveLength(1);
    });

    it('sorts', async () => {
      await reader.visit('/dataset?q=信息');
      const sorted = await reader.follow('.sorts li:last-child a', /[?&]sort=/);
      expect(sorted.get('q')).toBe('信息');
      expect(await portal.page.locator('.sorts li:last-child a').getAttribute('aria-current')).toBe('true');
    });

    it('turns to the next page and back', async () => {
      await reader.visit('/dataset');
      expect([...(await reader.follow('a[rel=next]', /[?&]page=2\b/))]).toEqual([['page', '2']]);
      expect([...(await reader.follow('a[rel=prev]', /\/dataset(\?lang=\w+)?$/))]).toEqual([]);
    });

    it('opens what was found', async () => {
      await reader.visit('/dataset?q=信息');
      await reader.follow('.result h2 a', /\/dataset\/[^/?]+/);
      expect(await portal.page.locator('h1').count()).toBe(1);
    });

    it('shows an earlier day', async () => {
      const { page } = portal;
      await reader.visit('/dataset');
      const [year, month, day] = new Date().toISOString().slice(0, 10).split('-');
      if (hand.by === 'mouse') await page.locator('#as_of').fill(`${year}-${month}-${day}`);
      else await reader.type('#as_of', `${month}${day}${year}`);
      const asked = await reader.follow('.moment button', /[?&]as_of=/);
      expect(asked.get('as_of')).toBe(`${year}-${month}-${day}`);
    });
  });

  it.each([
    ['mouse', 'zh', 'zh-Hant'],
    ['keyboard', 'zh', 'zh-Hant'],
    ['mouse', 'zh-Hant', 'zh'],
    ['keyboard', 'zh-Hant', 'en'],
    ['mouse', 'zh', 'en'],
    ['keyboard', 'en', 'zh'],
  ] as const)('changes the way of writing by the %s from %s to %s', async (by, from, to) => {
    const path = '/dataset?q=信息&page=2';
    await portal.open(pathIn({ path }, from));
    const reader = readerOf(portal, { locale: 'zh', by });
    const there = to === 'zh' ? /\?((?!lang=).)*$/ : new RegExp(`[?&]lang=${to}\\b`);
    const asked = await reader.follow(`.locales a[lang="${HTML_LANG[to]}"]`, there);
    expect([...asked]).toEqual([...new URL(path, portal.hub.url).searchParams]);
    expect(await portal.page.locator('html').getAttribute('lang')).toBe(HTML_LANG[to]);
  });
}
