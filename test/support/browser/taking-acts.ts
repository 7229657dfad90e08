import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HTML_LANG } from '../../../src/http/pages/locale.js';
import { HANDS, type Reader, readerOf } from './hands.js';
import { tabTo } from './keyboard.js';
import type { OpenPortal } from './open-portal.js';
import { accessibilityFaults } from './page-checks.js';

/** Datasets as the CKAN API lists them: one is whole enough, the other has no title. */
const LISTED = JSON.stringify([
  { id: 'a1', name: 'bus-lines', title: '公交线路', notes: '公交线路及站点', resources: [] },
  { id: 'a2', name: 'untitled', notes: '', resources: [] },
]);

/** What a reader does with what he has found, and what a publisher does with what was found of his, by each hand. */
export function describeTaking(portal: OpenPortal): void {
  describe.each(HANDS)('somebody who reads $locale and uses the $by', (hand) => {
    let reader: Reader;

    beforeEach(() => {
      reader = readerOf(portal, hand);
    });
    afterEach(async () => {
      expect(await portal.page.locator('html').getAttribute('lang')).toBe(HTML_LANG[hand.locale]);
      expect(portal.complaints).toEqual([]);
    });

    /** Presses the button that copies what is called so. */
    async function copied(id: string): Promise<string> {
      const { page } = portal;
      const button = page.locator(`[data-copy="#${id}"]`);
      const said = await button.textContent();
      await reader.press(`[data-copy="#${id}"]`);
      await page.waitForFunction(
        ([selector, text]) => document.querySelector(selector)?.textContent !== text,
        [`[data-copy="#${id}"]`, said] as const,
      );
      const source = page.locator(`#${id}`);
      const isField = (await source.evaluate((element) => element.tagName)) === 'TEXTAREA';
      const text = isField ? await source.inputValue() : await source.textContent();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
      return text ?? '';
    }

    it('cites, shares and embeds a dataset', async () => {
      const { dataset } = portal.hub.subjects;
      await reader.visit(`/dataset/${dataset}`);
      for (const [place, id, part] of [
        [1, 'cite-gbt', '[DS'],
        [2, 'share-address', '/dataset/'],
        [3, 'embed-code', `/embed/dataset/${dataset}`],
      ] as const) {
        const folded = `details:has(#${id})`;
        expect({ place, isOpen: await portal.page.locator(`#${id}`).isVisible() }).toEqual({
          place,
          isOpen: false,
        });
        await reader.press(`${folded} > summary`);
        expect(await copied(id)).toContain(part);
      }
    });

    it('takes a dataset as a file for programs', async () => {
      await reader.visit(`/dataset/${portal.hub.subjects.dataset}`);
      const forms = 'details:has(a[href$=".ttl"])';
      await reader.press(`${forms} > summary`);
      await reader.follow(`${forms} a[href$=".ttl"]`, /\.ttl$/);
      expect(await portal.page.locator('body').textContent()).toContain('dcat:Dataset');
      await reader.visit('/');
    });

    it('asks where a record is, and what is wrong with all of a portal', async () => {
      const { page } = portal;
      await reader.visit(`/source/${portal.hub.subjects.source}`);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        reader.press('main a[href*="format=csv"], main a[href*=".csv"]'),
      ]);
      expect(download.suggestedFilename()).toMatch(/\.csv$/);
      await reader.visit(`/source/${portal.hub.subjects.source}`);
      await copied('badge-code');
      await reader.visit(`/source/${portal.hub.subjects.source}`);
      await reader.type('#record-q', portal.hub.subjects.dataset);
      const asked = await reader.follow('.record-form button', /\/record\?/);
      expect([...asked]).toEqual([['q', portal.hub.subjects.dataset]]);
      expect(await page.locator('.traced .badge').count()).toBe(1);
    });

    it('counts one city, and sees the figures of its own', async () => {
      const { city } = portal.hub.subjects;
      await reader.visit('/statistics');
      await reader.choose('#scope-region', city);
      const asked = await reader.follow('form:has(#scope-region) button', /[?&]region=/);
      expect([...asked]).toEqual([['region', city]]);
      expect(await portal.page.locator('main').textContent()).toContain(city);
    });

    it('takes the code of a list for a site of his own', async () => {
      await reader.visit('/embed');
      await reader.follow('.embed-kinds a[href*="what=results"]', /what=results/);
      await reader.type('#embed-q', '公交');
      const asked = await reader.follow('.embed-form button[type=submit]', /[?&]q=/);
      expect(asked.get('q')).toBe('公交');
      expect(await copied('embed-frame')).toContain('/embed/results?');
    });

    it('has a text checked, and takes the report along', async () => {
      const { page } = portal;
      await reader.visit('/validate');
      await reader.type('#validate-text', LISTED);
      await Promise.all([page.waitForSelector('.verdicts'), reader.press('.validate button[type=submit]')]);
      expect(await page.locator('.verdicts .badge').count()).toBeGreaterThan(0);
      expect(await accessibilityFaults(page)).toEqual([]);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        reader.press('button[name=format][value=csv]'),
      ]);
      expect(download.suggestedFilename()).toMatch(/\.csv$/);
    });

    it('is told which address is not fetched, and keeps it', async () => {
      const { page, complaints } = portal;
      await reader.visit('/validate');
      await reader.type('#validate-url', 'http://127.0.0.1:9/data.json');
      await Promise.all([
        page.waitForSelector('[role=alert]'),
        reader.press('.validate button[type=submit]'),
      ]);
      expect(await page.locator('#validate-url').inputValue()).toBe('http://127.0.0.1:9/data.json');
      expect(await accessibilityFaults(page)).toEqual([]);
      // The page has a status of its own.
      complaints.splice(0);
    });

    it('has a file checked', async () => {
      const { page } = portal;
      const folder = mkdtempSync(join(tmpdir(), 'lianmu-file-'));
      const file = join(folder, 'datasets.json');
      writeFileSync(file, LISTED);
      try {
        await reader.visit('/validate');
        if (hand.by === 'mouse') await dropFile(portal, '#validate-file', file);
        else {
          await tabTo(page, '#validate-file');
          const [chooser] = await Promise.all([
            page.waitForEvent('filechooser'),
            page.keyboard.press('Enter'),
          ]);
          await chooser.setFiles(file);
        }
        await Promise.all([page.waitForSelector('.verdicts'), reader.press('.validate button[type=submit]')]);
        expect(await page.locator('.verdicts .badge').count()).toBeGreaterThan(0);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  });
}

/** Drags a file from elsewhere onto an element, as the browser hears of it. */
async function dropFile({ page }: OpenPortal, selector: string, file: string): Promise<void> {
  const field = page.locator(selector);
  const box = await field.boundingBox();
  if (box === null) throw new Error(`${selector} is not shown`);
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  }
  await session.detach();
  expect(await field.evaluate((input) => (input as HTMLInputElement).files?.length)).toBe(1);
}
