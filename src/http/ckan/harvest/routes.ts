import type { Route } from '../action.js';
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

/** Reads, for everybody where ckanext-harvest answers everybody. */
const READS: Readonly<Record<string, Omit<Route, 'sideEffects'>>> = {
  harvest_source_show: {
    action: harvestSourceShow,
    help: 'One configured portal. Parameters: id, or url.',
    operator: 'more',
  },
  harvest_source_show_status: {
    action: harvestSourceShowStatus,
    help: 'Jobs and datasets of a source. Parameter: id.',
    operator: 'more',
  },
  harvest_source_list: {
    action: harvestSourceList,
    help: 'The configured portals, at most 100. Parameters: organization_id, only_active, only_to_run, return_last_job_status, limit, offset.',
    operator: 'more',
  },
  harvest_job_show: {
    action: harvestJobShow,
    help: 'One run of one source. Parameter: id. For the operator.',
    operator: 'only',
  },
  harvest_job_list: {
    action: harvestJobList,
    help: 'Runs, the latest first. Parameters: source_id, status (New, Running, Finished), limit (at most 1000), offset. For the operator.',
    operator: 'only',
  },
  harvest_job_report: {
    action: harvestJobReport,
    help: 'What went wrong in a run, record by record. Parameter: id. For the operator.',
    operator: 'only',
  },
  harvest_object_show: {
    action: harvestObjectShow,
    help: 'One record in one run. Parameters: id, or dataset_id.',
    operator: 'more',
  },
  harvest_object_list: {
    action: harvestObjectList,
    help: 'Ids of records. Parameters: source_id, only_current. For the operator.',
    operator: 'only',
  },
  harvesters_info_show: { action: harvestersInfoShow, help: 'The kinds of portals that can be harvested.' },
  harvest_get_notifications_recipients: {
    action: harvestGetNotificationsRecipients,
    help: 'Whom the hub mails its alarms to. Parameter: source_id. For the operator.',
    operator: 'only',
  },
  harvest_log_list: {
    action: harvestLogList,
    help: 'The ends of runs as lines of a log. Parameters: level, limit (100), per_page, offset. For the operator.',
    operator: 'only',
  },
};

/** Writes, for the operator. Sources are files: what would change one is refused with a draft of its file. */
const WRITES: Readonly<Record<string, Pick<Route, 'action' | 'help'>>> = {
  harvest_job_create: {
    action: harvestJobCreate,
    help: 'Harvests a source now. Parameters: source_id, run (true; false waits for harvest_jobs_run).',
  },
  harvest_job_create_all: {
    action: harvestJobCreateAll,
    help: 'Harvests all enabled sources that are not harvested now. Parameter: run.',
  },
  harvest_jobs_run: {
    action: harvestJobsRun,
    help: 'Starts the jobs that wait to be started. Parameter: source_id.',
  },
  harvest_send_job_to_gather_queue: {
    action: harvestSendJobToGatherQueue,
    help: 'Starts one job that waits to be started. Parameter: id.',
  },
  harvest_job_abort: {
    action: harvestJobAbort,
    help: 'Ends a run; nothing of it is published. Parameters: id (of the job or its source), or source_id.',
  },
  harvest_abort_failed_jobs: {
    action: harvestAbortFailedJobs,
    help: 'Nothing to do: no run stays behind.',
  },
  harvest_objects_import: {
    action: harvestObjectsImport,
    help: 'Maps the stored records of a source anew. Parameter: source_id.',
  },
  harvest_source_reindex: {
    action: harvestSourceReindex,
    help: 'Nothing to do: the index is never behind the store. Parameter: id.',
  },
  harvest_source_create: {
    action: harvestSourceCreate,
    help: 'Refused, with a draft of the file to write. Parameters: name, url, source_type, title, frequency, config.',
  },
  harvest_source_update: {
    action: harvestSourceUpdate,
    help: 'Refused, with what to write into the file. Parameters: id, and what changes.',
  },
  harvest_source_patch: {
    action: harvestSourceUpdate,
    help: 'Refused, with what to write into the file. Parameters: id, and what changes.',
  },
  harvest_source_delete: {
    action: harvestSourceDelete,
    help: 'Refused, with what to write into the file. Parameter: id.',
  },
  harvest_source_clear: { action: refuseSourceClear, help: 'Refused: what was published is history.' },
  harvest_source_job_history_clear: { action: refuseHistoryClear, help: 'Refused: jobs are kept.' },
  harvest_sources_job_history_clear: { action: refuseHistoryClear, help: 'Refused: jobs are kept.' },
  harvest_object_create: { action: refuseObjectCreate, help: 'Refused: records are made by runs.' },
};

/** The actions of ckanext-harvest. */
export const HARVEST_ROUTES: readonly (readonly [string, Route])[] = [
  ...Object.entries(READS).map(([name, route]) => [name, { ...route, sideEffects: false }] as const),
  ...Object.entries(WRITES).map(
    ([name, route]) => [name, { ...route, sideEffects: true, operator: 'only' }] as const,
  ),
];
