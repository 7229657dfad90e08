import type { FastifyInstance } from 'fastify';
import type { SearchIndex } from '../pipeline/read-ports.js';
import type { Figures } from './figures.js';

/** For the operator's probes: that answers are made, from which published state, and of how many datasets. */
export function registerHealth(app: FastifyInstance, search: SearchIndex, figures: Figures): void {
  app.get('/health', async () => {
    const datasets = await figures.total();
    return { status: 'ok', seq: search.seq, datasets };
  });
}
