import { type ListPlace, splitJsonList } from '../../../src/portal-client/json-list.js';
import { seededRandom, type SeededRandom } from '../../support/seeded-random.js';

const PLACE: ListPlace = { list: ['result', 'results'], head: ['id', 'name'], withhold: ['author'] };

type Names = Readonly<Record<string, unknown>>;

/** What the splitter made of a page: each element parsed from its own bytes, and the rest around the emptied list. */
function split(text: string, place = PLACE) {
  const bytes = Buffer.from(text);
  const found = splitJsonList(bytes, place);
  return (
    found && {
      envelope: JSON.parse(found.envelope) as unknown,
      values: found.items.map(({ start, end }) => JSON.parse(bytes.toString('utf8', start, end)) as unknown),
      heads: found.items.map(({ head }) => head),
    }
  );
}

/** The same by parsing. */
function parse(text: string, { list, head } = PLACE) {
  const answer = JSON.parse(text) as unknown;
  const values = list.reduce<unknown>((value, name) => (value as Names)[name], answer) as readonly unknown[];
  return { envelope: emptied(answer, list), values, heads: values.map((value) => headOf(value, head)) };
}

function emptied(value: unknown, [name, ...rest]: readonly string[]): unknown {
  return name === undefined ? [] : { ...(value as Names), [name]: emptied((value as Names)[name], rest) };
}

function headOf(value: unknown, names: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}

function page(...elements: readonly string[]): string {
  return `{"help":"","success":true,"result":{"count":2,"results":[${elements.join(',')}],"sort":"id asc"}}`;
}

describe('splitJsonList gives what parsing gives', () => {
  it.each([
    ['an empty list', page()],
    ['an empty list with space', '{"result":{"results":[ \n ]}}'],
    ['objects', page('{"id":"a","name":"b","title":"c"}', '{}', '{ }')],
    ['escapes in strings', page('{"id":"\\"","name":"\\\\","x":"\\\\\\""}', '{"id":"\\u0022]}"}')],
    ['brackets and quotes in strings', page('{"id":"]},{[","x":["}\\"]"],"name":"{\\"a\\":1}"}')],
    ['nested values', page('{"x":{"id":"inner","y":[[],{},[{"z":[1]}]]},"id":"outer"}')],
    ['numbers and words', page('{"id":-1.5e+10,"name":true,"x":null,"y":1E-3}')],
    ['values that are no objects', page('1', '"a,]"', 'null', 'true', '[1,["]"]]', '-0.5E3')],
    ['Unicode', page('{"id":"编号","name":"𠮷 👍","标题":"目录"}', '"é"')],
    ['names that objects inherit', page('{"__proto__":{"id":"x"},"constructor":1,"id":"a"}')],
    ['a name that stands twice: the last holds', page('{"id":"a","id":"b"}')],
    ['names of the envelope inside an element', page('{"results":[1],"result":{"results":[2]},"id":"a"}')],
    [
      'space everywhere',
      '\r\n{ "result"\t:\n{ "results" : [ { "id" : "a" , "x" : [ 1 , 2 ] } , 3 ] } , "b" : 1 }\n',
    ],
    ['the list first and the rest after it', '{"result":{"results":[{"id":"a"}],"count":1},"success":true}'],
    ['a list of the same name at another level', '{"results":[9],"result":{"results":[{"id":"a"}]}}'],
  ])('for %s', (_, text) => {
    expect(split(text)).toEqual(parse(text));
  });

  it('for a list at the first level', () => {
    const place = { ...PLACE, list: ['result'] };
    const text = '{"success":true,"result":[{"id":"a"},{"id":"b"}]}';
    expect(split(text, place)).toEqual(parse(text, place));
  });

  it('for thousands of random pages', () => {
    const random = seededRandom(1);
    for (let round = 0; round < 4_000; round += 1) {
      const text = randomPage(random);
      expect([text, split(text)]).toEqual([text, parse(text)]);
    }
  });

  it('with a head __proto__ that is a member and no prototype', () => {
    const found = splitJsonList(Buffer.from(page('{"id":"a","__proto__":{"x":1}}')), PLACE);
    expect(Object.getPrototypeOf(found?.items[0]?.head)).toBe(Object.prototype);
    expect(JSON.stringify(found?.items[0]?.head)).toBe('{"id":"a"}');
  });
});

