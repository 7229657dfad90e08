import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type PortalRoutes, serve } from './harvester-contract.js';

/** A small honest portal of a kind: twelve records without a fault, in pages where the kind has pages. */
export interface RehearsalPortal {
  readonly kind: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** Below the portal's root. */
  readonly path: string;
  readonly routes: PortalRoutes;
}

const SIZE = 12;
const PAGE = 3;

const WORDS = ['公交站点', '公园名录', '停车场', '中小学校', '医疗机构', '图书馆'];
const records = Array.from({ length: SIZE }, (_, place) => ({
  id: `jiangcheng-${1001 + place}`,
  title: `${WORDS[place % WORDS.length] ?? ''}信息（${place + 1}）`,
  notes: `江城市${WORDS[place % WORDS.length] ?? ''}的名称与位置，第${place + 1}批`,
  publisher: '江城市交通运输局',
  issued: `2023-0${(place % 9) + 1}-1${place % 10}`,
  modified: `2024-0${(place % 9) + 1}-2${place % 10}`,
}));
type Item = (typeof records)[number];

function ckanPackage(record: Item): object {
  return {
    id: record.id,
    name: record.id,
    title: record.title,
    notes: record.notes,
    metadata_created: `${record.issued}T00:00:00`,
    metadata_modified: `${record.modified}T00:00:00`,
    organization: { name: 'traffic', title: record.publisher },
    license_id: 'cc-by',
    tags: [{ name: '交通' }],
    extras: [{ key: 'issued', value: record.issued }],
    resources: [{ id: `${record.id}-file`, url: `https://files.example/${record.id}.csv`, format: 'CSV' }],
  };
}

const NOT_FOUND = { status: 404, body: 'Not found' };

/** CKAN with its search and, as every CKAN, with the list of names and each package. */
const ckan: RehearsalPortal = {
  kind: 'ckan',
  options: { page_size: PAGE + 1 },
  path: '',
  routes: ({ pathname, searchParams }) => {
    const packages = records.map(ckanPackage);
    switch (pathname) {
      case '/api/3/action/package_search': {
        const start = Number(searchParams.get('start'));
        const results = packages.slice(start, start + Number(searchParams.get('rows')));
        return { body: { success: true, result: { count: SIZE, results } } };
      }
      case '/api/3/action/package_list':
        return { body: { success: true, result: records.map(({ id }) => id) } };
      case '/api/3/action/package_show': {
        const found = records.find(({ id }) => id === searchParams.get('id'));
        return found === undefined ? NOT_FOUND : { body: { success: true, result: ckanPackage(found) } };
      }
      default:
        return NOT_FOUND;
    }
  },
};

/** A declared portal whose list has ids only and whose details are asked for one by one. */
const portalApi: RehearsalPortal = {
  kind: 'portal-api',
  options: {
    list: {
      path: 'api/list',
      query: { pageNo: '{page}', pageSize: '{size}' },
      items: 'data.rows',
      id: 'id',
      paging: { size: PAGE, total: 'data.total' },
    },
    detail: { path: 'api/detail', query: { id: '{id}' }, record: 'data' },
    fields: {
      title: 'title',
      abstract: 'notes',
      publisher: 'publisher',
      issued: 'issued',
      modified: 'modified',
    },
  },
  path: '',
  routes: ({ pathname, searchParams }) => {
    if (pathname === '/api/list') {
      const start = (Number(searchParams.get('pageNo')) - 1) * PAGE;
      const rows = records.slice(start, start + PAGE).map(({ id, title }) => ({ id, name: title }));
      return { body: { code: 0, data: { total: SIZE, rows } } };
    }
    const data = records.find(({ id }) => id === searchParams.get('id'));
    return pathname === '/api/detail' && data !== undefined ? { body: { code: 0, data } } : NOT_FOUND;
  },
};

const dataJson: RehearsalPortal = {
  kind: 'data-json',
  options: {},
  path: '/data.json',
  routes: ({ pathname }) =>
    pathname === '/data.json'
      ? {
          body: {
            '@type': 'dcat:Catalog',
            conformsTo: 'https://project-open-data.cio.gov/v1.1/schema',
            dataset: records.map((record) => ({
              '@type': 'dcat:Dataset',
              identifier: record.id,
              title: record.title,
              description: record.notes,
              publisher: { name: record.publisher },
              issued: record.issued,
              modified: record.modified,
              accessLevel: 'public',
              keyword: ['交通'],
            })),
          },
        }
      : NOT_FOUND,
};

