import { SearchSyntaxError } from '../../../../src/domain/errors.js';
import { parseFilters, parseQuery } from '../../../../src/search/language/parse-query.js';

const NOW = 0;

/** The best of up to a hundred runs: what the reading costs, not what else the machine does. */
function milliseconds(read: () => unknown, enough: number): number {
  let best = Infinity;
  for (let run = 0; run < 100 && best >= enough; run += 1) {
    const start = performance.now();
    try {
      read();
    } catch (error) {
      if (!(error instanceof SearchSyntaxError)) throw error;
    }
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

it.each([
  ['fields', 'organization:a-b-c OR tags:"x y" AND (res_format:CSV -title:te?t*) '],
  ['words', '公共停车场 "义务 教育" -学校 OR 水质 '],
  ['ranges', 'metadata_modified:[2026-01-01T00:00:00.000001Z TO NOW/DAY] '],
])('reads ten kilobytes of %s in less than five milliseconds', (_, part) => {
  const text = part.repeat(Math.ceil(10_000 / part.length));
  expect(milliseconds(() => parseQuery(text, { now: NOW }), 5)).toBeLessThan(5);
});

it.each([
  ' ',
  '"',
  '“',
  '(',
  ')',
  '[',
  '["a TO ',
  '["\\"',
  '/*',
  '*/',
  '\\',
  '\\"',
  '*',
  '?',
  'a*',
  '~',
  '^',
  '+',
  '-',
  '!',
  ':',
  'a:',
])('reads %j a hundred thousand times in time that does not explode', (part) => {
  const text = `${part.repeat(100_000).slice(0, 200_000)}a`;
  // Linear: some milliseconds. A quadratic reading takes minutes.
  expect(milliseconds(() => parseQuery(text, { now: NOW }), 1000)).toBeLessThan(1000);
  expect(milliseconds(() => parseFilters([`a:b ${text}`], { now: NOW }), 1000)).toBeLessThan(1000);
  expect(milliseconds(() => parseFilters([`"${text}`], { now: NOW }), 1000)).toBeLessThan(1000);
});
