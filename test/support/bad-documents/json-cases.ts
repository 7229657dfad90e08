import { type BadCase, type Ending, failsWith, KEEPS_LIVE, lacksPart, TOO_SLOW } from './bad-case.js';
import { gzipBomb, inOrder, numbered, type Pieces, repeated } from './pieces.js';
import type { Answer, Responder } from './portal.js';

const RECORDS = ['a', 'b', 'c'].map((id) => ({
  identifier: id,
  id,
  title: `目录 ${id}`,
  abstract: '摘要。',
}));
const LIST = JSON.stringify(RECORDS);
const MEGABYTE = 'x'.repeat(1024 * 1024);

const TOO_LARGE = failsWith(/larger than the limit of 512 MiB/);
const LARGE_VALUE = failsWith(/a single record is larger/);
const DUST = failsWith(/far more elements than any catalogue/);
const CUT = failsWith(/JSON breaks off/);

function json(make: () => string | Pieces, more: Partial<Answer> = {}): Responder {
  return () => ({ type: 'application/json', body: make(), ...more });
}

function list(id: string, bad: Responder, ending: Ending): BadCase {
  return { id: `list-${id}`, kind: 'json-list', good: json(() => LIST), bad, ...ending };
}

function catalog(id: string, bad: Responder, ending: Ending): BadCase {
  const good = json(() => `{"dataset":${LIST}}`);
  return { id: `data-json-${id}`, kind: 'data-json', good, bad, ...ending };
}

/** So many megabytes of members before the list. */
function* late(megabytes: number): Generator<string | Buffer> {
  yield* inOrder(
    '{',
    numbered(megabytes, (n) => `"m${n}":"${MEGABYTE}",`),
    `"dataset":${LIST}}`,
  );
}

/** One record that is small as text and large as values. */
function* swarm(start: string, element: string, end: string): Generator<string | Buffer> {
  yield* inOrder(`${start}"x":[`, repeated(element, 28), `{}]${end}`);
}

export const JSON_CASES: readonly BadCase[] = [
  list(
    'string-1g',
    json(() => inOrder('[{"id":"', repeated('x', 1024))),
    TOO_LARGE,
  ),
  list(
    'endless-1g',
    json(() => inOrder('[', repeated('{"id":"a"},', 1024))),
    TOO_LARGE,
  ),
  list(
    'gzip',
    json(() => gzipBomb('[', 1024), { encoding: 'gzip' }),
    TOO_LARGE,
  ),
  list(
    'string',
    json(() => inOrder('[{"id":"', repeated('x', 100))),
    LARGE_VALUE,
  ),
  list(
    'nested',
    json(() => repeated('[', 100)),
    LARGE_VALUE,
  ),
  list(
    'nested-objects',
    json(() => repeated('{"a":', 100)),
    LARGE_VALUE,
  ),
  list(
    'ones',
    json(() => inOrder('[', repeated('1,', 100), '1]')),
    DUST,
  ),
  list(
    'empties',
    json(() => inOrder('[', repeated('{},', 100), '{}]')),
    DUST,
  ),
  list(
    'swarm',
    json(() => swarm('[{"id":"a",', '{},', '}]')),
    lacksPart(/malformed-record/),
  ),
  list(
    'spaces',
    json(() => inOrder('[', repeated(' ', 200))),
    CUT,
  ),
  list(
    'cut',
    json(() =>
      inOrder(
        '[',
        numbered(2000, (n) => `{"id":"${n}","title":"x"},`),
        '{"id":"z',
      ),
    ),
    CUT,
  ),
  {
    ...list(
      'drip',
      json(() => ['[{"id":"a"},'], { hangs: true }),
      TOO_SLOW,
    ),
    timeoutSeconds: 1,
  },
  catalog(
    'after-600m',
    json(() => late(600)),
    TOO_LARGE,
  ),
  catalog(
    'after-300m',
    json(() => late(300)),
    { outcome: 'complete' },
  ),
  catalog(
    'gzip',
    json(() => gzipBomb('{"dataset":[', 1024), { encoding: 'gzip' }),
    TOO_LARGE,
  ),
  catalog(
    'string',
    json(() => inOrder('{"title":"', repeated('x', 100))),
    LARGE_VALUE,
  ),
  catalog(
    'nested',
    json(() => inOrder('{"dataset":', repeated('[', 100))),
    LARGE_VALUE,
  ),
  catalog(
    'ones',
    json(() => inOrder('{"dataset":[', repeated('1,', 100), '1]}')),
    DUST,
  ),
  catalog(
    'swarm',
    json(() => swarm('{"dataset":[{"identifier":"a",', '{},', '}]}')),
    lacksPart(/more values than are read/),
  ),
  catalog(
    'deep',
    json(() => `{"dataset":[{"identifier":"a","title":${'['.repeat(1e6)}${']'.repeat(1e6)}}]}`),
    KEEPS_LIVE,
  ),
  catalog(
    'cut',
    json(() =>
      inOrder(
        '{"dataset":[',
        numbered(2000, (n) => `{"identifier":"${n}"},`),
        '{"id":"z',
      ),
    ),
    CUT,
  ),
];
