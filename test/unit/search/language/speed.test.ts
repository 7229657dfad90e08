import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../../support/project-root.js';
import type { TimedText } from '../../../support/query-timings.js';

/** `npm test` builds first. */
const TIMINGS = join(PROJECT_ROOT, 'dist/test/support/query-timings.js');

const TEN_KILOBYTES = [
  ['fields', 'organization:a-b-c OR tags:"x y" AND (res_format:CSV -title:te?t*) '],
  ['words', '公共停车场 "义务 教育" -学校 OR 水质 '],
  ['ranges', 'metadata_modified:[2026-01-01T00:00:00.000001Z TO NOW/DAY] '],
] as const;

const REPEATED = [' ', '"', '“', '(', ')', '[', '["a TO ', '["\\"', '/*', '*/', '\\', '\\"', '*', '?'].concat(
  ['a*', '~', '^', '+', '-', '!', ':', 'a:'],
);

let milliseconds: readonly number[];

beforeAll(() => {
  const texts = [
    ...TEN_KILOBYTES.map(([, part]): TimedText => {
      return { parameter: 'q', text: part.repeat(Math.ceil(10_000 / part.length)), enough: 5 };
    }),
    ...REPEATED.flatMap(explosive),
  ];
  const { stdout, stderr } = spawnSync(process.execPath, [TIMINGS], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  milliseconds = JSON.parse(stdout) as readonly number[];
});

function explosive(part: string): readonly TimedText[] {
  const text = `${part.repeat(100_000).slice(0, 200_000)}a`;
  return [
    { parameter: 'q', text, enough: 1000 },
    { parameter: 'fq', text: `a:b ${text}`, enough: 1000 },
    { parameter: 'fq', text: `"${text}`, enough: 1000 },
  ];
}

it.each(TEN_KILOBYTES.map(([name], index) => [name, index] as const))(
  'reads ten kilobytes of %s in less than five milliseconds',
  (_, index) => {
    expect(milliseconds[index]).toBeLessThan(5);
  },
);

it.each(REPEATED.map((part, index) => [part, index] as const))(
  'reads %j a hundred thousand times in time that does not explode',
  (_, index) => {
    const first = TEN_KILOBYTES.length + 3 * index;
    // Linear: some milliseconds. A quadratic reading takes minutes.
    for (const each of milliseconds.slice(first, first + 3)) expect(each).toBeLessThan(1000);
    expect(milliseconds.slice(first, first + 3)).toHaveLength(3);
  },
);
