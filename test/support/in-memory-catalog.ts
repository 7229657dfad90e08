import { SearchSyntaxError } from '../../src/domain/errors.js';
import type { PublishedDataset } from '../../src/domain/published.js';
import type {
  CatalogReader,
  DatasetChange,
  DatasetHistory,
  DatasetLabel,
  DatasetReader,
  SearchIndex,
  SearchRequest,
  SearchResult,
  SearchView,
  Tombstone,
} from '../../src/pipeline/read-ports.js';
import { CatalogSearch } from '../../src/search/catalog-search.js';
import { toSearchDocument } from '../../src/serialise/search-document.js';

interface Entry {
  readonly published: PublishedDataset;
  readonly text: string;
  readonly terms: readonly (readonly [string, string])[];
}

export interface InMemoryCatalog extends DatasetReader, DatasetHistory, CatalogReader {
  readonly view: SearchView;
  /** Searches over its view, or over another one that reads its datasets. */
  openSearch(view?: SearchView): SearchIndex;
  /** Publishes something: the next answers come from it. */
  publish(published: PublishedDataset): void;
  /** How often the index was asked. */
  readonly searches: number;
}

const DEFAULT_SORT = 'score desc, metadata_modified desc';
const CLAUSE =
  /([+-]?)([\w.]+):(?:"((?:[^"\\]|\\.)*)"|\[(\S+) TO \*\]|\(([^()]*)\)|([^\s"()[\]]+))(?:\s+AND\s+|\s+|$)/y;

/**
 * The reading ports over a list, in the simplest way that keeps their contract: words of q are looked for in the text,
 * fq is `field:value`, `field:(one OR other)` and `field:[from TO *]` side by side, everything else is a syntax error.
 */
