import { toGatherErrors, type ListedJob } from '../../../serialise/ckan/harvest-job.js';
import { toHarvestTime } from '../../../serialise/ckan/harvest-time.js';
import { createParameterReader } from '../../parameter-reader.js';
import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';
import { isOpen, listedJobs } from './jobs.js';

const LIMIT = 100;
const MOST = 1000;

/** The hub's log is its operator's files; of what a harvester logs it has the ends of all jobs, the latest first. */
export async function harvestLogList(
  parameters: Parameters,
  context: ActionContext,
): Promise<readonly object[]> {
  const read = createParameterReader(parameters);
  const level = read.text('level')?.toUpperCase();
  const limit = Math.min(read.natural('per_page') ?? read.natural('limit') ?? LIMIT, MOST);
  let skip = read.natural('offset') ?? 0;
  read.check();
  const entries: object[] = [];
  if (limit === 0) return entries;
  for await (const job of listedJobs(context)) {
    if (isOpen(job) || (level !== undefined && levelOf(job) !== level)) continue;
    if (skip > 0) skip -= 1;
    else if (entries.push(entryOf(job)) >= limit) break;
  }
  return entries;
}

function levelOf({ state }: ListedJob): string {
  if (state === 'failed') return 'ERROR';
  return state === 'complete' ? 'INFO' : 'WARNING';
}

function entryOf(job: ListedJob): object {
  const { jobId, sourceId, state, counts } = job;
  const figures = `${counts.seen} seen, ${counts.added} added, ${counts.updated} updated, ${counts.removed} removed, ${counts.rejected} rejected`;
  return {
    content: [`Harvest job ${jobId} of ${sourceId}: ${state}; ${figures}`, ...toGatherErrors(job)].join('; '),
    created: toHarvestTime(job.finishedAt ?? job.startedAt),
    level: levelOf(job),
  };
}
