import type { Source } from '../../../domain/source.js';
import { toListedSource } from '../../../serialise/ckan/harvest-source.js';
import { toHarvestTime } from '../../../serialise/ckan/harvest-time.js';
import { createParameterReader, readBoolean } from '../../parameter-reader.js';
import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';
import { viewOf } from './found-source.js';
import { findOpenJob } from './jobs.js';
import { describeLastJob, lastJobOf } from './source-status.js';

/** ckanext-harvest's `ckan.harvest.harvest_source_limit`. */
const LIMIT = 100;

/** By id. `organization_id` is the id or name of a publisher: the source that it came with. */
export async function harvestSourceList(
  parameters: Parameters,
  context: ActionContext,
): Promise<readonly object[]> {
  const read = createParameterReader(parameters);
  const organization = read.text('organization_id');
  const limit = read.natural('limit') ?? LIMIT;
  const offset = read.natural('offset') ?? 0;
  read.check();
  const onlyActive = readBoolean(parameters, 'only_active', false);
  const onlyToRun = readBoolean(parameters, 'only_to_run', false);
  const withLastJob = readBoolean(parameters, 'return_last_job_status', false);
  const origin =
    organization === undefined ? undefined : context.datasets.findPublisher(organization)?.sourceId;
  const found = context.harvest.sources.filter(
    (source) =>
      (organization === undefined || source.id === origin) &&
      (!onlyActive || source.enabled) &&
      (!onlyToRun || isDue(context, source)),
  );
  return Promise.all(
    found.slice(offset, offset + Math.min(limit, LIMIT)).map(async (source) => ({
      ...toListedSource(viewOf(context, source)),
      status: await briefStatus(context, source),
      ...(withLastJob && { last_job_status: await describeLastJob(context, source.id) }),
    })),
  );
}

function isDue({ harvest }: ActionContext, { id }: Source): boolean {
  const next = harvest.nextRun(id);
  return next !== undefined && new Date(next) <= harvest.now();
}

/** The status that ckanext-harvest gives in lists. */
async function briefStatus(context: ActionContext, { id }: Source): Promise<object> {
  const jobs = await context.catalog.countJobs(id);
  const last = await lastJobOf(context, id);
  if (jobs === 0) {
    return { job_count: 0, next_harvest: '', last_harvest_request: '', msg: 'No jobs yet' };
  }
  const waiting = (await findOpenJob(context, id))?.state === 'new';
  const finished = last?.finishedAt;
  return {
    job_count: jobs,
    next_harvest: waiting ? 'Scheduled' : 'Not yet scheduled',
    last_harvest_request: finished === undefined ? 'Not yet harvested' : toHarvestTime(finished),
  };
}
