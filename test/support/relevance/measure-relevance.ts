import type { ProvinceHub } from '../province-hub.js';
import { buildYardstick } from './bigram-yardstick.js';
import type { Search } from './bigram-yardstick.js';
import { documentName, PERSONAS, readJudgedQueries } from './judged-queries.js';
import type { JudgedQuery } from './judged-queries.js';
import { DEPTH, judgedShare, ndcg, recall } from './measures.js';

export interface Relevance {
  readonly ndcg: number;
  readonly recall: number;
  readonly judged: number;
}

/** What one way of searching came to with each query. */
export interface SearchedQuery extends Relevance {
  readonly query: JudgedQuery;
  readonly found: readonly string[];
}

/** The ways of searching that are compared; `bigram…` are the yardstick. */
export const SYSTEMS = ['bigram, all', 'bigram, any', 'hub'] as const;
export type System = (typeof SYSTEMS)[number];
export type Searched = Readonly<Record<System, readonly SearchedQuery[]>>;

/** All judged queries, asked of the yardstick and of the hub's own search over the same catalogue. */
export function searchAll(hub: ProvinceHub): Searched {
  const queries = readJudgedQueries();
  const { datasets } = hub.reading;
  const yardstick = buildYardstick(datasetsOf(hub));
  const index = hub.openSearch().view;
  const facets = { fields: [], limit: 0, minCount: 1 };
  const ask: Search = (q) => {
    const { documents } = index.search({ q, fq: [], sort: '', start: 0, rows: DEPTH, facets });
    return datasets
      .byDocuments(documents)
      .map(({ dataset }) => documentName(dataset.sourceId, dataset.origin.remoteId));
  };
  const run = (search: Search): readonly SearchedQuery[] => queries.map((query) => measure(query, search));
  try {
    return { 'bigram, all': run(yardstick.all), 'bigram, any': run(yardstick.any), hub: run(ask) };
  } finally {
    yardstick.close();
  }
}

function* datasetsOf(hub: ProvinceHub) {
  for (const { dataset } of hub.reading.datasets.all()) yield dataset;
}

function measure(query: JudgedQuery, search: Search): SearchedQuery {
  const found = search(query.query);
  const { grades } = query;
  return {
    query,
    found,
    ndcg: ndcg(found, grades),
    recall: recall(found, grades),
    judged: judgedShare(found, grades),
  };
}

export function mean(searched: readonly SearchedQuery[]): Relevance {
  const of = (figure: keyof Relevance): number =>
    searched.reduce((sum, each) => sum + each[figure], 0) / searched.length;
  return { ndcg: of('ndcg'), recall: of('recall'), judged: of('judged') };
}

/** A Markdown table: each persona, each kind of query and all, with a column for each way of searching. */
export function relevanceTable(searched: Searched): string {
  const kinds = [...new Set(searched.hub.map(({ query }) => query.kind))].sort();
  const groups: readonly (readonly [string, (query: JudgedQuery) => boolean])[] = [
    ...PERSONAS.map((persona) => [persona, (query: JudgedQuery) => query.persona === persona] as const),
    ...kinds.map((kind) => [`– ${kind}`, (query: JudgedQuery) => query.kind === kind] as const),
    ['**all**', () => true],
  ];
  const rows = groups.map(([title, belongs]) => {
    const means = SYSTEMS.map((system) => mean(searched[system].filter(({ query }) => belongs(query))));
    const count = searched.hub.filter(({ query }) => belongs(query)).length;
    const figures = (['ndcg', 'recall', 'judged'] as const).flatMap((figure) =>
      means.map((each) => each[figure].toFixed(3)),
    );
    return [title, count, ...figures];
  });
  const measures = [`nDCG@${DEPTH}`, `recall@${DEPTH}`, 'judged'];
  const header = [
    'queries of',
    'number',
    ...measures.flatMap((measure) => SYSTEMS.map((s) => `${measure} ${s}`)),
  ];
  return [header, header.map((_title, column) => (column === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}
