import { jest } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, missingBrowser } from '../support/browser/chromium.js';
import { complaintsOf, overflowOf } from '../support/browser/page-checks.js';
import { readingFaults } from '../support/browser/reading-faults.js';
import { type SampleDataset, serveRealSample, type ServedSample } from '../support/browser/real-sample.js';
import { sharedData } from '../support/shared-data.js';

/** Harvests some catalogues first, on a machine that may have other work. */
jest.setTimeout(120_000);

const WIDTHS = [390, 1024, 1440];
const root = sharedData('.');
const missing = missingBrowser();
const isAble = root !== undefined && missing === undefined;

/** What is odd about a dataset, the more the odder. */
const ODDITIES: readonly (readonly [what: string, measure: (dataset: SampleDataset) => number])[] = [
  ['the longest title', ({ title }) => title.length],
  ['the longest title in Chinese', ({ title }) => title.match(/\p{Script=Han}/gu)?.length ?? 0],
  ['the shortest title', ({ title }) => -title.length],
  ['the longest abstract', ({ notes }) => notes.length],
  ['no abstract', ({ notes }) => -notes.length],
  ['the longest word', ({ title, notes }) => longestWord(`${title} ${notes}`)],
  ['markup', ({ notes }) => notes.match(/<\/?\w+|&\w+;|\*\*/g)?.length ?? 0],
  ['the most files', ({ files }) => files],
  ['the most tags', ({ tags }) => tags],
  ['the most fields', ({ fields }) => fields],
  ['the publisher with the longest name', ({ publisher }) => publisher.title.length],
];

function longestWord(text: string): number {
  return Math.max(...text.split(/[^!-~]+/).map(({ length }) => length));
}

const PAGES: readonly string[] = [
  ...['/', '/organization', '/group', '/source', '/statistics', '/embed', '/source/be-antwerpen'],
  ...['/source/anhui-hefei', '/source/tw-taitung', '/dataset?q=信息', '/dataset?q=water'],
  ...['/dataset?sort=title+asc&page=2', '/city/厦门市', '/embed/results?q=信息', '/embed/chart/publishers'],
];

(process.env['CI'] === undefined && missing !== undefined ? it.skip : it)(
  `has a browser${missing === undefined ? '' : `: ${missing}`}`,
  () => {
    expect(missing).toBeUndefined();
  },
);

(isAble ? describe : describe.skip)('the portal over real catalogues', () => {
  let hub: ServedSample;
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [hub, browser] = await Promise.all([serveRealSample(root ?? ''), launchBrowser()]);
    page = await browser.newPage({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    complaints = complaintsOf(page);
  });
  beforeEach(() => {
    complaints.splice(0);
  });
  afterAll(async () => {
    await browser.close();
    await hub.close();
  });

  /** Opens it in Chinese and in English, with everything unfolded. */
  async function expectReadable(path: string): Promise<void> {
    for (const locale of ['zh', 'en']) {
      const address = `${path}${path.includes('?') ? '&' : '?'}lang=${locale}`;
      const response = await page.goto(hub.url + encodeURI(address), { waitUntil: 'load' });
      const faults = await readingFaults(page);
      expect({ address, status: response?.status(), faults }).toEqual({ address, status: 200, faults: [] });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        expect({ address, width, overflow: await overflowOf(page) }).toEqual({
          address,
          width,
          overflow: [],
        });
      }
    }
    expect(complaints).toEqual([]);
  }

  it('has thousands of records of both hemispheres', () => {
    expect(hub.datasets.length).toBeGreaterThan(3000);
  });

  it.each(ODDITIES)('reads well of the dataset with %s', async (_, measure) => {
    const [first] = hub.datasets;
    if (first === undefined) throw new Error('nothing was harvested');
    const oddest = hub.datasets.reduce((one, other) => (measure(other) > measure(one) ? other : one), first);
    await expectReadable(`/dataset/${oddest.name}`);
  });

  it('reads well of the publishers with the longest name and the most datasets', async () => {
    const counts = new Map<string, number>();
    for (const { publisher } of hub.datasets)
      counts.set(publisher.name, (counts.get(publisher.name) ?? 0) + 1);
    const [largest] = [...counts].sort((one, other) => other[1] - one[1]);
    const byTitle = hub.datasets.map(({ publisher }) => publisher);
    const [longest] = byTitle.sort((one, other) => other.title.length - one.title.length);
    for (const name of [largest?.[0], longest?.name]) await expectReadable(`/organization/${name ?? ''}`);
  });

  it.each(PAGES)('reads well at %s', async (path) => {
    await expectReadable(path);
  });
});