/** Turtle in pages that name the next one. */
const dcat: RehearsalPortal = {
  kind: 'dcat',
  options: {},
  path: '/catalog.ttl',
  routes: ({ pathname, searchParams }) => {
    if (pathname !== '/catalog.ttl') return NOT_FOUND;
    const page = Number(searchParams.get('page') ?? '1');
    const next = page * PAGE < SIZE ? `\n    hydra:next <?page=${page + 1}> ;` : '';
    const datasets = records.slice((page - 1) * PAGE, page * PAGE).map(
      (record) => `<https://data.example/dataset/${record.id}> a dcat:Dataset ;
    dct:title "${record.title}"@zh ;
    dct:description "${record.notes}"@zh ;
    dct:publisher [ dct:title "${record.publisher}" ] ;
    dct:issued "${record.issued}" ;
    dct:modified "${record.modified}" .
`,
    );
    return {
      mediaType: 'text/turtle',
      body: `@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .

<> a hydra:PartialCollectionView ;${next}
    hydra:totalItems ${SIZE} .
${datasets.join('')}`,
    };
  },
};

const workbook: RehearsalPortal = {
  kind: 'workbook',
  options: { template: 'list', key: ['目录编号'] },
  path: '/list.csv',
  routes: ({ pathname }) => {
    if (pathname !== '/list.csv') return NOT_FOUND;
    const rows = records.map(({ id, title, publisher, notes, issued }) =>
      [id, title, publisher, notes, '每年', issued, 'csv'].join(','),
    );
    const head = '目录编号,名称,提供方,摘要,更新周期,发布日期,数据格式';
    return { mediaType: 'text/csv', body: `${[head, ...rows].join('\n')}\n` };
  },
};

/** A folder on a web server with the list in four files. */
const jsonList: RehearsalPortal = {
  kind: 'json-list',
  options: {
    documents: Array.from({ length: SIZE / PAGE }, (_, place) => `lists/${place + 1}.json`),
    key: ['目录编号'],
  },
  path: '/',
  routes: ({ pathname }) => {
    const file = /^\/lists\/([1-4])\.json$/u.exec(pathname)?.[1];
    if (file === undefined) return NOT_FOUND;
    const start = (Number(file) - 1) * PAGE;
    return {
      body: records.slice(start, start + PAGE).map((record) => ({
        目录编号: record.id,
        title: record.title,
        description: record.notes,
        publisher: record.publisher,
        issued: record.issued,
        modified: record.modified,
      })),
    };
  },
};

const HUB = '5b0c6c1e-3c0a-4d9e-8f51-7f7a3f7f2b11';

/** Entries of a hub's delta feed, in the order of its log. */
const entries = records.map((record, place) => {
  const identifier = `00000000-0000-5000-8000-${String(place + 1).padStart(12, '0')}`;
  const changed = `2026-11-2${place % 2}T00:00:${String(place).padStart(2, '0')}.000000`;
  return {
    ...{ seq: place + 1, time: changed, kind: 'put', identifier, name: record.id },
    chain: [{ hub: HUB, id: identifier }],
    record: {
      ...{ identifier, name: record.id, changed, title: record.title, abstract: record.notes },
      ...{ publisher: { name: record.publisher }, issued: record.issued, modified: record.modified },
      ...{ visibility: 'open', distributions: [], extras: [] },
    },
  };
});

/** A hub that is followed by its delta feed. */
const lianmu: RehearsalPortal = {
  kind: 'lianmu',
  options: { page_size: PAGE },
  path: '',
  routes: ({ pathname, searchParams }) => {
    const here = { hub: HUB, seq: SIZE, datasets: SIZE };
    if (pathname === '/changes/federation') return { body: { ...here, title: '江城市', sources: [] } };
    if (pathname === '/changes/state') {
      const lines = entries.map(({ identifier, time }) => `${identifier} ${time}\n`);
      const sha256 = createHash('sha256').update(lines.join('')).digest('hex');
      return { body: { ...here, sha256 } };
    }
    if (pathname !== '/changes') return NOT_FOUND;
    const since = Number(searchParams.get('since'));
    const changes = entries.slice(since, since + Number(searchParams.get('limit')));
    const seq = since + changes.length;
    return { body: { hub: HUB, since, seq, head: SIZE, more: seq < SIZE, changes } };
  },
};

export const REHEARSAL_PORTALS: readonly RehearsalPortal[] = [
  ckan,
  portalApi,
  dataJson,
  dcat,
  workbook,
  jsonList,
  lianmu,
];

/** The portal on loopback; `asked` counts the questions that it was asked. */
export async function startRehearsalPortal(
  portal: RehearsalPortal,
): Promise<{ readonly url: string; readonly asked: () => number; close(): Promise<void> }> {
  let asked = 0;
  const answer = serve(portal.routes);
  const server = createServer((request, response) => {
    asked += request.url === '/robots.txt' ? 0 : 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${portal.path}`,
    asked: () => asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
