import { type BadCase, type Ending, failsWith, KEEPS_LIVE, TOO_SLOW } from './bad-case.js';
import { gzipBomb, inOrder, numbered, type Pieces, repeated } from './pieces.js';
import type { Answer, Responder } from './portal.js';

const FIELDS = { title: 'title', abstract: 'abstract' };
const JSON_OPTIONS = {
  list: {
    path: 'list',
    query: { page: '{page}' },
    items: 'list',
    id: 'id',
    paging: { size: 3, total: 'total' },
  },
  fields: FIELDS,
};
/** Until an empty page, as many portals are. */
const ENDLESS_OPTIONS = {
  list: { path: 'list', query: { page: '{page}' }, items: 'list', id: 'id', paging: { size: 3 } },
  fields: FIELDS,
};
const HTML_OPTIONS = {
  list: {
    path: 'list',
    query: { page: '{page}' },
    answer: 'html',
    select: 'li',
    id: { select: 'a', attribute: 'href' },
    values: { title: { select: 'a' } },
    paging: { size: 3 },
  },
  fields: FIELDS,
};

const RECORDS = ['a', 'b', 'c'].map((id) => ({ id, title: `目录 ${id}`, abstract: '摘要。' }));

function page(url: URL, recordsOf: (page: number) => readonly object[], total?: number): Answer {
  const number = Number(url.searchParams.get('page'));
  return { type: 'application/json', body: JSON.stringify({ list: recordsOf(number), total }) };
}

function htmlPage(url: URL): Answer {
  const items = RECORDS.map(({ id, title }) => `<li><a href="/${id}">${title}</a></li>`);
  const body = Number(url.searchParams.get('page')) === 1 ? items.join('') : '';
  return html(() => `<!doctype html><ul>${body}</ul>`)(url, '');
}

function html(make: () => string | Pieces): Responder {
  return () => ({ type: 'text/html; charset=utf-8', body: make() });
}

function json(make: () => string | Pieces, more: Partial<Answer> = {}): Responder {
  return () => ({ type: 'application/json', body: make(), ...more });
}

function api(id: string, bad: Responder, ending: Ending, options: object = JSON_OPTIONS): BadCase {
  const total = options === ENDLESS_OPTIONS ? undefined : 3;
  const good: Responder = (url) => page(url, (number) => (number === 1 ? RECORDS : []), total);
  return { id: `api-${id}`, kind: 'portal-api', options: { ...options }, good, bad, ...ending };
}

function pages(id: string, bad: Responder, ending: Ending): BadCase {
  return {
    id: `html-${id}`,
    kind: 'portal-api',
    options: { ...HTML_OPTIONS },
    good: htmlPage,
    bad,
    ...ending,
  };
}

const TOO_LARGE = failsWith(/larger than the limit of 64 MiB/);
const SWARM = failsWith(/more values than are read at once/);
const DEPTH = 1024 * 1024;

export const PORTAL_API_CASES: readonly BadCase[] = [
  api(
    '1g',
    json(() => inOrder('{"list":[', repeated('{"id":"a"},', 1024))),
    TOO_LARGE,
  ),
  api(
    'gzip',
    json(() => gzipBomb('{"list":[', 1024), { encoding: 'gzip' }),
    TOO_LARGE,
  ),
  api(
    'records',
    json(() => inOrder('{"total":1,"list":[', repeated('{"id":"a"},', 60), '{}]}')),
    SWARM,
  ),
  api(
    'ones',
    json(() => inOrder('{"total":1,"list":[', repeated('1,', 60), '1]}')),
    SWARM,
  ),
  api(
    'members',
    json(() =>
      inOrder(
        '{"total":1,"list":[{"id":"a"',
        numbered(3e6, (n) => `,"m${n}":1`),
        '}]}',
      ),
    ),
    SWARM,
  ),
  api(
    'nested',
    json(() => repeated('[', 60)),
    SWARM,
  ),
  api(
    'nested-title',
    json(() => `{"list":[{"id":"a","title":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}}],"total":1}`),
    KEEPS_LIVE,
  ),
  api(
    'cut',
    json(() =>
      inOrder(
        '{"list":[',
        numbered(10_000, (n) => `{"id":"${n}"},`),
      ),
    ),
    failsWith(/breaks off/),
  ),
  {
    ...api(
      'drip',
      json(() => ['{"list":['], { hangs: true }),
      TOO_SLOW,
    ),
    timeoutSeconds: 1,
  },
  api('pages-same', (url) => page(url, () => RECORDS), failsWith(/gives a page twice/), ENDLESS_OPTIONS),
  api(
    'pages-circular',
    (url) => page(url, (number) => [{ id: `new-${number % 3}`, title: '目录', abstract: '摘要。' }]),
    failsWith(/gives a page twice/),
    ENDLESS_OPTIONS,
  ),
  pages(
    '50m',
    html(() => inOrder('<!doctype html>', repeated('<div>', 50))),
    failsWith(/more than 4000000 characters/),
  ),
  pages(
    'nested',
    html(() => '<div>'.repeat(700_000)),
    failsWith(/leaves too many elements open/),
  ),
  pages(
    'wide',
    html(() => '<br>'.repeat(950_000)),
    failsWith(/too many others in it/),
  ),
];
