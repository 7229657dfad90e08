import type { SeededRandom } from '../seeded-random.js';

/** Texts that clients send by mistake or on purpose. */
const TEXTS = [
  '',
  ' ',
  '0',
  '-1',
  '5',
  '1000',
  '1e9',
  '99999999999999999999',
  'NaN',
  'true',
  'false',
  'null',
  'undefined',
  'all',
  '学校',
  '学校 "名录',
  'title:学校 AND (tags:* OR -groups:health)',
  'organization:"',
  'metadata_modified:[* TO NOW-1DAY/DAY}',
  'name:*a*b?c~2',
  '*:*',
  'title:"a b"~99999',
  'name asc, metadata_modified desc',
  'score',
  'title_string asc,',
  '["organization","tags","nosuch"]',
  '[1, null, {}]',
  '{"a": [}',
  '["',
  'datasets',
  'organization',
  'package',
  '2026-11-21T00:01:00Z',
  '2026-13-45',
  '0000-00-00T00:00',
  '../../etc/passwd',
  '%00%ff%zz',
  '\u0000\u0001\u0007',
  '\ud800x',
  '\uffff\ufeff\u202e',
  '𠀀𠮷野家',
  "'; DROP TABLE dataset; --",
  '<script>alert(1)</script>',
  '${7*7}',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'x'.repeat(3000),
  '学'.repeat(1000),
  '('.repeat(300),
  'a '.repeat(800),
];
const HUGE = ['x'.repeat(200_000), '学校 '.repeat(20_000), 'a OR '.repeat(20_000), '['.repeat(50_000)];

export function oddText(random: SeededRandom, known: readonly string[]): string {
  if (random.below(100) < 35) return random.pick(known);
  const text = random.pick(TEXTS);
  return random.below(100) < 15 ? mutated(text, random) : text;
}

/** Any JSON value, most of them texts. */
export function oddValue(random: SeededRandom, known: readonly string[], depth = 0): unknown {
  const kind = random.below(20);
  if (kind === 0) return null;
  if (kind === 1) return random.below(2) === 0;
  if (kind === 2) return random.pick([0, -1, 3, 1.5, 1e308, -1e21, 2 ** 53]);
  if (kind === 3) return random.pick(HUGE);
  const size = depth > 2 ? 0 : random.below(4);
  if (kind === 4) return Array.from({ length: size }, () => oddValue(random, known, depth + 1));
  if (kind === 5)
    return Object.fromEntries(
      Array.from({ length: size }, () => [oddText(random, known), oddValue(random, known, depth + 1)]),
    );
  return oddText(random, known);
}

/** A text with something cut out, doubled or put in. */
export function mutated(text: string, random: SeededRandom): string {
  const from = random.below(text.length + 1);
  const to = from + random.below(4);
  const middle = random.pick(['', text.slice(from, to).repeat(2), '"', ':', '%', '\\', '\n', '*']);
  return text.slice(0, from) + middle + text.slice(to);
}
