import fc from 'fast-check';

/** Words and values that the datasets of the test are made of, and some that none has. */
export const WORDS = [
  '停车',
  '公共停车场',
  '学校名录',
  'bus',
  'Buses',
  'bus stop',
  'europe',
  'european',
  'pm2.5',
  '水质',
  '监测 2024',
  '场',
];
export const VALUES = [
  'a',
  'ab',
  'A b',
  'é',
  'ÿz',
  '中文',
  '中国',
  'https://x.cn/1',
  '2020-01-01',
  'b*',
  '(',
  '~',
];
export const FIELDS = [
  'title',
  'notes',
  'res_description',
  'text',
  'topic',
  'extras_topic',
  'guid',
  'tags',
  'groups',
  'license_id',
  'organization',
  'res_format',
  'harvest_source_title',
  'name',
  'state',
  'nosuch',
];

const word = fc.constantFrom(...WORDS, ...VALUES, '无', 'buss', '!?', 'x', '地理');
const escaped = word.map((text) => text.replaceAll(/[\\+\-!():^[\]"{}~*?|&/\s]/g, '\\$&'));
const quoted = word.map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`);
const boundary = fc.oneof(quoted, fc.constant('*'));

const value = fc.oneof(
  { weight: 4, arbitrary: escaped },
  { weight: 3, arbitrary: quoted },
  fc.tuple(escaped, fc.constantFrom('*', '?', '*a', '?s*', '*场')).map(([text, end]) => text + end),
  fc.tuple(fc.constantFrom('*', '?', '*u'), escaped).map(([start, text]) => start + text),
  fc.tuple(escaped, fc.constantFrom('~', '~1', '~0')).map(([text, end]) => text + end),
  fc
    .tuple(fc.constantFrom('[', '{'), boundary, boundary, fc.constantFrom(']', '}'))
    .map(([open, lower, upper, close]) => `${open}${lower} TO ${upper}${close}`),
  fc.constant('*'),
);
const date = fc.constantFrom(
  '*',
  'NOW',
  '2026-11-21T00:01:00Z',
  '2026-11-21T00:02:00.000001Z',
  '2026-11-22T00:00:00Z/DAY',
);
const dated = fc
  .tuple(
    fc.constantFrom('metadata_modified', 'metadata_created'),
    fc.constantFrom('[', '{'),
    date,
    date,
    fc.constantFrom(']', '}'),
  )
  .map(([field, open, lower, upper, close]) => `${field}:${open}${lower} TO ${upper}${close}`);

/** Well-formed queries in Lucene's syntax. */
export const { query: luceneQuery } = fc.letrec<{ query: string; clause: string }>((tie) => ({
  query: fc
    .array(
      fc.tuple(
        fc.constantFrom('', '', 'AND ', 'OR '),
        fc.constantFrom('', '', '', '+', '-', 'NOT '),
        tie('clause'),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((clauses) =>
      clauses.map(([joint, sign, clause], index) => (index === 0 ? '' : joint) + sign + clause).join(' '),
    ),
  clause: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(fc.constantFrom(...FIELDS), value).map(([field, text]) => `${field}:${text}`),
    dated,
    fc.constant('*:*'),
    fc.tuple(tie('query'), fc.constantFrom('', '^2', '^=0.5')).map(([query, boost]) => `(${query})${boost}`),
  ),
}));

/** What is typed into a search box. */
export const simpleQuery = fc
  .array(fc.tuple(fc.constantFrom('', '', '', '-', '+', 'OR ', 'AND '), fc.oneof(word, quoted)), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.map(([sign, text]) => sign + text).join(' '));

/** Pieces of the syntax in any order, and any characters at all. */
export const arbitraryText = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        ...Array.from('ab中😀1 "():[]{}^~*?+-!/\\|&，“”'),
        ...[
          'AND',
          'OR',
          'NOT',
          'TO',
          '*:*',
          'title:',
          'topic:(',
          '[* TO *]',
          '~1',
          '^2',
          '\\u4e2d',
          '\ud800',
          '\u0000',
        ],
      ),
      { maxLength: 20 },
    )
    .map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
