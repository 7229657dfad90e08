import { tabTo } from './keyboard.js';
import type { OpenPortal } from './open-portal.js';
import { IS_WHOLE } from './page-checks.js';
import { pathIn } from './portal-pages.js';

const ALL_HANDS = [
  { locale: 'zh', by: 'keyboard' },
  { locale: 'en', by: 'mouse' },
  { locale: 'zh', by: 'mouse' },
  { locale: 'en', by: 'keyboard' },
] as const;

/**
 * The ways in which every act is done: in both languages, by mouse and by keyboard. The keys are the same in both, so that
 * two of the four do; all of them where everything is examined.
 */
export const HANDS = IS_WHOLE ? ALL_HANDS : ALL_HANDS.slice(0, 2);

/** More than any list has. */
const MOST_ENTRIES = 100;

export type Hand = (typeof ALL_HANDS)[number];

/** Somebody who reads in a language and has a mouse or nothing but a keyboard. */
export interface Reader {
  visit(path: string): Promise<void>;
  /** Goes to the first of these and presses it. */
  press(selector: string): Promise<void>;
  /** The same, and waits for the page that it leads to: its parameters but for the language. */
  follow(selector: string, address: RegExp): Promise<URLSearchParams>;
  /** Goes to a field and fills it. */
  type(selector: string, text: string): Promise<void>;
  /** Chooses an entry of a list by its value. */
  choose(selector: string, value: string): Promise<void>;
}

export function readerOf({ hub, page, open }: OpenPortal, { locale, by }: Hand): Reader {
  async function press(selector: string, key = 'Enter'): Promise<void> {
    if (by === 'mouse') return page.locator(selector).first().click();
    await tabTo(page, selector);
    await page.keyboard.press(key);
  }

  return {
    async visit(path) {
      await open(pathIn({ path }, locale));
    },
    press,
    async follow(selector, address) {
      await Promise.all([page.waitForURL(address), press(selector)]);
      const url = new URL(page.url());
      expect(url.origin).toBe(hub.url);
      const { searchParams } = url;
      searchParams.delete('lang');
      return searchParams;
    },
    async type(selector, text) {
      if (by === 'mouse') await page.locator(selector).first().click();
      else await tabTo(page, selector);
      await page.keyboard.press('Control+A');
      await page.keyboard.type(text);
    },
    async choose(selector, value) {
      const list = page.locator(selector).first();
      if (by === 'mouse') await list.selectOption(value);
      else {
        await tabTo(page, selector);
        for (let entry = 0; entry < MOST_ENTRIES && (await list.inputValue()) !== value; entry += 1) {
          await page.keyboard.press('ArrowDown');
        }
      }
      expect(await list.inputValue()).toBe(value);
    },
  };
}
