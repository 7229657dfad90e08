/** A package as JSON text, so that it may hold what no object can: doubled keys, `__proto__`, depth without measure. */
export interface HostilePackage {
  readonly what: string;
  readonly json: string;
  /** What the hub makes of it; `unlisted` has no id that could be kept. */
  readonly outcome: 'added' | 'rejected' | 'unlisted';
}

const PUBLISHER = '江城市数据局';
const SCRIPT = '<script>alert("联目")</script>';
const HALF = '\\ud83d';

/** Members of a package without fault; each test replaces or adds some, as JSON text. */
function pack(what: string, members: Readonly<Record<string, string>>): string {
  const sound: Record<string, string> = {
    id: JSON.stringify(`hostile ${what}`),
    title: JSON.stringify(`目录：${what}`),
    organization: JSON.stringify({ id: 'o-1', title: PUBLISHER }),
    notes: '"一段摘要。"',
  };
  return `{${Object.entries({ ...sound, ...members })
    .map(([key, value]) => `${JSON.stringify(key)}:${value}`)
    .join(',')}}`;
}

function list(count: number, item: (index: number) => string): string {
  return `[${Array.from({ length: count }, (_, index) => item(index)).join(',')}]`;
}

function nested(levels: number): string {
  return '['.repeat(levels) + ']'.repeat(levels);
}

/** `["x", {…}]`-like junk where lists of objects belong. */
const JUNK = '[null, 7, "x", [], [[]], {}, {"name": 7}, {"name": {}}, true]';

const ACCEPTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'a description of 5 MB': { notes: JSON.stringify('数据目录 '.repeat(350_000)) },
  'a description of 5 MB of tags': { notes: JSON.stringify('<p><b>数据'.repeat(250_000)) },
  '10,000 resources': {
    resources: list(10_000, (n) => `{"id":"r-${n}","url":"https://x.example/${n}.csv","format":"CSV"}`),
  },
  '10,000 equal resources': { resources: list(10_000, () => '{"id":"r","url":"https://x.example/a"}') },
  '100,000 tags': { tags: list(100_000, (n) => `{"name":"标签${n}"}`) },
  '10,000 extras': { extras: list(10_000, (n) => `{"key":"k${n}","value":"${n}"}`) },
  'a title of 5,000 characters': { title: JSON.stringify('目录'.repeat(2_500)) },
  'halves of surrogate pairs': {
    title: `"目录${HALF}"`,
    notes: `"${HALF}${HALF}"`,
    tags: `[{"name":"${HALF}"},{"name":"交通${HALF}"}]`,
    extras: `[{"key":"${HALF}","value":"${HALF}"}]`,
    resources: `[{"id":"${HALF}","name":"${HALF}","url":"https://x.example/${HALF}"}]`,
  },
  'control characters': {
    title: '"目\\u0000录\\u0007\\u001b[31m\\u202e"',
    notes: '"\\u0000\\u0008\\u000b\\u001f\\u007f\\u0085\\u2028\\ufeff"',
    tags: '[{"name":"\\u0000"},{"name":"a\\u0000b"}]',
    extras: '[{"key":"\\u0000","value":"\\u0000"}]',
  },
  'keys of the prototype': {
    ['__proto__']: '{"title":"偷换","polluted":true}',
    constructor: '{"prototype":{"polluted":true}}',
    toString: '"x"',
    hasOwnProperty: '1',
    tags: '["__proto__","constructor",{"name":"__proto__","__proto__":{"polluted":true}}]',
    extras:
      '[{"key":"__proto__","value":"x"},{"key":"constructor","value":"y"},{"key":"toString","value":"z"}]',
    groups: '[{"name":"__proto__"},{"name":"constructor"}]',
    license_id: '"__proto__"',
    resources:
      '[{"id":"__proto__","__proto__":{"url":"x"},"format":"constructor","url":"https://x.example/"}]',
  },
  'a publisher called __proto__': {
    organization: '{"id":"__proto__","name":"__proto__","title":"__proto__"}',
  },
  'extras with one key twice': {
    extras:
      '[{"key":"更新周期","value":"每日"},{"key":"更新周期","value":"每年"},{"key":"k","value":"1"},{"key":"k","value":"2"}]',
  },
  'extras as an object': { extras: '{"更新周期":"每月","k":{"a":[1]},"__proto__":"x"}' },
  'one member twice': { title: '"先", "title": "目录：后来的算数"' },
  'numbers and objects where text belongs': {
    notes: '{"zh":"摘要"}',
    name: '7',
    url: '[]',
    version: '{"major":1}',
    license_id: '12',
    license_title: '[1]',
    author: '{}',
    maintainer: '3.5',
    maintainer_email: '[]',
    metadata_modified: '{"date":1}',
    metadata_created: '-1',
    private: '"no"',
    state: '"active"',
    type: '"dataset"',
    tags: JUNK,
    groups: JUNK,
    extras: JUNK,
    resources: JUNK,
  },
  'texts where lists belong': { tags: '"交通"', groups: '"g"', extras: '"e"', resources: '"r"' },
  'null everywhere': {
    ...Object.fromEntries(
      ['name', 'notes', 'url', 'tags', 'groups', 'extras', 'resources', 'license_id'].map((key) => [
        key,
        'null',
      ]),
    ),
  },
  'dates that are none': {
    metadata_modified: '"0000-00-00T00:00:00"',
    metadata_created: '"NaN"',
    extras: JSON.stringify(
      ['发布日期', '资源发布日期', '更新日期', '资源更新日期', '数据更新日期'].map((key, index) => ({
        key,
        value: ['2026-13-45', 'NaN', 'Infinity', '-271822-04-21', '99999999999999999999'][index],
      })),
    ),
    resources:
      '[{"id":"r","url":"https://x.example/","created":"Invalid Date","last_modified":1e400,"size":1e400}]',
  },
  'sizes that are none': {
    resources:
      '[{"id":"a","size":-1},{"id":"b","size":1.5},{"id":"c","size":"12 MB"},{"id":"d","size":1e308},{"id":"e","size":9007199254740993},{"id":"f","size":"NaN"}]',
  },
  'HTML with scripts': {
    title: JSON.stringify(`目录 ${SCRIPT}`),
    notes: JSON.stringify(
      `${SCRIPT}<img src=x onerror="alert(1)"><a href="javascript:alert(1)">点</a>&lt;script&gt;`,
    ),
    organization: JSON.stringify({
      id: 'o-script',
      title: `${PUBLISHER}"><script>alert(2)</script>`,
      description: SCRIPT,
    }),
    tags: JSON.stringify([{ name: SCRIPT }, { name: '"><svg onload=alert(1)>' }]),
    extras: JSON.stringify([{ key: SCRIPT, value: SCRIPT }]),
    url: '"javascript:alert(1)"',
    resources: JSON.stringify([
      { id: 's-1', name: SCRIPT, url: 'javascript:alert(1)', format: SCRIPT, description: SCRIPT },
      { id: 's-2', name: 'data', url: 'data:text/html,<script>alert(1)</script>', format: 'HTML' },
      { id: 's-3', name: 'break', url: 'https://x.example/"onmouseover="alert(1)', format: 'CSV' },
    ]),
  },
  'an id with slashes and quotes': { id: '"../../etc/passwd?x=<script>&\\"\\n"' },
  'an id of 10,000 characters': { id: JSON.stringify('x'.repeat(10_000)) },
  'a number as id': { id: '7' },
  'a number as title': { title: '42' },
};

const REJECTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'an object as title': { title: '{"zh":"目录"}' },
  'a title of nothing but signs that nobody sees': { title: '"\\u200b \\u3000\\ufeff\\u0000"' },
  'a list as publisher': { organization: '[]', author: '7' },
  'an extra nested 10,000 levels deep': { extras: `[{"key":"深","value":${nested(10_000)}}]` },
  'a member nested 10,000 levels deep': { deep: nested(10_000) },
  'a member nested 100,000 levels deep': { deep: nested(100_000) },
};

const UNLISTED: readonly (readonly [string, string])[] = [
  ['null', 'null'],
  ['a text', '"x"'],
  ['a number', '42'],
  ['a list', '[[]]'],
  ['no id', '{"title":"没有标识"}'],
  ['an empty id', '{"id":"","title":"没有标识"}'],
  ['an object as id', '{"id":{},"title":"没有标识"}'],
];

/** Depths at which one way of reading JSON gives up and another does not yet: whatever becomes of each, the run goes on. */
export const DEEP_PACKAGES: readonly string[] = [
  30, 70, 200, 800, 1_500, 2_500, 3_500, 4_500, 5_500, 6_500, 8_000,
].flatMap((levels) => [
  pack(`extras ${levels} deep`, { extras: `[{"key":"深","value":${nested(levels)}}]` }),
  pack(`extras object ${levels} deep`, { extras: `{"k":${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}}` }),
  pack(`a member ${levels} deep`, { deep: nested(levels) }),
  pack(`a title ${levels} deep`, { title: nested(levels) }),
  pack(`tags ${levels} deep`, { tags: nested(levels) }),
  pack(`groups ${levels} deep`, { groups: nested(levels) }),
  pack(`an organization ${levels} deep`, { organization: `{"title":"数据局","id":${nested(levels)}}` }),
  pack(`resources ${levels} deep`, {
    resources: `[{"id":"r","url":${nested(levels)},"x":${nested(levels)}}]`,
  }),
]);

export const HOSTILE_PACKAGES: readonly HostilePackage[] = [
  ...entries(ACCEPTED, 'added'),
  ...entries(REJECTED, 'rejected'),
  ...UNLISTED.map(([what, json]) => ({ what, json, outcome: 'unlisted' as const })),
];

function entries(
  packages: Readonly<Record<string, Readonly<Record<string, string>>>>,
  outcome: 'added' | 'rejected',
): readonly HostilePackage[] {
  return Object.entries(packages).map(([what, members]) => ({ what, outcome, json: pack(what, members) }));
}
