import type { FastifyInstance } from 'fastify';
import type { Problem } from '../domain/problem.js';
import type { SourceRecord, TracedRecord } from '../domain/trace.js';
import type { Catalog } from './site.js';

/** Characters of a text that records are looked for by. */
export const MOST_TRACE_TEXT = 2000;
const MOST_HITS = 20;
/** Characters of a title that are searched for. */
const MOST_TITLE = 200;

/**
 * “Where is my record?”, for a portal's team: `/api/lianmu/trace?q=` an address, id or name of any record, or words of a
 * published one's title. What would read the whole store is left to the command line: anybody may ask here.
 */
export function registerTrace(app: FastifyInstance, catalog: Pick<Catalog, TraceParts>): void {
  app.get<{ Querystring: { readonly q?: string | string[] } }>(
    '/api/lianmu/trace',
    async (request, reply) => {
      const { q } = request.query;
      if (typeof q !== 'string' || q.trim() === '' || q.length > MOST_TRACE_TEXT) {
        return reply.status(400).send({ error: 'q: an address, id, name or title of a record' });
      }
      reply.header('Access-Control-Allow-Origin', '*');
      const records = await traceOf(q, catalog);
      return { query: q, records: records.map(asShown) };
    },
  );
}

type TraceParts = 'catalog' | 'search';

/** The records that a text of anybody's may mean, of all sources or of one. */
export async function traceOf(
  text: string,
  { catalog, search }: Pick<Catalog, TraceParts>,
  sourceId?: string,
): Promise<readonly TracedRecord[]> {
  const isAsked = (record: TracedRecord): boolean => sourceId === undefined || record.sourceId === sourceId;
  const known = (await catalog.traceRecords(text, 'keys')).filter(isAsked);
  if (known.length > 0) return known;
  // As a phrase, so that nothing in it is an operator.
  const title = `title:"${text.slice(0, MOST_TITLE).replaceAll(/["\\]/g, ' ')}"`;
  const ofSource = sourceId === undefined ? [] : [`harvest_source_id:"${sourceId}"`];
  const { labels } = await search.search(
    {
      ...{ q: '', fq: [title, ...ofSource], sort: '', start: 0, rows: MOST_HITS },
      facets: { fields: [], limit: 0, minCount: 1 },
    },
    'labels',
  );
  const found = labels.map(({ identifier }) => catalog.traceRecords(identifier, 'keys'));
  return (await Promise.all(found)).flat().filter(isAsked);
}

/** What was never published, or is refused by now, is not shown, only what became of it; a name is made of the title. */
export function asShown(record: TracedRecord): TracedRecord {
  if (isShown(record)) return record;
  const events = record.events.map((event) => ({ ...event, problems: event.problems.map(withoutValue) }));
  return { ...without(record, ['title', 'name']), events };
}

/** The same of a record as it is now. */
export function asShownNow(record: SourceRecord): SourceRecord {
  if (isShown(record)) return record;
  return { ...without(record, ['title', 'name']), problems: record.problems.map(withoutValue) };
}

function isShown({ name, state }: Pick<TracedRecord, 'name' | 'state'>): boolean {
  return name !== undefined && state !== 'refused';
}

function withoutValue(problem: Problem): Problem {
  return without(problem, ['value']);
}

function without<Shown extends object, Key extends keyof Shown & string>(
  shown: Shown,
  keys: readonly Key[],
): Omit<Shown, Key> {
  const left = Object.entries(shown).filter(([key]) => !keys.some((hidden) => hidden === key));
  // What is left of it has its type without these.
  return Object.fromEntries(left) as Omit<Shown, Key>;
}
