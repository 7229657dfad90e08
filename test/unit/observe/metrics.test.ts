import { NO_COUNTS } from '../../../src/domain/job.js';
import { createMetrics } from '../../../src/observe/metrics.js';
import { giveTrust } from '../../../src/storage/writer/trust.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';

const source = makeSource();

function valueOf(text: string, metric: string): number | undefined {
  const line = text.split('\n').find((each) => each.startsWith(`${metric} `));
  return line === undefined ? undefined : Number(line.slice(metric.length + 1));
}

describe('metrics', () => {
  it('say what runs came to and what the store holds', async () => {
    const hub = new TempHub();
    try {
      const metrics = createMetrics(hub.reading.catalog);
      const counts = { ...NO_COUNTS, seen: 3, added: 2, rejected: 1 };
      metrics.reporter.jobStarted?.({ jobId: '1', source, mode: 'full' });
      expect(valueOf(await metrics.text(), 'lianmu_jobs_running')).toBe(1);
      metrics.reporter.jobFinished?.({
        ...{ jobId: '1', sourceId: source.id, mode: 'full', outcome: 'complete', counts, seconds: 12 },
      });
      await hub.publish(source, [makeUpsert(makeDataset('a')), makeUpsert(makeDataset('b'))]);
      const text = await metrics.text();
      expect(metrics.contentType).toContain('text/plain');
      for (const [metric, value] of [
        ['lianmu_jobs_running', 0],
        ['lianmu_jobs_total{source="jiangcheng",outcome="complete"}', 1],
        ['lianmu_records_total{source="jiangcheng",outcome="added"}', 2],
        ['lianmu_records_total{source="jiangcheng",outcome="updated"}', undefined],
        ['lianmu_job_seconds_bucket{le="15",source="jiangcheng"}', 1],
        ['lianmu_job_seconds_bucket{le="5",source="jiangcheng"}', 0],
        ['lianmu_datasets{source="jiangcheng"}', 2],
        ['lianmu_change_log_position', 2],
        ['lianmu_holds_open', 0],
      ] as const) {
        expect([metric, valueOf(text, metric)]).toEqual([metric, value]);
      }
      const distrusted = 'lianmu_filter_distrusted{source="jiangcheng"}';
      expect(valueOf(text, distrusted)).toBeUndefined();
      const run = await hub.open(source);
      await run.commit({ outcome: 'complete', counts: NO_COUNTS, hidden: { hidden: 1, remoteIds: ['a'] } });
      expect(valueOf(await metrics.text(), distrusted)).toBe(1);
      giveTrust(hub.dataDir, [source.id]);
      expect(valueOf(await metrics.text(), distrusted)).toBeUndefined();
      await hub.publish(source, [makeUpsert(makeDataset('c'))]);
      expect(valueOf(await metrics.text(), 'lianmu_datasets{source="jiangcheng"}')).toBe(3);
    } finally {
      await hub.close();
    }
  });
});
