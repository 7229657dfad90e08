import type { Action, ActionParameter } from '../action.js';
import { flag, integer, type NamedRoute, OFFSET, read, required, text } from '../route.js';
import { harvestAbortFailedJobs } from './abort-failed-jobs.js';
import { harvestersInfoShow } from './harvesters-info-show.js';
import { harvestJobAbort } from './job-abort.js';
import { harvestJobCreateAll } from './job-create-all.js';
import { harvestJobCreate } from './job-create.js';
import { harvestJobList } from './job-list.js';
import { harvestJobReport } from './job-report.js';
import { harvestJobShow } from './job-show.js';
import { harvestJobsRun } from './jobs-run.js';
import { harvestLogList } from './log-list.js';
import { harvestGetNotificationsRecipients } from './notifications-recipients.js';
import { harvestObjectList } from './object-list.js';
import { harvestObjectShow } from './object-show.js';
import { harvestObjectsImport } from './objects-import.js';
import { refuseHistoryClear, refuseObjectCreate, refuseSourceClear } from './refused.js';
import { harvestSendJobToGatherQueue } from './send-job-to-gather-queue.js';
import { harvestSourceList } from './source-list.js';
import { harvestSourceReindex } from './source-reindex.js';
import { harvestSourceShowStatus } from './source-show-status.js';
import { harvestSourceShow } from './source-show.js';
import { harvestSourceCreate, harvestSourceDelete, harvestSourceUpdate } from './source-write.js';

const SOURCE = 'the id of the source';
const SOURCE_ID = text('source_id', SOURCE);
const ID = required(text('id', SOURCE));
const JOB = required(text('id', 'the id of the job'));
const RUN = flag('run', 'whether it starts at once; else it waits for `harvest_jobs_run`', true);

const REFUSED = 'Refused, with what to write into the file.';
const DRAFTED = [
  text('title', 'the name of the portal'),
  text('frequency', 'MANUAL, MONTHLY, WEEKLY, BIWEEKLY, DAILY or ALWAYS'),
  flag('active', 'whether it is harvested', true),
  text('config', 'options of the kind, JSON'),
];

/** Everybody reads of sources and of what is published, and the operator more of it; runs are the operator's. */
const READS: readonly NamedRoute[] = [
  show('more', 'harvest_source_show', harvestSourceShow, 'One configured portal.', [
    text('id', SOURCE),
    text('url', 'its address, in place of `id`'),
  ]),
  show('more', 'harvest_source_show_status', harvestSourceShowStatus, 'Jobs and datasets of a source.', [ID]),
  show('more', 'harvest_source_list', harvestSourceList, 'The configured portals, at most 100.', [
    text('organization_id', 'nothing but those of this publisher: the hub has none'),
    flag('only_active', 'whether disabled ones are left out', true),
    flag('only_to_run', 'whether only those that are due are shown', false),
    flag('return_last_job_status', 'whether the state of the last job is shown', false),
    integer('limit', 'how many at most; 100 unless told, and never more'),
    OFFSET,
  ]),
  show('only', 'harvest_job_show', harvestJobShow, 'One run of one source.', [JOB]),
  show('only', 'harvest_job_list', harvestJobList, 'Runs, the latest first.', [
    SOURCE_ID,
    text('status', 'New, Running or Finished'),
    integer('limit', 'how many at most; 1000 unless told, and never more'),
    OFFSET,
  ]),
  show('only', 'harvest_job_report', harvestJobReport, 'What went wrong in a run, record by record.', [JOB]),
  show('more', 'harvest_object_show', harvestObjectShow, 'One record in one run.', [
    text('id', 'the id of the object'),
    text('dataset_id', 'the id or the name of its dataset, in place of `id`'),
  ]),
  show('only', 'harvest_object_list', harvestObjectList, 'Ids of records.', [
    SOURCE_ID,
    flag('only_current', 'whether only the present form of each is listed', true),
  ]),
  show('more', 'harvesters_info_show', harvestersInfoShow, 'The kinds of portals that can be harvested.'),
  show(
    'only',
    'harvest_get_notifications_recipients',
    harvestGetNotificationsRecipients,
    'Whom the hub mails its alarms to.',
    [required(SOURCE_ID)],
  ),
  show('only', 'harvest_log_list', harvestLogList, 'The ends of runs as lines of a log.', [
    text('level', 'nothing less grave than this'),
    integer('limit', 'how many at most; 100 unless told'),
    integer('per_page', 'the same, in place of `limit`'),
    OFFSET,
  ]),
];

/** For the operator. Sources are files: what would change one is refused with a draft of its file. */
const WRITES: readonly NamedRoute[] = [
  write('harvest_job_create', harvestJobCreate, 'Harvests a source now.', [required(SOURCE_ID), RUN]),
  write(
    'harvest_job_create_all',
    harvestJobCreateAll,
    'Harvests all enabled sources that are not harvested now.',
    [RUN],
  ),
  write('harvest_jobs_run', harvestJobsRun, 'Starts the jobs that wait to be started.', [SOURCE_ID]),
  write('harvest_send_job_to_gather_queue', harvestSendJobToGatherQueue, 'Starts one job that waits.', [JOB]),
  write('harvest_job_abort', harvestJobAbort, 'Ends a run; nothing of it is published.', [
    text('id', 'the id of the job or of its source'),
    SOURCE_ID,
  ]),
  write('harvest_abort_failed_jobs', harvestAbortFailedJobs, 'Nothing to do: no run stays behind.'),
  write('harvest_objects_import', harvestObjectsImport, 'Maps the stored records of a source anew.', [
    required(SOURCE_ID),
  ]),
  write(
    'harvest_source_reindex',
    harvestSourceReindex,
    'Nothing to do: the index is never behind the store.',
    [ID],
  ),
  write('harvest_source_create', harvestSourceCreate, 'Refused, with a draft of the file to write.', [
    required(text('name', SOURCE)),
    required(text('url', 'the address of the portal')),
    required(text('source_type', 'the kind of the portal')),
    ...DRAFTED,
  ]),
  write('harvest_source_update', harvestSourceUpdate, REFUSED, [ID, ...DRAFTED]),
  write('harvest_source_patch', harvestSourceUpdate, REFUSED, [ID, ...DRAFTED]),
  write('harvest_source_delete', harvestSourceDelete, REFUSED, [ID]),
  write('harvest_source_clear', refuseSourceClear, 'Refused: what was published is history.'),
  write('harvest_source_job_history_clear', refuseHistoryClear, 'Refused: jobs are kept.'),
  write('harvest_sources_job_history_clear', refuseHistoryClear, 'Refused: jobs are kept.'),
  write('harvest_object_create', refuseObjectCreate, 'Refused: records are made by runs.'),
];

/** The actions of ckanext-harvest. */
export const HARVEST_ROUTES: readonly NamedRoute[] = [...READS, ...WRITES];

/** Made of runs as well as of the catalogue, so that no `ETag` tells whether it is the same. */
function show(
  operator: 'only' | 'more',
  name: string,
  action: Action,
  summary: string,
  parameters: readonly ActionParameter[] = [],
): NamedRoute {
  const said = operator === 'only' ? `${summary} For the operator.` : summary;
  const [, route] = read(name, action, said, parameters, { revalidates: false });
  return [name, { ...route, operator }];
}

function write(
  name: string,
  action: Action,
  summary: string,
  parameters: readonly ActionParameter[] = [],
): NamedRoute {
  const [, route] = show('only', name, action, summary, parameters);
  return [name, { ...route, sideEffects: true }];
}
