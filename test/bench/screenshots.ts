import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, missingBrowser } from '../support/browser/chromium.js';
import { pathIn, portalPages, type PortalPage } from '../support/browser/portal-pages.js';
import { serveProvince } from '../support/browser/served-province.js';
import { PROJECT_ROOT } from '../support/project-root.js';

/** Pictures of the main pages over a simulated province, of each the first screen or its upper part, for the documentation. */
const FOLDER = join(PROJECT_ROOT, 'docs/screenshots');
/** Datasets of the province. */
const SIZE = 2000;
const MOST_BYTES = 150_000;

interface Look {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
}

const DESKTOP: Look = { name: 'desktop', width: 1440, height: 900, colorScheme: 'light' };
const PHONE: Look = { name: 'phone', width: 390, height: 844, colorScheme: 'light' };
const DARK: Look = { ...DESKTOP, name: 'dark', colorScheme: 'dark' };
/** Pages that are shown in the dark as well. */
const SHOWN_DARK: readonly string[] = ['home', 'search', 'dataset', 'statistics'];

async function main(): Promise<void> {
  const missing = missingBrowser();
  if (missing !== undefined) throw new Error(missing);
  const hub = await serveProvince(SIZE);
  try {
    const browser = await launchBrowser();
    try {
      const pages = portalPages(hub.subjects).filter(({ isMain }) => isMain);
      rmSync(FOLDER, { recursive: true, force: true });
      mkdirSync(FOLDER, { recursive: true });
      for (const look of [DESKTOP, PHONE, DARK]) {
        const shown = look === DARK ? pages.filter(({ name }) => SHOWN_DARK.includes(name)) : pages;
        await picture(browser, look, { url: hub.url, pages: shown });
      }
    } finally {
      await browser.close();
    }
  } finally {
    await hub.close();
  }
}

interface Pictured {
  readonly url: string;
  readonly pages: readonly PortalPage[];
}

async function picture(browser: Browser, look: Look, { url, pages }: Pictured): Promise<void> {
  const { width, height, colorScheme } = look;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  for (const shown of pages) {
    const response = await page.goto(url + pathIn(shown, 'zh'), { waitUntil: 'networkidle' });
    if (response?.status() !== shown.status) {
      console.error(`${shown.name}: ${response?.status() ?? 'no answer'}, no picture`);
      process.exitCode = 1;
      continue;
    }
    const file = join(FOLDER, `${shown.name}-${look.name}.png`);
    console.log(`${file} ${Math.ceil((await shoot(page, file, look)) / 1000)} kB`);
  }
  await context.close();
}

/** Its bytes; of a page that is too large the lower part is left out. */
async function shoot(page: Page, file: string, { width, height }: Look): Promise<number> {
  for (let shown = height; ; shown = Math.floor(shown * 0.9)) {
    await page.screenshot({
      path: file,
      animations: 'disabled',
      clip: { x: 0, y: 0, width, height: shown },
    });
    const { size } = statSync(file);
    if (size <= MOST_BYTES) return size;
  }
}

await main();
