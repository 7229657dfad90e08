import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** Widths of a page of 1280 px at 400 %, of a phone, of a page of 1440 px at 200 %, of a small screen and of a large one. */
export const WIDTHS = [320, 390, 720, 1024, 1440] as const;
/** Of these axe sees all that it knows of. */
export const EXAMINED_WIDTHS: readonly number[] = [390, 1024, 1440];

/** Whether every page and act is examined in every combination, which takes minutes more: `BROWSER_EXAMINATION=all`. */
export const IS_WHOLE = process.env['BROWSER_EXAMINATION'] === 'all';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What the browser complains of while it shows pages: errors of scripts, refusals of the content policy, missing files. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A page with a status of its own, like that of nothing, is told as a missing file.
    const isOwnStatus = message.text().startsWith('Failed to load') && message.location().url === page.url();
    if (['error', 'warning'].includes(message.type()) && !isOwnStatus) {
      complaints.push(`${message.text()} ${message.location().url}`);
    }
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

/** Pixels that a reader would have to scroll sideways, and the elements that reach beyond the edge. */
export function overflowOf(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const beyond = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > width + 1,
    );
    const told = beyond.map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
    return [`${document.documentElement.scrollWidth - width} px too wide`, ...told.slice(0, 10)];
  });
}

/** Rules about colours, which take axe longer than all others together. */
const ABOUT_COLOURS = ['color-contrast', 'link-in-text-block'];
/** Rules whose outcome is another where the same elements stand elsewhere. */
const ABOUT_LAYOUT = ['target-size', 'scrollable-region-focusable'];

/** By which of its rules axe examines a page: by all, by all but those about colours, or by those about colours or layout. */
export type Examination = 'all' | 'but-colours' | 'colours' | 'layout';

/** What axe finds against WCAG 2.2 AA. */
export async function accessibilityFaults(
  page: Page,
  which: Examination = 'all',
): Promise<readonly string[]> {
  // By the debugging protocol, which the pages' content policy does not rule.
  if (await page.evaluate(() => !('axe' in globalThis))) await page.evaluate(AXE);
  // Where parts that nobody has come near stand is known when they are laid out.
  await adoptStyles(page, '*{content-visibility:visible!important}');
  const named = which === 'colours' ? ABOUT_COLOURS : ABOUT_LAYOUT;
  const runOnly =
    which === 'colours' || which === 'layout'
      ? { type: 'rule', values: named }
      : { type: 'tag', values: RULES };
  const left = which === 'but-colours' ? ABOUT_COLOURS : [];
  const rules = Object.fromEntries(left.map((rule) => [rule, { enabled: false }]));
  const { violations } = await page.evaluate(
    (options) =>
      (
        globalThis as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } }
      ).axe.run(document, options),
    // What is in frames is shown as a page of its own; nothing is loaded again.
    { runOnly, rules, resultTypes: ['violations'], selectors: false, iframes: false, preload: false },
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary = '' }) => {
      return `${id}: ${html.slice(0, 160)} ${failureSummary.replaceAll(/\s+/g, ' ').slice(0, 200)}`;
    }),
  );
}

/** Compressed bytes of a first visit: the page and all that it loads. Throws when there is no such page. */
export async function transferredBytes(page: Page, url: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  const response = await page.goto(url, { waitUntil: 'networkidle' });
  if (response?.ok() !== true) throw new Error(`${url} answers ${response?.status() ?? 'nothing'}`);
  await session.detach();
  return bytes;
}

/** Shows the page enlarged, as the browser's own zoom does: fewer pixels of the page's, each made of several of the screen's. */
export async function zoomTo(page: Page, factor: number): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setDeviceMetricsOverride', {
    width: 1280 / factor,
    height: 1024 / factor,
    deviceScaleFactor: factor,
    mobile: false,
  });
  return async () => {
    await session.send('Emulation.clearDeviceMetricsOverride');
    await session.detach();
  };
}

/** Sets the text as wide apart as readers may need it (WCAG 1.4.12). */
export function spaceText(page: Page): Promise<void> {
  return adoptStyles(
    page,
    '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
  );
}

/** The content policy does not rule what is adopted. */
function adoptStyles(page: Page, styles: string): Promise<void> {
  return page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
  }, styles);
}