describe('splitJsonList leaves an answer to the parser', () => {
  it('that is cut anywhere', () => {
    const whole = page('{"id":"a\\"","x":[1,{"y":"]"}]}', '2', '"b"');
    for (let end = 0; end < whole.length; end += 1) {
      expect([end, splitJsonList(Buffer.from(whole.slice(0, end)), PLACE)]).toEqual([end, undefined]);
    }
    expect(splitJsonList(Buffer.from(whole), PLACE)).toBeDefined();
  });

  it.each([
    ['no object', '[1]'],
    ['no list there', '{"result":{"count":1}}'],
    ['another value there', '{"result":{"results":{}}}'],
    ['another value on the way', '{"result":[]}'],
    ['no comma between elements', page('{"id":"a"}{"id":"b"}')],
    ['no comma between members', '{"a":1"result":{"results":[]}}'],
    ['no colon', '{"result" {"results":[]}}'],
    ['no value', page('{"id":}')],
    ['a comma too many', page('1', '')],
    ['a name that is no string', '{result:{"results":[]}}'],
    ['two lists of one name', '{"result":{"results":[1],"results":[2]}}'],
    ['a second member on the way', '{"result":{"results":[1]},"result":{"count":0}}'],
    ['a name that may be that of the list', '{"result":{"results":[1],"result\\u0073":[2]}}'],
    ['two objects that hold the list', '{"result":{"results":[1]},"result":{"results":[2]}}'],
    ['something after its end', `${page()}}`],
    ['a second answer after it', `${page()} ${page()}`],
    ['a name on the way with escapes', '{"r\\u0065sult":{"results":[1]}}'],
  ])('with %s', (_, text) => {
    expect(splitJsonList(Buffer.from(text), PLACE)).toBeUndefined();
  });
});

describe('an element', () => {
  function element(text: string) {
    const bytes = Buffer.from(page('0', text));
    const item = splitJsonList(bytes, PLACE)?.items[1];
    if (item === undefined) throw new Error('the page was not split');
    return { ...item, text: bytes.toString('utf8', item.start, item.end) };
  }

  it.each(['nul', '1x', '-', '01', '"\\x"', '[1,]', '[}'])('that is no JSON has no head: %s', (text) => {
    expect(element(text)).toMatchObject({ text, head: undefined, withhold: undefined });
  });

  it('whose wanted member is no JSON lacks that one', () => {
    expect(element('{"id":tru,"name":"a"}').head).toEqual({ id: undefined, name: 'a' });
  });

  it('gives its whole value for a head where a name is escaped, and does not say what to withhold', () => {
    const text = '{"\\u0061uthor":"张三","id":"a","title":"t"}';
    expect(element(text)).toMatchObject({ head: JSON.parse(text), withhold: undefined, members: 3 });
  });

  it('says where values to withhold stand, at its own level alone', () => {
    const text = '{"x":{"author":"inner"},"author": "张三" ,"authors":"b"}';
    const { withhold, start, members } = element(text);
    const before = Buffer.byteLength('{"x":{"author":"inner"},"author": ');
    expect(withhold).toEqual([start + before, start + before + Buffer.byteLength('"张三"')]);
    expect(members).toBe(3);
  });

  it('counts a name that stands twice twice', () => {
    expect(element('{"author":"a","author":"b"}')).toMatchObject({ members: 2, withhold: { length: 4 } });
  });
});

const NAMES = [
  'id',
  'name',
  'author',
  'result',
  'results',
  '标题',
  '',
  'a"b',
  '\\',
  ']',
  '__proto__',
  'i',
  'x\ty',
];
const STRINGS = ['', 'a', '"', '\\', '\\"', '[{', '}],', '江城市', '𠮷', '\u0001\n', '\ud83d', '\u2028'];
const SCALARS = ['0', '-1', '12.5e-3', '1E+2', 'true', 'false', 'null'];
const SPACES = ['', '', '', '', ' ', '\n', '\t', '\r\n  '];

/** JSON text of a page; a name that JSON would write with escapes stands in no element, where it would change the head. */
function randomPage(random: SeededRandom): string {
  const elements = Array.from({ length: random.below(5) }, () => randomJson(random, 3));
  const inner = members(random, [
    ['count', '3'],
    ['results', bracket(random, '[', elements, ']')],
    ['facets', randomJson(random, 2)],
  ]);
  return `${random.pick(SPACES)}${members(random, [
    ['help', randomJson(random, 1)],
    ['result', inner],
    ['more', randomJson(random, 2)],
  ])}${random.pick(SPACES)}`;
}

/** The members in any order. */
function members(random: SeededRandom, all: readonly (readonly [string, string])[]): string {
  const turn = random.below(all.length);
  const turned = [...all.slice(turn), ...all.slice(0, turn)];
  return bracket(
    random,
    '{',
    turned.map(([name, value]) => member(random, name, value)),
    '}',
  );
}

function member(random: SeededRandom, name: string, value: string): string {
  return `${JSON.stringify(name)}${random.pick(SPACES)}:${random.pick(SPACES)}${value}`;
}

function bracket(random: SeededRandom, open: string, parts: readonly string[], close: string): string {
  const spaced = parts.map((part) => `${random.pick(SPACES)}${part}${random.pick(SPACES)}`);
  return `${open}${parts.length === 0 ? random.pick(SPACES) : spaced.join(',')}${close}`;
}

function randomJson(random: SeededRandom, depth: number): string {
  const kind = random.below(depth === 0 ? 2 : 5);
  if (kind === 0) return random.pick(SCALARS);
  if (kind === 1) return JSON.stringify(random.pick(STRINGS) + random.pick(STRINGS));
  const parts = Array.from({ length: random.below(5) }, () => randomJson(random, depth - 1));
  if (kind === 2) return bracket(random, '[', parts, ']');
  const plain = NAMES.filter((name) => JSON.stringify(name) === `"${name}"`);
  return bracket(
    random,
    '{',
    parts.map((value) => member(random, random.pick(plain), value)),
    '}',
  );
}
