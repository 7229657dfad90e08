import type { HarvestReporter } from '../pipeline/ports.js';
import type { Logger } from './logger.js';

/**
 * Writes a line at start and end of a job and, at debug level, one for every record set aside. A portal's fault is info:
 * it is stored with the job. Warnings are a failure of the hub's own store, and a portal that is not trusted any more.
 */
export function logReporter(logger: Logger): HarvestReporter {
  return {
    jobStarted({ jobId, source, mode }) {
      logger.info({ sourceId: source.id, jobId, mode }, 'job started');
    },
    recordSetAside({ sourceId, remoteId, outcome, problems }) {
      logger.debug(
        { sourceId, remoteId, outcome, problems: problems.map(({ code }) => code) },
        'record set aside',
      );
    },
    publishing({ sourceId }) {
      logger.info({ sourceId }, 'publishing');
    },
    jobFinished({ jobId, sourceId, mode, outcome, counts, seconds, error, hidden }) {
      const fields = { sourceId, jobId, mode, outcome, seconds, ...counts, ...(error ? { error } : {}) };
      if (error?.code === 'storage') logger.warn(fields, 'job finished');
      else logger.info(fields, 'job finished');
      if (hidden !== undefined) logger.warn({ sourceId, jobId, ...hidden }, 'the portal hides changes');
    },
  };
}
