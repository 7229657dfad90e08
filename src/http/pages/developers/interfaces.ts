import type { Text } from '../../../domain/dataset.js';

/** A way for programs to read the catalogue. */
export interface Interface {
  readonly id: string;
  readonly title: Text;
  /** What it is good for, in one line. */
  readonly purpose: Text;
  /** Path and query of an example that answers. `{name}`: a dataset. */
  readonly example: string;
  /** Where more is told: one of our pages. */
  readonly more?: { readonly path: string; readonly title: Text };
}

/** In the order in which most programs will want them. */
export const INTERFACES: readonly Interface[] = [
  {
    id: 'ckan',
    title: { zh: 'CKAN Action API', en: 'CKAN Action API' },
    purpose: {
      zh: '检索、读取数据集与统计分面，现有的 CKAN 客户端（ckanapi、ckanr 等）可直接使用。',
      en: 'Search, read datasets, count by facets; CKAN clients such as ckanapi and ckanr work as they are.',
    },
    example: '/api/3/action/package_search?q=停车场&rows=5',
    more: { path: '/api/docs', title: { zh: '全部接口与参数', en: 'All actions and their parameters' } },
  },
  {
    id: 'openapi',
    title: { zh: 'OpenAPI 3.1 描述', en: 'OpenAPI 3.1 description' },
    purpose: {
      zh: '供工具生成客户端代码、导入接口平台。',
      en: 'For generators of client code and API tools.',
    },
    example: '/api/openapi.json',
  },
  {
    id: 'dcat',
    title: { zh: 'DCAT（RDF）', en: 'DCAT (RDF)' },
    purpose: {
      zh: '整个目录分页提供，也可逐个数据集读取；格式有 Turtle、RDF/XML、JSON-LD、N-Triples、N3。',
      en: 'The whole catalogue by pages, or one dataset; as Turtle, RDF/XML, JSON-LD, N-Triples or N3.',
    },
    example: '/catalog.ttl',
  },
  {
    id: 'dataset',
    title: { zh: '单个数据集的 DCAT', en: 'One dataset as DCAT' },
    purpose: {
      zh: '在数据集地址后加 .ttl、.rdf、.jsonld、.nt 或 .n3，或用 Accept 头索取。',
      en: 'Add .ttl, .rdf, .jsonld, .nt or .n3 to the address of a dataset, or ask by the Accept header.',
    },
    example: '/dataset/{name}.jsonld',
  },
  {
    id: 'data-json',
    title: { zh: 'data.json', en: 'data.json' },
    purpose: {
      zh: '全部数据集在一个文件里，按 Project Open Data 的格式。',
      en: 'All datasets in one file, in the form of Project Open Data.',
    },
    example: '/data.json',
  },
  {
    id: 'feeds',
    title: { zh: '更新订阅（Atom、RSS）', en: 'News feeds (Atom, RSS)' },
    purpose: {
      zh: '新增、变更与撤下的数据集；领域、提供方、标签、来源和任意检索都有自己的订阅。',
      en: 'What is new, changed or gone; of all, of a domain, a publisher, a tag, a portal or any search.',
    },
    example: '/feeds/all.atom',
  },
  {
    id: 'changes',
    title: { zh: '增量同步', en: 'Delta feed' },
    purpose: {
      zh: '从任一位置起读取全部变更，用来保持一份完整副本；支持 JSON Lines 与 Server-Sent Events。',
      en: 'All changes from a position on, to keep a whole copy; also as JSON Lines and Server-Sent Events.',
    },
    example: '/changes?since=0&limit=100',
  },
  {
    id: 'snapshots',
    title: { zh: '整库快照', en: 'Snapshots' },
    purpose: {
      zh: '带签名的 Parquet、CSV、JSON Lines 等整库文件；由运营方按需生成，可能暂无。',
      en: 'The whole catalogue in signed files (Parquet, CSV, JSON Lines …); made when the operator sees fit, so there may be none yet.',
    },
    example: '/snapshots',
  },
  {
    id: 'workbooks',
    title: { zh: '目录填报表（Excel）', en: 'Workbooks (Excel, in Chinese)' },
    purpose: {
      zh: '按国家指南的格式；加 ?publisher=、?source= 或 ?region= 只取一部分。开放目录在 /open-catalog.xlsx。',
      en: 'In the form of the national guide; narrowed by ?publisher=, ?source= or ?region=. The open catalogue is /open-catalog.xlsx.',
    },
    example: '/catalog.xlsx',
  },
  {
    id: 'codes',
    title: { zh: '代码表', en: 'Code lists' },
    purpose: {
      zh: '21 个领域、更新周期、开放类型等代码的 SKOS 描述，以及国家元数据词汇。',
      en: 'Domains, update cycles, open types and others as SKOS, and the vocabulary of the national elements.',
    },
    example: '/def/theme.jsonld',
  },
  {
    id: 'figures',
    title: { zh: '试点方案指标', en: 'Figures of the pilot plan' },
    purpose: {
      zh: '各项指标的分子、分母和找到这些数据集的检索地址。',
      en: 'Each measure with numerator, denominator and the search that finds the datasets behind them.',
    },
    example: '/api/3/action/pilot_report_show',
    more: { path: '/statistics', title: { zh: '统计页面', en: 'The same as a page' } },
  },
];
