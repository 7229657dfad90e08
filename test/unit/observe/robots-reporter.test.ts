import { jest } from '@jest/globals';
import type { Logger } from '../../../src/observe/logger.js';
import { robotsReporter } from '../../../src/observe/robots-reporter.js';
import { testSource } from '../../support/source.js';

it('warns once a run of a source that passes over robots.txt, and of no other', () => {
  const warn = jest.fn();
  const reporter = robotsReporter({ warn } as unknown as Logger);
  const source = testSource();
  reporter.jobStarted?.({ jobId: 'job-1', source, mode: 'full' });
  expect(warn).not.toHaveBeenCalled();
  const bold = { ...source, network: { ...source.network, ignoreRobots: true } };
  reporter.jobStarted?.({ jobId: 'job-2', source: bold, mode: 'full' });
  expect(warn.mock.calls).toEqual([
    [{ sourceId: source.id, jobId: 'job-2' }, expect.stringContaining('network.ignoreRobots')],
  ]);
});
