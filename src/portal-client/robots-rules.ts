import robotsParser from 'robots-parser';

// Its types speak of an ES module; it is a CommonJS one that is the function itself.
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

/** The name under which robots.txt may speak to this program. */
const PRODUCT_TOKEN = 'Lianmu';
const LONGEST_DELAY_MS = 60_000;

/** What one origin's robots.txt says to us. */
export interface RobotsRules {
  /** Between two requests; 0 where it asks for none. */
  readonly delayMs: number;
  /** The rule that forbids the URL, as it is written, with its line; undefined for what is allowed. */
  forbids(url: string): string | undefined;
}

/** Rules of an origin by the text of its robots.txt (RFC 9309); a page in its place is no robots.txt and allows everything. */
export function readRobots(origin: string, text: string): RobotsRules {
  const rules = /^\s*</.test(text) ? '' : text.replace(/^\uFEFF/, '');
  const robots = parseRobots(`${origin}/robots.txt`, rules);
  const delay = robots.getCrawlDelay(PRODUCT_TOKEN) ?? 0;
  return {
    delayMs: delay > 0 ? Math.min(LONGEST_DELAY_MS, Math.ceil(delay * 1000)) : 0,
    forbids(url) {
      if (robots.isAllowed(url, PRODUCT_TOKEN) !== false) return undefined;
      const line = robots.getMatchingLineNumber(url, PRODUCT_TOKEN);
      return `line ${line}: ${(rules.split(/\r\n|\r|\n/)[line - 1] ?? '').trim().slice(0, LONGEST_RULE)}`;
    },
  };
}

const LONGEST_RULE = 120;