export function createInMemoryCatalog(
  initial: readonly PublishedDataset[],
  tombstones: readonly Tombstone[] = [],
): InMemoryCatalog {
  const entries = initial.map(toEntry);
  let seq = initial.length;
  let searches = 0;

  function publishers(): ReturnType<DatasetReader['publishers']> {
    const counted = new Map<string, PublishedDataset['publisher'] & { datasets: number }>();
    for (const { published } of entries) {
      const { publisher } = published;
      const datasets = (counted.get(publisher.identifier)?.datasets ?? 0) + 1;
      counted.set(publisher.identifier, { ...publisher, datasets });
    }
    return [...counted.values()];
  }

  function search(request: SearchRequest): SearchResult {
    searches += 1;
    const words = request.q === '*:*' ? [] : request.q.toLowerCase().split(/\s+/).filter(Boolean);
    if (request.q.includes('"')) throw new SearchSyntaxError('unclosed quote', 'q', request.q.indexOf('"'));
    const filters = [...request.fq, ...(request.fqList ?? [])].flatMap(readFilter);
    const found = [...entries.keys()].filter((document) => {
      const entry = entries[document]!;
      return (
        words.every((word) => entry.text.includes(word)) &&
        (request.holding ?? []).every(({ field, text }) =>
          entry.terms.some(([name, value]) => name === field && value.toLowerCase().includes(text)),
        ) &&
        filters.every(
          ({ field, holds, negated }) =>
            (field === 'title'
              ? holds(entry.published.dataset.title, 'in')
              : entry.terms.some((term) => term[0] === field && holds(term[1], 'is'))) !== negated,
        )
      );
    });
    const sort = request.sort === '' ? DEFAULT_SORT : request.sort;
    found.sort((one, other) => compare(entries[one]!.published, entries[other]!.published, sort));
    return {
      count: found.length,
      sort,
      documents: found.slice(request.start, request.start + request.rows),
      facets: countFacets(
        found.map((document) => entries[document]!),
        request.facets,
      ),
    };
  }

  /** Every dataset was added, one after the other. */
  function changeOf(document: number): DatasetChange {
    const { dataset, changed } = entries[document]!.published;
    const { identifier: datasetId, title } = dataset;
    return { seq: document + 1, time: changed, kind: 'added', datasetId, title };
  }

  const view: SearchView = {
    search,
    refresh: () => Promise.resolve(),
    isBehind: false,
    get seq() {
      return seq;
    },
  };
  const catalog: InMemoryCatalog = {
    view,
    openSearch: (over = view) =>
      new CatalogSearch({
        ...{ view: over, datasets: catalog, history: catalog },
        ...{ still: (work) => work(), now: () => 0 },
      }),
    publish(published) {
      entries.push(toEntry(published));
      seq += 1;
    },
    get searches() {
      return searches;
    },
    version: () => seq,
    // It has no past.
    seqAt: () => seq,
    at: () => ({ find: () => undefined, names: () => [], byDocuments: () => [], labelsOf: () => [] }),
    revision: () => '',
    formsAfter: () => [],
    withheld: () => new Set(),
    find: (key) =>
      entries.find(({ published }) => published.name === key || published.dataset.identifier === key)
        ?.published,
    findTombstone: (key) => tombstones.find(({ name, identifier }) => name === key || identifier === key),
    *names({ limit = Infinity, offset = 0 }) {
      const names = entries.map(({ published }) => published.name).sort();
      yield* names.slice(offset, offset + limit);
    },
    labels: ({ prefix, limit }) =>
      entries
        .map(toLabel)
        .filter(({ name }) => name.startsWith(prefix))
        .sort((one, other) => (one.name < other.name ? -1 : 1))
        .slice(0, limit),
    labelsOf: (documents) => documents.map((document) => toLabel(entries[document]!)),
    stamps: ({ after, before, limit, end }) =>
      entries
        .map(({ published: { dataset, name, changed } }) => ({
          identifier: dataset.identifier,
          name,
          changed,
        }))
        .filter(({ identifier }) => identifier > after && identifier < before)
        .sort((one, other) => (one.identifier < other.identifier ? -1 : 1))
        .slice(...(end === 'last' ? [-limit] : [0, limit])),
    byDocuments: (documents) => documents.map((document) => entries[document]!.published),
    *all() {
      yield* entries.map(({ published }) => published);
    },
    after: (identifier, limit) =>
      entries
        .map(({ published }) => published)
        .filter(({ dataset }) => dataset.identifier > identifier)
        .sort((one, other) => (one.dataset.identifier < other.dataset.identifier ? -1 : 1))
        .slice(0, limit),
    publishers,
    findPublisher: (key) => publishers().find(({ name, identifier }) => name === key || identifier === key),
    listJobs: () => Promise.resolve([]),
    findJob: () => Promise.resolve(undefined),
    findLastCompleteStart: () => Promise.resolve(undefined),
    findLastPortalRun: () => Promise.resolve(undefined),
    portalRuns: () => Promise.resolve({ complete: [] }),
    findFeedPosition: () => Promise.resolve(undefined),
    auditState: () => Promise.resolve({ incrementalRuns: 0 }),
    listHarvestRecords: () => Promise.resolve([]),
    findHarvestRecord: () => Promise.resolve(undefined),
    listSetAside: () => Promise.resolve({ records: [] }),
    recordKeys: () =>
      entries.map(({ published }) => ({
        jobId: published.jobId,
        datasetId: published.dataset.identifier,
      })),
    countJobs: () => Promise.resolve(0),
    sourceSummaries: () => Promise.resolve([]),
    async *storedRecords() {
      // None.
    },
    traceRecords: () => Promise.resolve([]),
    sourceRecords: () => Promise.resolve([]),
    findHold: () => Promise.resolve(undefined),
    openHolds: () => Promise.resolve([]),
    listHeldChanges: () => Promise.resolve([]),
    changes: () => Promise.resolve([]),
    latestChanges: (scope, { kinds, offset, limit }) => {
      const found = [...entries.keys()].filter((document) => {
        const { dataset, publisher } = entries[document]!.published;
        if (scope.of === 'all') return true;
        if (scope.of === 'documents') return scope.documents.includes(document);
        return scope.identifier === (scope.of === 'dataset' ? dataset : publisher).identifier;
      });
      const all = kinds?.includes('added') === false ? [] : found.reverse();
      return Promise.resolve(all.slice(offset, offset + limit).map((document) => changeOf(document)));
    },
    findChange: (change) => Promise.resolve(entries[change - 1] && changeOf(change - 1)),
    latestSeq: () => Promise.resolve(seq),
  };
  return catalog;
}

