import { canonicalJson, sha256Hex } from '../../../src/domain/canonical-json.js';
import { seededRandom, type SeededRandom } from '../../support/seeded-random.js';

/** The plainest way: a copy with its keys sorted at every level. */
function reference(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const copy = {};
  const object = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(object).sort()) define(copy, key, sorted(object[key]));
  return copy;
}

/** Plain assignment of `__proto__` would set the prototype. */
function define(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

const KEYS = [
  'a',
  'b',
  'z',
  'B',
  '',
  '2',
  '10',
  '01',
  '-1',
  '1.5',
  '0',
  '__proto__',
  'constructor',
  '标题',
  '\u{20bb7}',
  '\uffee',
  '"',
];
const SCALARS = [null, true, false, 0, -1.5, 1e21, '', 'x', '数据 "目录"\n', '\ud83d', undefined];

function randomValue(random: SeededRandom, depth: number): unknown {
  const kind = random.below(depth === 0 ? 1 : 3);
  if (kind === 0) return random.pick(SCALARS);
  const size = random.below(6);
  if (kind === 1) return Array.from({ length: size }, () => randomValue(random, depth - 1));
  const object = {};
  for (let index = 0; index < size; index += 1) {
    define(object, random.pick(KEYS), randomValue(random, depth - 1));
  }
  return object;
}

describe('canonicalJson', () => {
  it.each<readonly [string, unknown, string]>([
    [
      'array indices before names, by number',
      { b: 1, '01': 2, '10': 3, '2': 4 },
      '{"2":4,"10":3,"01":2,"b":1}',
    ],
    ['names by UTF-16 unit', { '\uffee': 1, '\u{20bb7}': 2 }, '{"\u{20bb7}":2,"\uffee":1}'],
    ['undefined members left out', { b: undefined, a: [{ d: undefined, c: 1 }] }, '{"a":[{"c":1}]}'],
    ['undefined elements as null', [undefined, { b: 1, a: [undefined] }], '[null,{"a":[null],"b":1}]'],
    ['order inside ordered objects', { a: { y: 1, x: 2 }, b: 3 }, '{"a":{"x":2,"y":1},"b":3}'],
    [
      'a name __proto__',
      JSON.parse('{"b":1,"__proto__":{"d":1,"c":2}}'),
      '{"__proto__":{"c":2,"d":1},"b":1}',
    ],
    ['a scalar', 'x', '"x"'],
    ['empty ones', { b: {}, a: [] }, '{"a":[],"b":{}}'],
  ])('writes %s', (_, value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('is what sorting a copy gives, for thousands of random values', () => {
    const random = seededRandom(20_261_122);
    let outOfOrder = 0;
    for (let round = 0; round < 5_000; round += 1) {
      const value = [randomValue(random, 4)];
      const text = canonicalJson(value);
      expect(text).toBe(reference(value));
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      if (JSON.stringify(value) !== text) outOfOrder += 1;
    }
    expect(outOfOrder).toBeGreaterThan(500);
  });

  it('leaves the value as it is', () => {
    const value = { b: [{ d: 1, c: 2 }], a: 1 };
    canonicalJson(value);
    expect(JSON.stringify(value)).toBe('{"b":[{"d":1,"c":2}],"a":1}');
  });
});

describe('sha256Hex', () => {
  it('is the same of a text and of its UTF-8 bytes', () => {
    expect(sha256Hex('目录')).toBe(sha256Hex(new TextEncoder().encode('目录')));
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});
