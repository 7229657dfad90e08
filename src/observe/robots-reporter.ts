import type { HarvestReporter } from '../pipeline/ports.js';
import type { Logger } from './logger.js';

/** One warning a run for a source whose configuration overrides robots.txt. */
export function robotsReporter(logger: Logger): HarvestReporter {
  return {
    jobStarted({ jobId, source }) {
      if (!source.network.ignoreRobots) return;
      logger.warn({ sourceId: source.id, jobId }, 'robots.txt is ignored (network.ignoreRobots)');
    },
  };
}
