import type { BadCase } from './bad-case.js';
import { gzipBomb, inOrder, numbered, type Pieces, repeated } from './pieces.js';
import type { Answer, Responder } from './portal.js';

const RECORDS = ['a', 'b', 'c'].map((id) => ({
  identifier: id,
  id,
  title: `目录 ${id}`,
  abstract: '摘要。',
}));
const LIST = JSON.stringify(RECORDS);

function json(body: string | Pieces, more: Partial<Answer> = {}): Responder {
  return () => ({ type: 'application/json', body, ...more });
}

/** One element that is nested and wide at once: small as text, large as values. */
function* swarm(open: string, element: string, close: string, megabytes: number): Generator<string | Buffer> {
  yield open;
  yield* repeated(element, megabytes);
  yield close;
}

const TOO_LARGE = {
  outcome: 'failed',
  code: 'source-response',
  message: /larger than the limit of 512 MiB/,
} as const;
const LARGE_VALUE = {
  outcome: 'failed',
  code: 'source-response',
  message: /a single record is larger/,
} as const;
const CUT = { outcome: 'failed', code: 'source-response', message: /breaks off/ } as const;

function generator(make: () => Pieces, more: Partial<Answer> = {}): Responder {
  return () => ({ type: 'application/json', body: make(), ...more });
}

function listCase(id: string, bad: Responder, ends: Pick<BadCase, 'outcome' | 'code' | 'message'>): BadCase {
  return { id: `list-${id}`, kind: 'json-list', good: json(LIST), bad, ...ends };
}

function catalogCase(
  id: string,
  bad: Responder,
  ends: Pick<BadCase, 'outcome' | 'code' | 'message'>,
): BadCase {
  return { id: `data-json-${id}`, kind: 'data-json', good: json(`{"dataset":${LIST}}`), bad, ...ends };
}

export const JSON_CASES: readonly BadCase[] = [
  listCase(
    'string-1g',
    generator(() => inOrder('[{"id":"', repeated('x', 1024))),
    TOO_LARGE,
  ),
  listCase(
    'endless-1g',
    generator(() => inOrder('[', repeated('{"id":"a"},', 1024))),
    TOO_LARGE,
  ),
  listCase(
    'string',
    generator(() => inOrder('[{"id":"', repeated('x', 300))),
    LARGE_VALUE,
  ),
  listCase(
    'nested',
    generator(() => repeated('[', 300)),
    LARGE_VALUE,
  ),
  listCase(
    'nested-objects',
    generator(() => repeated('{"a":', 300)),
    LARGE_VALUE,
  ),
  listCase(
    'ones',
    generator(() => inOrder('[', repeated('1,', 400), '1]')),
    { outcome: 'failed', code: 'source-response', message: /./ },
  ),
  listCase(
    'empties',
    generator(() => inOrder('[', repeated('{},', 400), '{}]')),
    { outcome: 'failed', code: 'source-response', message: /./ },
  ),
  listCase(
    'distinct',
    generator(() =>
      inOrder(
        '[',
        numbered(20_000_000, (n) => `{"id":${n}},`),
        '{}]',
      ),
    ),
    { outcome: 'failed', code: 'source-response', message: /./ },
  ),
  listCase(
    'swarm',
    generator(() => swarm('[{"id":"a","x":[', '{},', '{}]}]', 60)),
    { outcome: 'failed', code: 'source-response', message: /./ },
  ),
  listCase(
    'swarm-ones',
    generator(() => swarm('[{"id":"a","x":[', '1,', '1]}]', 60)),
    { outcome: 'failed', code: 'source-response', message: /./ },
  ),
  listCase(
    'members',
    generator(() =>
      inOrder(
        '[{"id":"a"',
        numbered(3_000_000, (n) => `,"m${n}":1`),
        '}]',
      ),
    ),
    { outcome: 'failed', code: 'source-response', message: /./ },
  ),
  listCase(
    'text',
    generator(() => inOrder('[{"id":"a","title":"', repeated('目录', 60), '"}]')),
    { outcome: 'failed', code: 'source-response', message: /./ },
  ),
  listCase(
    'gzip',
    generator(() => gzipBomb('[', 1024), { encoding: 'gzip' }),
    TOO_LARGE,
  ),
  listCase(
    'spaces',
    generator(() => inOrder('[', repeated(' ', 500))),
    CUT,
  ),
  listCase(
    'cut',
    generator(() =>
      inOrder(
        '[',
        numbered(100_000, (n) => `{"id":"${n}","title":"x"},`),
        '{"id":"z',
      ),
    ),
    CUT,
  ),
  {
    ...listCase(
      'drip',
      generator(() => ['[{"id":"a"},'], { hangs: true }),
      { outcome: 'failed', code: 'source-unavailable', message: /no complete answer within 1 s/ },
    ),
    timeoutSeconds: 1,
  },
  catalogCase(
    'after-600m',
    generator(() =>
      inOrder(
        '{',
        numbered(600, (n) => `"m${n}":"${'x'.repeat(1024 * 1024)}",`),
        `"dataset":${LIST}}`,
      ),
    ),
    TOO_LARGE,
  ),
  catalogCase(
    'after-400m',
    generator(() =>
      inOrder(
        '{',
        numbered(400, (n) => `"m${n}":"${'x'.repeat(1024 * 1024)}",`),
        `"dataset":${LIST}}`,
      ),
    ),
    { outcome: 'complete' },
  ),
  catalogCase(
    'string',
    generator(() => inOrder('{"title":"', repeated('x', 300))),
    LARGE_VALUE,
  ),
  catalogCase(
    'nested',
    generator(() => inOrder('{"dataset":', repeated('[', 300))),
    LARGE_VALUE,
  ),
  catalogCase(
    'nested-members',
    generator(() => repeated('{"dataset":', 300)),
    { outcome: 'failed', code: 'source-response', message: /./ },
  ),
  catalogCase(
    'ones',
    generator(() => inOrder('{"dataset":[', repeated('1,', 400), '1]}')),
    { outcome: 'failed', code: 'source-response', message: /./ },
  ),
  catalogCase(
    'swarm',
    generator(() => swarm('{"dataset":[{"identifier":"a","x":[', '{},', '{}]}]}', 60)),
    { outcome: 'failed', code: 'source-response', message: /./ },
  ),
  catalogCase(
    'deep-record',
    json(`{"dataset":[{"identifier":"a","title":${'['.repeat(1e6)}${']'.repeat(1e6)}}]}`),
    { outcome: 'failed', code: 'source-response', message: /./ },
  ),
  catalogCase(
    'gzip',
    generator(() => gzipBomb('{"dataset":[', 1024), { encoding: 'gzip' }),
    TOO_LARGE,
  ),
  catalogCase(
    'cut',
    generator(() =>
      inOrder(
        '{"dataset":[',
        numbered(50_000, (n) => `{"identifier":"${n}","title":"x"},`),
        '{"id":"z',
      ),
    ),
    CUT,
  ),
];
