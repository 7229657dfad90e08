import type { FastifyInstance } from 'fastify';
import type { TracedRecord } from '../domain/trace.js';
import type { CatalogReader } from '../pipeline/store-ports.js';

const MOST_TEXT = 2000;

/** “Where is my record?”, for a portal's team: `/api/lianmu/trace?q=` an address, id, code or title. */
export function registerTrace(app: FastifyInstance, catalog: CatalogReader): void {
  app.get<{ Querystring: { readonly q?: string | string[] } }>(
    '/api/lianmu/trace',
    async (request, reply) => {
      const { q } = request.query;
      if (typeof q !== 'string' || q.trim() === '' || q.length > MOST_TEXT) {
        return reply.status(400).send({ error: 'q: an address, id, code or title of a record' });
      }
      reply.header('Access-Control-Allow-Origin', '*');
      const records = await catalog.traceRecords(q);
      return { query: q, records: records.map(asShown) };
    },
  );
}

/** What was never published is not shown, only what became of it. */
function asShown(record: TracedRecord): object {
  if (record.name !== undefined && record.state !== 'refused') return record;
  const events = record.events.map((event) => ({
    ...event,
    problems: event.problems.map((problem) => ({ ...problem, value: undefined })),
  }));
  return { ...record, title: undefined, events };
}
