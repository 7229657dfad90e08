import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { HarvestReporter } from '../pipeline/ports.js';
import type { CatalogReader } from '../pipeline/read-ports.js';

/** Figures for Prometheus: what the runs came to, and what the store holds. */
export interface Metrics {
  /** Counts runs as they end. */
  readonly reporter: HarvestReporter;
  readonly contentType: string;
  /** The text format, with the store's figures of now. */
  text(): Promise<string>;
}

const RUN_SECONDS = [1, 5, 15, 60, 300, 900, 3600, 4 * 3600, 24 * 3600];
const RECORD_OUTCOMES = [
  'added',
  'updated',
  'unchanged',
  'restored',
  'removed',
  'rejected',
  'refused',
  'failed',
  'refederated',
  'duplicates',
] as const;

export function createMetrics(catalog: CatalogReader): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'lianmu_' });
  const registers = [registry];
  const jobs = new Counter({
    ...{ name: 'lianmu_jobs_total', help: 'Runs that ended, by outcome', registers },
    labelNames: ['source', 'outcome'] as const,
  });
  const seconds = new Histogram({
    ...{ name: 'lianmu_job_seconds', help: 'How long runs took', registers, buckets: RUN_SECONDS },
    labelNames: ['source'] as const,
  });
  const records = new Counter({
    ...{ name: 'lianmu_records_total', help: 'Records of runs, by what became of them', registers },
    labelNames: ['source', 'outcome'] as const,
  });
  const running = new Gauge({
    ...{ name: 'lianmu_jobs_running', help: 'Runs under way', registers },
  });
  const datasets = new Gauge({
    ...{ name: 'lianmu_datasets', help: 'Live datasets', registers },
    labelNames: ['source'] as const,
  });
  const rejected = new Gauge({
    ...{ name: 'lianmu_records_rejected', help: 'Records whose newest form was rejected', registers },
    labelNames: ['source'] as const,
  });
  const lastComplete = new Gauge({
    ...{ name: 'lianmu_last_job_timestamp_seconds', help: 'End of the last run, by its state', registers },
    labelNames: ['source', 'state'] as const,
  });
  const holds = new Gauge({
    ...{ name: 'lianmu_holds_open', help: 'Runs that wait for a decision', registers },
  });
  const distrusted = new Gauge({
    ...{
      name: 'lianmu_filter_distrusted',
      help: 'Sources harvested in full because their portal left out changes when it was asked for them',
      registers,
    },
    labelNames: ['source'] as const,
  });
  const position = new Gauge({
    ...{ name: 'lianmu_change_log_position', help: 'Rows of the change log', registers },
  });

  async function readStore(): Promise<void> {
    const seq = await catalog.latestSeq();
    position.set(seq);
    holds.set((await catalog.openHolds()).length);
    datasets.reset();
    rejected.reset();
    lastComplete.reset();
    distrusted.reset();
    for (const summary of await catalog.sourceSummaries()) {
      const { sourceId: source, lastJob } = summary;
      datasets.set({ source }, summary.datasets);
      rejected.set({ source }, summary.rejected);
      if (summary.finding !== undefined) distrusted.set({ source }, 1);
      if (lastJob?.finishedAt === undefined) continue;
      lastComplete.set({ source, state: lastJob.state }, Date.parse(lastJob.finishedAt) / 1000);
    }
  }

  return {
    contentType: registry.contentType,
    reporter: {
      jobStarted: () => {
        running.inc();
      },
      jobFinished(report) {
        const { sourceId: source, outcome, counts } = report;
        running.dec();
        jobs.inc({ source, outcome });
        seconds.observe({ source }, report.seconds);
        for (const each of RECORD_OUTCOMES) {
          if (counts[each] > 0) records.inc({ source, outcome: each }, counts[each]);
        }
      },
    },
    async text() {
      await readStore();
      return registry.metrics();
    },
  };
}
