import { NO_COUNTS } from '../../../src/domain/job.js';
import { countChange, RunningCounts } from '../../../src/pipeline/counts.js';
import { makeDataset, makeUpsert } from '../../support/make-dataset.js';
import { listeningReporter } from './fake-run.js';

describe('RunningCounts', () => {
  it('adds up to what was seen; removals are not seen', () => {
    const counts = new RunningCounts();
    counts.add('added', 2);
    counts.add('rejected', 1);
    counts.absent({ removed: 3, missing: 2 });
    counts.problem();
    expect(counts.current).toEqual({
      ...NO_COUNTS,
      seen: 2,
      added: 1,
      rejected: 1,
      removed: 3,
      missing: 2,
      problems: 4,
    });
  });

  it('gives figures that stand still', () => {
    const counts = new RunningCounts();
    const before = counts.current;
    counts.add('unchanged', 0);
    expect(before).toEqual(NO_COUNTS);
  });
});

describe('countChange', () => {
  it('counts by kind and outcome, and tells only of what was set aside', () => {
    const counts = new RunningCounts();
    const reporter = listeningReporter();
    const tools = { counts, reporter, sourceId: 'fixture' };
    const problem = { stage: 'validate', code: 'x', bar: 'advice', pointer: '' } as const;
    const common = { remoteId: 'a', mappingVersion: 'v', problems: [problem] };
    countChange({ ...makeUpsert(makeDataset('a'), 'restored'), problems: [problem] }, tools);
    countChange({ ...common, type: 'touch', raw: Buffer.from('{}'), fingerprint: 'h' }, tools);
    countChange({ ...common, type: 'set-aside', outcome: 'refused' }, tools);
    countChange({ ...common, type: 'set-aside', outcome: 'failed' }, { ...tools, reporter: {} });
    expect(counts.current).toMatchObject({
      ...{ seen: 4, restored: 1, unchanged: 1, refused: 1, failed: 1, problems: 4 },
    });
    expect(reporter.events).toEqual(['refused a']);
  });
});
