import type { Page } from 'playwright-core';
import { launchBrowser, missingBrowser } from '../support/browser/chromium.js';
import { transferredBytes } from '../support/browser/page-checks.js';
import { portalPages } from '../support/browser/portal-pages.js';
import { serveProvince } from '../support/browser/served-province.js';
import { createNotes } from './notes.js';

/** When a reader with a slow telephone first sees something, page by page: the median of some visits. */
const MOST_MILLISECONDS = 1000;
const VISITS = 5;
/** A quarter of this machine's speed, on what lighthouse calls a slow fourth-generation network. */
const SLOWDOWN = 4;
const NETWORK = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 };

const notes = createNotes();

async function main(): Promise<void> {
  const missing = missingBrowser();
  if (missing !== undefined) throw new Error(missing);
  const hub = await serveProvince();
  const browser = await launchBrowser();
  try {
    for (const { name, path } of portalPages(hub.subjects).filter(({ isMain }) => isMain)) {
      const visits: number[] = [];
      let bytes = 0;
      while (visits.length < VISITS) {
        const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
        const page = await context.newPage();
        await throttle(page);
        bytes = await transferredBytes(page, hub.url + path);
        visits.push(await firstPaint(page));
        await context.close();
      }
      const median = visits.sort((one, other) => one - other)[Math.floor(VISITS / 2)] ?? Infinity;
      notes.note(
        `first paint of ${name} (${Math.ceil(bytes / 1024)} KB)`,
        '<= 1 s',
        `${Math.round(median)} ms`,
        median <= MOST_MILLISECONDS,
      );
    }
  } finally {
    await browser.close();
    await hub.close();
  }
  notes.print();
}

async function throttle(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', NETWORK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
}

/** A long page may be loaded before it is painted. */
async function firstPaint(page: Page): Promise<number> {
  const entry = await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
  );
  return (await entry.jsonValue()) ?? Infinity;
}

await main();
