import type { Page } from 'playwright-core';

/**
 * What a reader of a page would stumble over: words of programs, escapes that show, halves of characters, headings and
 * links that say nothing. Everything that is folded is unfolded; what quotes a portal literally, `code` and the
 * adjustments of a record, may say what it likes.
 */
export function readingFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true;
    const body = document.body.cloneNode(true) as HTMLElement;
    for (const quote of body.querySelectorAll('code, pre, textarea, section:has(#provenance), #provenance'))
      quote.remove();
    const words =
      /.{0,20}(?:\bundefined\b|\bNaN\b|\bnull\b|\[object|&(?:amp|lt|gt|quot|nbsp|#\d+);|<\/?(?:p|br|div|span)\b|\ufffd|[\ud800-\udbff](?![\udc00-\udfff])).{0,20}/gu;
    const faults: string[] = body.textContent.match(words) ?? [];
    const headings = document.querySelectorAll('h1').length;
    if (headings !== 1) faults.push(`${headings} first headings`);
    for (const element of document.body.querySelectorAll('h1, h2, h3, th, dt, summary, a')) {
      const name = element.textContent + (element.getAttribute('aria-label') ?? '');
      if (name.trim() === '' && element.querySelector('svg, img') === null)
        faults.push(`nothing in ${element.outerHTML.slice(0, 80)}`);
    }
    return faults;
  });
}
