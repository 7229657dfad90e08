import type { FastifyInstance } from 'fastify';
import type { TracedRecord } from '../domain/trace.js';
import type { Catalog } from './site.js';

const MOST_TEXT = 2000;
const MOST_HITS = 20;

/**
 * “Where is my record?”, for a portal's team: `/api/lianmu/trace?q=` an address, id or name of any record, or words of a
 * published one's title. What would read the whole store is left to the command line: anybody may ask here.
 */
export function registerTrace(app: FastifyInstance, catalog: Pick<Catalog, TraceParts>): void {
  app.get<{ Querystring: { readonly q?: string | string[] } }>(
    '/api/lianmu/trace',
    async (request, reply) => {
      const { q } = request.query;
      if (typeof q !== 'string' || q.trim() === '' || q.length > MOST_TEXT) {
        return reply.status(400).send({ error: 'q: an address, id, name or title of a record' });
      }
      reply.header('Access-Control-Allow-Origin', '*');
      const records = await traceOf(q, catalog);
      return { query: q, records: records.map(asShown) };
    },
  );
}

type TraceParts = 'catalog' | 'search';

async function traceOf(
  text: string,
  { catalog, search }: Pick<Catalog, TraceParts>,
): Promise<readonly TracedRecord[]> {
  const known = await catalog.traceRecords(text, 'keys');
  if (known.length > 0) return known;
  // As a phrase, so that nothing in it is an operator.
  const title = `title:"${text.replaceAll(/["\\]/g, ' ')}"`;
  const { labels } = await search.search(
    {
      ...{ q: '', fq: [title], sort: '', start: 0, rows: MOST_HITS },
      facets: { fields: [], limit: 0, minCount: 1 },
    },
    'labels',
  );
  const found = labels.map(({ identifier }) => catalog.traceRecords(identifier, 'keys'));
  return (await Promise.all(found)).flat();
}

/** What was never published, or is refused by now, is not shown, only what became of it; a name is made of the title. */
function asShown(record: TracedRecord): object {
  if (record.name !== undefined && record.state !== 'refused') return record;
  const events = record.events.map((event) => ({
    ...event,
    problems: event.problems.map((problem) => ({ ...problem, value: undefined })),
  }));
  return { ...record, title: undefined, name: undefined, events };
}
