import { ROUTES } from '../../../src/http/ckan/routes.js';
import {
  FATE_NAMES,
  fileIdentifierOf,
  identifierOf,
  SOURCES,
  titleCanary,
  type WalkedHub,
} from './walked-hub.js';

/** What a path has to show for it to be known that the walk would see a leak there. */
export interface Example {
  readonly path: string;
  readonly accept?: string;
  /** Of a stream without an end only the first second is read. */
  readonly isEndless?: boolean;
  readonly isPast?: boolean;
}

const VERSIONS = ['', '/1', '/2', '/3'];
const UTILITIES = ['dataset', 'tag', 'resource/format', 'organization', 'group', 'user'];
const SYNTAXES = ['ttl', 'xml', 'rdf', 'n3', 'jsonld', 'nt'];
const RDF_TYPES = ['text/turtle', 'application/ld+json', 'application/rdf+xml', 'application/n-triples'];

function plain(...paths: readonly string[]): readonly Example[] {
  return paths.map((path) => ({ path }));
}

/** For every address that the server has the requests that show most; one that is not here fails the walk. */
export function examplesOf(hub: WalkedHub): ReadonlyMap<string, readonly Example[]> {
  const { datasets } = hub.reading;
  const ids = FATE_NAMES.map(identifierOf);
  const names = [...datasets.names({}), ...FATE_NAMES.map((fate) => `walk-${fate.toLowerCase()}`)];
  const publishers = datasets.publishers().flatMap(({ identifier, name }) => [identifier, name]);
  const words = ['CANARY', 'CANARYfile', 'CANARYperson', ...FATE_NAMES.map(titleCanary)];
  const table = new Map<string, readonly Example[]>([
    ['/health', plain('/health')],
    ['/metrics', plain('/metrics')],
    ['/', [...plain('/'), ...RDF_TYPES.map((accept) => ({ path: '/', accept }))]],
    [
      '/embed',
      plain(
        ...['search', 'results', 'chart'].map((what) => `/embed?what=${what}`),
        ...names.map((name) => `/embed?what=dataset&name=${name}`),
      ),
    ],
    ['/embed.js', plain('/embed.js')],
    ['/embed/accent.css', plain('/embed/accent.css?c=9c1f1f')],
    ['/embed/search', plain('/embed/search', '/embed/search?q=x')],
    [
      '/embed/results',
      plain(
        '/embed/results?rows=20',
        ...words.map((word) => `/embed/results?q=${word}`),
        '/embed/results?tags=CANARY',
      ),
    ],
    ['/embed/dataset/:name', plain(...[...ids, ...names].map((name) => `/embed/dataset/${name}`))],
    [
      '/embed/chart/:chart',
      plain(
        ...['domains', 'publishers', 'formats', 'machine-readable', 'timely'].map(
          (chart) => `/embed/chart/${chart}`,
        ),
      ),
    ],
    ['/robots.txt', plain('/robots.txt')],
    ['/sitemap.xml', plain('/sitemap.xml')],
    ['/sitemap-:number.xml', plain('/sitemap-1.xml', '/sitemap-2.xml')],
    ['/data.json', plain('/data.json')],
    [
      '/api/lianmu/trace',
      plain(...[...FATE_NAMES, ...names, ...words, ...ids].map((q) => `/api/lianmu/trace?q=${q}`)),
    ],
    ['/api/docs', plain('/api/docs')],
    ['/developers', plain('/developers', '/developers?lang=en')],
    ['/help', plain('/help')],
    ['/group', plain('/group')],
    ['/group/:name', plain('/group/health', '/group/transport')],
    ['/organization', plain('/organization', ...words.map((word) => `/organization?q=${word}`))],
    ['/organization/:name', plain(...publishers.map((name) => `/organization/${name}`))],
    ['/city', plain('/city')],
    ['/city/:region', plain(`/city/${encodeURIComponent('江城市')}`)],
    ['/api/openapi.json', plain('/api/openapi.json')],
    ['/api', plain('/api', '/api/')],
    ['/api/', plain('/api/')],
    ['/api/*', plain('/api/rest/package', '/api/3/nothing')],
    [
      '/changes',
      [
        ...plain('/changes?since=0&limit=1000', '/changes?since=0&format=jsonl', '/changes?since=100000'),
        { path: '/changes?since=0&format=events', isEndless: true },
        { path: '/changes?since=0', accept: 'text/event-stream', isEndless: true },
      ],
    ],
    ['/changes/state', plain('/changes/state')],
    ['/changes/federation', plain('/changes/federation')],
    ['/snapshots', plain('/snapshots')],
    ['/snapshots/', plain('/snapshots/')],
    ['/snapshots/public-key.pem', plain('/snapshots/public-key.pem')],
    ['/snapshots/*', plain('/snapshots/1/2/3')],
    ['/snapshots/:seq/:file', plain(...hub.snapshotFiles)],
    ['/source', plain('/source', '/source?lang=en')],
    ['/source/:id', plain(...SOURCES.flatMap((id) => [`/source/${id}`, `/source/${id}?lang=en`]))],
    [
      '/source/:id/record',
      SOURCES.flatMap((id) =>
        plain(...[...FATE_NAMES, ...names, ...words, ...ids].map((q) => `/source/${id}/record?q=${q}`)),
      ),
    ],
    ['/source/:id/badge.svg', plain(...SOURCES.map((id) => `/source/${id}/badge.svg`))],
    ['/source/:id/problems.csv', plain(...SOURCES.map((id) => `/source/${id}/problems.csv`))],
    ['/source/:id/problems.xlsx', plain(...SOURCES.map((id) => `/source/${id}/problems.xlsx`))],
    ['/validate', plain('/validate')],
    ['/validate/', plain('/validate/')],
    ['/validate/report', plain('/validate/report')],
    ['/catalog.xlsx', plain('/catalog.xlsx')],
    ['/statistics', plain('/statistics', ...SOURCES.map((name) => `/statistics?source=${name}`))],
    ['/statistics.xlsx', plain('/statistics.xlsx')],
    ['/statistics.csv', plain('/statistics.csv')],
    ['/statistics/sources', plain('/statistics/sources')],
    ['/statistics/publishers', plain('/statistics/publishers')],
    ['/statistics/sources.csv', plain('/statistics/sources.csv')],
    ['/statistics/publishers.csv', plain('/statistics/publishers.csv')],
    ['/open-catalog.xlsx', plain('/open-catalog.xlsx')],
    [
      '/feeds/*',
      plain(
        ...['atom', 'rss'].flatMap((format) => [
          ...['all', 'dataset', 'group/health', `tag/${encodeURIComponent('通用词')}`].map(
            (name) => `/feeds/${name}.${format}`,
          ),
          ...publishers.map((name) => `/feeds/organization/${name}.${format}`),
          ...SOURCES.map((name) => `/feeds/source/${name}.${format}`),
          ...words.map((word) => `/feeds/custom.${format}?q=${word}`),
        ]),
      ),
    ],
    [
      '/dataset/:name.croissant.json',
      plain(...[...ids, ...names].map((name) => `/dataset/${name}.croissant.json`)),
    ],
    [
      '/dataset',
      [
        ...plain(
          '/dataset',
          ...words.map((word) => `/dataset?q=${word}`),
          '/dataset?tags=CANARY',
          '/dataset?res_format=CSV',
        ),
        ...RDF_TYPES.map((accept) => ({ path: '/dataset', accept })),
      ],
    ],
    ['/dataset/', plain('/dataset/')],
    ['/suggestions', plain(...words.map((word) => `/suggestions?q=${word}`))],
    [
      '/dataset/:name',
      [...ids, ...names].flatMap((name) => [
        { path: `/dataset/${name}` },
        ...SYNTAXES.map((syntax) => ({ path: `/dataset/${name}.${syntax}` })),
        ...RDF_TYPES.map((accept) => ({ path: `/dataset/${name}`, accept })),
      ]),
    ],
    [
      '/dataset/:name/history',
      [...ids, ...names].flatMap((name) => [
        { path: `/dataset/${name}/history` },
        { path: `/dataset/${name}/history?as_of=2026-09-02`, isPast: true },
        { path: `/dataset/${name}?as_of=2026-09-02&lang=en`, isPast: true },
      ]),
    ],
    ['/catalog', [...plain('/catalog'), ...RDF_TYPES.map((accept) => ({ path: '/catalog', accept }))]],
    ['/publisher/:id', plain(...publishers.map((id) => `/publisher/${id}`))],
    ['/favicon.ico', plain('/favicon.ico')],
    ['/def/:list', plain('/def/national', '/def/theme', '/def/theme.jsonld')],
    ['/api/lianmu/jobs', plain('/api/lianmu/jobs', '/api/lianmu/jobs?state=held')],
    ['/api/lianmu/jobs/', plain('/api/lianmu/jobs/')],
    ['/api/lianmu/jobs/*', plain('/api/lianmu/jobs/x/y/z')],
    ['/api/lianmu/jobs/:jobId', plain(...hub.jobs.map((id) => `/api/lianmu/jobs/${id}`))],
    ['/api/lianmu/jobs/:jobId/changes', plain(...hub.jobs.map((id) => `/api/lianmu/jobs/${id}/changes`))],
    ['/api/lianmu/jobs/:jobId/release', plain(`/api/lianmu/jobs/${hub.heldJob}/release`)],
    ['/api/lianmu/jobs/:jobId/reject', plain(`/api/lianmu/jobs/${hub.heldJob}/reject`)],
    ['/api/action/:name', plain('/api/action/package_search?q=CANARY', '/api/action/package_list')],
    ['/api/3/action/:name', [...actionExamples(hub)]],
  ]);
  for (const { url } of hub.routes) if (url.startsWith('/assets/')) table.set(url, plain(url));
  for (const syntax of SYNTAXES) table.set(`/catalog.${syntax}`, plain(`/catalog.${syntax}`));
  for (const version of VERSIONS) {
    const root = `/api${version}`;
    if (version !== '') {
      table.set(root, plain(root));
      table.set(`${root}/`, plain(`${root}/`));
    }
    table.set(`${root}/util/status`, plain(`${root}/util/status`));
    table.set(`${root}/i18n/:locale`, plain(`${root}/i18n/zh_CN`));
    for (const utility of UTILITIES) {
      const key =
        utility === 'dataset' || utility === 'tag' || utility === 'resource/format' ? 'incomplete' : 'q';
      const url = `${root}/util/${utility}/autocomplete`;
      table.set(url, plain(`${url}?${key}=CANARY`, `${url}?${key}=walk`, `${url}?${key}=c`));
    }
    const formats = `${root}/util/resource/format_autocomplete`;
    table.set(formats, plain(`${formats}?incomplete=CANARY`, `${formats}?incomplete=c`));
  }
  return table;
}

