import type { JsonObject } from '../../src/domain/json-values.js';
import { quoted } from '../../src/domain/problem.js';
import { answerFault, pointerTo, type ReportFault } from './faults.js';
import { type Answer, stated } from './question.js';
import type { Words } from './template.js';
import { compileValue, type Value } from './value.js';

/** How a list is walked. Without `total` and `pages` it ends with its first empty page. */
export interface Paging {
  readonly size: number;
  readonly maxPages: number;
  /** Beyond its end the portal gives its last page again. */
  readonly repeatsLast: boolean;
  /** Placeholders of a page: `index` counts pages from 0, `received` the elements of those before it. */
  words(index: number, received: number): Words;
  /** How many elements and pages the portal counts; undefined where it is not asked. `SourceResponseError` where it does not say. */
  total(answer: Answer): number | undefined;
  pages(answer: Answer): number | undefined;
}

export const PAGING_WORDS: readonly string[] = ['page', 'offset', 'size'];

const DEFAULT_SIZE = 10;
/** No portal of these kinds has so many; whoever pages on and on is not listing. */
const DEFAULT_MAX_PAGES = 10_000;

export function compilePaging(spec: JsonObject, pointer: string, report: ReportFault): Paging {
  const number = (key: string, otherwise: number): number => {
    const value = spec[key];
    return typeof value === 'number' ? value : otherwise;
  };
  const size = number('size', DEFAULT_SIZE);
  const first = number('first', 1);
  const [total, pages] = ['total', 'pages'].map((key) => {
    const value = spec[key];
    if (value === undefined || value === null) return undefined;
    return countOf(key, compileValue(value, pointerTo(pointer, key), report));
  });
  return {
    size,
    maxPages: number('maxPages', DEFAULT_MAX_PAGES),
    repeatsLast: spec['repeatsLast'] === true,
    words: (index, received) => ({ page: first + index, offset: received, size }),
    total: (answer) => total?.(answer),
    pages: (answer) => pages?.(answer),
  };
}

function countOf(key: string, value: Value): (answer: Answer) => number {
  return (answer) => {
    const found = stated(answer.url, () => value(answer));
    const count = toCount(found);
    if (count === undefined)
      throw answerFault(answer.url, `the answer's ${key} is no number: ${quoted(found)}`);
    return count;
  };
}

/** Portals write counts as numbers and as texts, these with separators: 1,234. */
function toCount(value: unknown): number | undefined {
  const text = typeof value === 'string' ? value.replace(/[,，\s]/gu, '') : value;
  const count = typeof text === 'string' && /^\d+(?:\.\d+)?$/u.test(text) ? Number(text) : text;
  return typeof count === 'number' && count >= 0 ? Math.ceil(count) : undefined;
}
