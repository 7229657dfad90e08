import type { Page } from 'playwright-core';

/** Where the focus is. */
export interface FocusStop {
  readonly element: string;
  /** Whether a reader sees that it is there. */
  readonly isShown: boolean;
}

/** More stops than any page has. */
const MOST_STOPS = 400;

/** Presses Tab from the start of the page to its end. */
export async function focusStops(page: Page, most = MOST_STOPS): Promise<readonly FocusStop[]> {
  const stops: FocusStop[] = [];
  while (stops.length < most) {
    await page.keyboard.press('Tab');
    const stop = await focusStop(page);
    if (stop === undefined) break;
    const last = stops.at(-1);
    // The parts of a field of a date are stops of their own, of which the browser marks some itself.
    if (last?.element === stop.element) stops.pop();
    stops.push({ ...stop, isShown: stop.isShown || (last?.element === stop.element && last.isShown) });
  }
  return stops;
}

/** Presses Tab until the element with the focus matches; throws when none does. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const isThere = await page.evaluate(
      (wanted) => document.activeElement?.matches(wanted) === true,
      selector,
    );
    if (isThere) return;
  }
  throw new Error(`Tab does not come to ${selector}`);
}

/** Undefined when the focus has left the page. */
function focusStop(page: Page): Promise<FocusStop | undefined> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return undefined;
    // What has the focus within a frame shows it there.
    if (element.tagName === 'IFRAME') return { element: element.outerHTML.slice(0, 120), isShown: true };
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
    const isOnScreen = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    return {
      element: element.outerHTML.slice(0, 120),
      isShown: outlineStyle !== 'none' && outlineWidth !== '0px' && isOnScreen && width * height > 0,
    };
  });
}