const SEARCHES: readonly string[] = [
  'q=CANARY&rows=1000&limit=1000',
  'query=name:CANARY&limit=1000',
  'query=url:CANARY&limit=1000',
  'fq=title:CANARY*&rows=1000&facet.field=%5B%22organization%22%2C%22tags%22%2C%22res_format%22%2C%22harvest_source_id%22%5D',
  'all_fields=true&include_datasets=true&include_extras=true&include_users=true&limit=1000',
  'q=c&limit=1000',
];
/** Parameters that actions ask for besides what they are about. */
const WITH_ID = ['', '&include_datasets=true&include_data=true&limit=100&use_default_schema=true'];

/** Every action with every key that may lead it to something. */
function actionExamples(hub: WalkedHub): readonly Example[] {
  const { datasets } = hub.reading;
  const ids = FATE_NAMES.map(identifierOf);
  const files = FATE_NAMES.map(fileIdentifierOf);
  const [name = ''] = datasets.names({});
  const [publisher] = datasets.publishers();
  const common = [...ids, name, publisher?.name ?? '', '通用词'];
  const keysOf = (action: string): readonly string[] => [
    ...common,
    ...(action.startsWith('resource') ? files : []),
    ...(action.startsWith('harvest') ? [...hub.jobs, ...SOURCES] : []),
  ];
  return [...ROUTES.keys()].flatMap((action) => {
    const path = `/api/3/action/${action}`;
    const isPast = action.includes('activity');
    return [
      { path, isPast },
      ...SEARCHES.map((query) => ({ path: `${path}?${query}`, isPast })),
      ...keysOf(action).map((key, index) => ({
        path: `${path}?id=${encodeURIComponent(key)}${WITH_ID[index % WITH_ID.length] ?? ''}`,
        isPast,
      })),
    ];
  });
}

/** Actions whose answers of earlier states show most. */
export const PAST_ACTIONS: readonly string[] = [
  'package_search?q=CANARY&rows=1000',
  'package_search?rows=1000',
  'current_package_list_with_resources?limit=1000',
  'package_list',
  'resource_search?query=url:CANARY',
  'organization_list?all_fields=true',
  'tag_show?id=%E9%80%9A%E7%94%A8%E8%AF%8D&include_datasets=true',
  'package_autocomplete?q=CANARY',
  ...FATE_NAMES.flatMap((fate) => [
    `package_show?id=${identifierOf(fate)}`,
    `resource_show?id=${fileIdentifierOf(fate)}`,
  ]),
];

/** The same of pages. */
export const PAST_PAGES: readonly string[] = [
  '/',
  '/dataset',
  '/dataset?q=CANARY',
  ...FATE_NAMES.map((fate) => `/dataset/${identifierOf(fate)}`),
];
