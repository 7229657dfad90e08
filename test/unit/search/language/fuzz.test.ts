import fc from 'fast-check';
import { SearchSyntaxError } from '../../../../src/domain/errors.js';
import type { Query } from '../../../../src/search/language/ast.js';
import { parseFilters, parseQuery } from '../../../../src/search/language/parse-query.js';
import { printQuery } from '../../../../src/search/language/print-query.js';
import { plain } from './tree.js';

const NOW = Date.UTC(2026, 2, 31, 10, 20, 30, 456);
/** Of each of the six properties. */
const RUNS = 4000;

const PIECES = [
  ...Array.from('ab中😀1 \t\n　:"()[]{}^~*?+-!/\\|&=.,，、“”：（）'),
  ...['AND', 'OR', 'NOT', 'TO', '&&', '||', '*:*', 'title:', 'tags:(', ') OR (', 'filter(', '{!', '/*', '*/'],
  ...[
    '[* TO *]',
    '["a" TO b}',
    'metadata_modified:[NOW-7DAYS/DAY TO *]',
    '"a b"~2',
    'a^2',
    'a^=1.5',
    'te?t*',
  ],
  ...[
    'roam~1',
    '\\u4e2d',
    '\\',
    '\u0000',
    '\ud800',
    '\udc00',
    '\u00a0',
    'views_total:',
    '_query_:',
    '"',
    '(',
    ' OR ',
  ],
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

/** Well-formed queries, so that more than errors is read. */
const { query: wellFormed } = fc.letrec<{ query: string; clause: string; group: string }>((tie) => ({
  query: fc
    .array(
      fc.tuple(
        fc.constantFrom('', '', 'AND ', 'OR '),
        fc.constantFrom('', '', '+', '-', 'NOT '),
        tie('clause'),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((clauses) =>
      clauses.map(([joint, sign, clause], index) => (index === 0 ? '' : joint) + sign + clause).join(' '),
    ),
  clause: fc.oneof(
    { withCrossShrink: true },
    fc.constantFrom(
      'a',
      'title:b',
      'tags:"c d"~3',
      'e*',
      'f:g?h*',
      'i~1',
      '*:*',
      'j:*',
      'k:[1 TO *}',
      'l:(m n)',
      'o^2.5',
    ),
    fc.constantFrom(
      'p:{* TO "q r"]^=2',
      'metadata_created:"NOW/YEAR"',
      's\\:t',
      '\\AND',
      'u/v',
      'views_total:[1 TO 5]',
      '- ',
    ),
    tie('group'),
  ),
  group: fc.tuple(tie('query'), fc.constantFrom('', '^3')).map(([query, boost]) => `(${query})${boost}`),
}));

function attempt(read: () => readonly Query[]): readonly Query[] {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SearchSyntaxError)) throw error;
    expect(error.position).toBeGreaterThanOrEqual(0);
    return [];
  }
}

describe.each([false, true])('any text, strict=%s', (strict) => {
  const options = { now: NOW, strict };

  it.each(['q', 'fq', 'fq_list'] as const)(
    'is an answerable query or a syntax error as %s, and prints as it reads',
    (parameter) => {
      const read = (value: string) =>
        parameter === 'q' ? [parseQuery(value, options)] : parseFilters([value], { ...options, parameter });
      fc.assert(
        fc.property(fc.oneof(text, wellFormed), (value) => {
          for (const query of attempt(() => read(value))) {
            expect(read(printQuery(query)).map(plain)).toEqual([plain(query)]);
          }
        }),
        { numRuns: RUNS },
      );
    },
  );
});