function toLabel({ published: { name, dataset } }: Entry): DatasetLabel {
  return { identifier: dataset.identifier, name, title: dataset.title };
}

function toEntry(published: PublishedDataset): Entry {
  const document = toSearchDocument(published.dataset);
  const text = [document.title, document.tags, document.publisher, document.text].join(' ').toLowerCase();
  return {
    published,
    text,
    terms: [
      ...inPairs(document.terms),
      ['organization', published.publisher.name],
      ['owner_org', published.publisher.identifier],
      ['id', published.dataset.identifier],
      ['name', published.name],
      ['metadata_created', published.created],
      ['metadata_modified', published.changed],
    ],
  };
}

/** Fields and values that stand in turn. */
function inPairs(terms: readonly string[]): readonly (readonly [string, string])[] {
  const pairs: (readonly [string, string])[] = [];
  for (let index = 0; index < terms.length; index += 2) pairs.push([terms[index]!, terms[index + 1]!]);
  return pairs;
}

interface ReadClause {
  readonly field: string;
  readonly holds: (text: string, how: 'is' | 'in') => boolean;
  readonly negated: boolean;
}

function readFilter(fq: string): readonly ReadClause[] {
  const clauses: ReadClause[] = [];
  CLAUSE.lastIndex = 0;
  while (CLAUSE.lastIndex < fq.length) {
    const position = CLAUSE.lastIndex;
    const match = CLAUSE.exec(fq);
    if (match === null) throw new SearchSyntaxError(`cannot read "${fq}"`, 'fq', position);
    const [, sign = '', field = '', quoted, from, several, bare = ''] = match;
    const values = (
      several?.split(' OR ').map((value) => value.replace(/^"|"$/g, '')) ?? [quoted ?? bare]
    ).map((value) => value.replace(/\\(.)/g, '$1'));
    const holds: ReadClause['holds'] =
      from === undefined
        ? (text, how) =>
            values.some((value) => value === '*' || (how === 'in' ? text.includes(value) : text === value))
        : (text) => text >= from;
    clauses.push({ field, holds, negated: sign === '-' });
  }
  return clauses;
}

function compare(one: PublishedDataset, other: PublishedDataset, sort: string): number {
  const [field = '', direction] = sort.split(',')[0]!.trim().split(/\s+/);
  const by: Readonly<Record<string, (published: PublishedDataset) => string>> = {
    id: ({ dataset }) => dataset.identifier,
    name: ({ name }) => name,
    title_string: ({ dataset }) => dataset.title,
    metadata_created: ({ created }) => created,
    metadata_modified: ({ changed }) => changed,
    score: ({ changed }) => changed,
  };
  const key = by[field];
  if (key === undefined) throw new SearchSyntaxError(`cannot sort by ${field}`, 'sort', 0);
  const order = key(one) < key(other) ? -1 : key(one) > key(other) ? 1 : 0;
  return direction?.toLowerCase() === 'desc' ? -order : order;
}

function countFacets(
  found: readonly Entry[],
  { fields, limit, minCount }: SearchRequest['facets'],
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  return new Map(
    fields.map((field) => {
      const counts = new Map<string, number>();
      for (const [name, value] of found.flatMap(({ terms }) => terms)) {
        if (name === field) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      const sorted = [...counts]
        .filter(([, count]) => count >= minCount)
        .sort(([one, first], [other, second]) => second - first || (one < other ? -1 : 1));
      return [field, new Map(limit < 0 ? sorted : sorted.slice(0, limit))];
    }),
  );
}
