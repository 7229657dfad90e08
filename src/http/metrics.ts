import type { FastifyInstance } from 'fastify';

/** Where the figures come from: text in the format of Prometheus. */
export interface MetricsText {
  readonly contentType: string;
  text(): Promise<string>;
}

export function registerMetrics(app: FastifyInstance, metrics: MetricsText): void {
  app.get('/metrics', async (_request, reply) => {
    reply.header('Content-Type', metrics.contentType);
    return metrics.text();
  });
}
