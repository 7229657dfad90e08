import type { BadCase } from './bad-case.js';
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
const WIDE_OPTIONS = { ...HTML_OPTIONS, list: { ...HTML_OPTIONS.list, select: '*' } };

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

type Ends = Pick<BadCase, 'outcome' | 'code' | 'message'>;
function api(id: string, bad: Responder, ends: Ends, options: object = JSON_OPTIONS): BadCase {
  const good: Responder = (url) =>
    page(url, (number) => (number === 1 ? RECORDS : []), options === ENDLESS_OPTIONS ? undefined : 3);
  return { id: `api-${id}`, kind: 'portal-api', options: { ...options }, good, bad, ...ends };
}
function pages(id: string, bad: Responder, ends: Ends, options: object = HTML_OPTIONS): BadCase {
  return { id: `html-${id}`, kind: 'portal-api', options: { ...options }, good: htmlPage, bad, ...ends };
}

const FAILED = { outcome: 'failed', code: 'source-response' } as const;
const ANY = { ...FAILED, message: /./ };
const MEGABYTE = 1024 * 1024;

export const PORTAL_API_CASES: readonly BadCase[] = [
  api(
    '1g',
    json(() => inOrder('{"list":[', repeated('{"id":"a"},', 1024))),
    ANY,
  ),
  api(
    'gzip',
    json(() => gzipBomb('{"list":[', 1024), { encoding: 'gzip' }),
    ANY,
  ),
  api(
    'records',
    json(() => inOrder('{"total":1,"list":[', repeated('{"id":"a"},', 60), '{}]}')),
    ANY,
  ),
  api(
    'swarm',
    json(() => inOrder('{"total":1,"list":[{"id":"a","title":[', repeated('{},', 60), '{}]}]}')),
    ANY,
  ),
  api(
    'ones',
    json(() => inOrder('{"total":1,"list":[', repeated('1,', 60), '1]}')),
    ANY,
  ),
  api(
    'members',
    json(() =>
      inOrder(
        '{"total":1,"list":[{"id":"a"',
        numbered(3_000_000, (n) => `,"m${n}":1`),
        '}]}',
      ),
    ),
    ANY,
  ),
  api(
    'text',
    json(() => inOrder('{"total":1,"list":[{"id":"a","title":"', repeated('目录', 60), '"}]}')),
    ANY,
  ),
  api(
    'mixed-text',
    json(() => inOrder('{"total":1,"list":[{"id":"a","title":"目录","x":"', repeated('x', 60), '"}]}')),
    ANY,
  ),
  api(
    'million',
    json(() =>
      inOrder(
        '{"total":1,"list":[',
        numbered(1_000_000, (n) => `{"id":"${n}"},`),
        '{}]}',
      ),
    ),
    ANY,
  ),
  api(
    'flatten',
    json(() =>
      inOrder(
        '{"total":1,"list":[{"id":"a","parts":[',
        numbered(1_000_000, (n) => `[${n}],`),
        '[]]}]}',
      ),
    ),
    ANY,
    { ...JSON_OPTIONS, list: { ...JSON_OPTIONS.list, items: 'list[].parts[][]', id: '@' } },
  ),
  api(
    'nested',
    json(() => repeated('[', 60)),
    ANY,
  ),
  api(
    'nested-closed',
    json(() => `{"list":${'['.repeat(5 * MEGABYTE)}${']'.repeat(5 * MEGABYTE)},"total":1}`),
    ANY,
  ),
  api(
    'nested-title',
    json(() => `{"list":[{"id":"a","title":${'['.repeat(MEGABYTE)}${']'.repeat(MEGABYTE)}}],"total":1}`),
    ANY,
  ),
  api(
    'cut',
    json(() =>
      inOrder(
        '{"list":[',
        numbered(10_000, (n) => `{"id":"${n}"},`),
      ),
    ),
    ANY,
  ),
  {
    ...api(
      'drip',
      json(() => ['{"list":['], { hangs: true }),
      { outcome: 'failed', code: 'source-unavailable' },
    ),
    timeoutSeconds: 1,
  },
  api('pages-new', (url) => page(url, (n) => [{ id: `p${n}`, title: `目录 ${n}` }]), ANY, ENDLESS_OPTIONS),
  api('pages-same', (url) => page(url, () => RECORDS), ANY, ENDLESS_OPTIONS),
  api(
    'pages-circle',
    (url) => page(url, (n) => [RECORDS[n % 3] ?? {}, { id: `x${n % 7}`, title: 'x' }]),
    ANY,
    ENDLESS_OPTIONS,
  ),
  api(
    'total-grows',
    (url) =>
      page(url, (n) => [{ id: `p${n}`, title: `目录 ${n}` }], Number(url.searchParams.get('page')) * 3 + 3),
    ANY,
  ),
  pages(
    '50m',
    html(() => inOrder('<!doctype html>', repeated('<div>', 50))),
    ANY,
  ),
  pages(
    'nested',
    html(() => '<div>'.repeat(700_000)),
    ANY,
  ),
  pages(
    'flat',
    html(() => '<br>'.repeat(950_000)),
    ANY,
    WIDE_OPTIONS,
  ),
  pages(
    'wide',
    html(() => `<ul>${'<li><a href=x>y</a></li>'.repeat(100)}</ul>`.repeat(1500)),
    ANY,
    WIDE_OPTIONS,
  ),
  pages(
    'attributes',
    html(() =>
      `<ul><li ${Array.from({ length: 400_000 }, (_, n) => `a${n}=1`).join(' ')}>`.slice(0, 3_900_000),
    ),
    ANY,
    WIDE_OPTIONS,
  ),
  pages(
    'unclosed-comment',
    html(() => '<!--'.repeat(900_000)),
    ANY,
    WIDE_OPTIONS,
  ),
  pages(
    'misnested',
    html(() => '<b><i></b></i>'.repeat(270_000)),
    ANY,
    WIDE_OPTIONS,
  ),
  pages(
    'tables',
    html(() => '<table><tr><td>'.repeat(1900)),
    ANY,
    WIDE_OPTIONS,
  ),
];
