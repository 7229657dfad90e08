import type { JobCounts, JobError, JobOutcome } from '../../domain/job.js';
import type { Database } from '../database.js';

export interface JobEnd {
  readonly state: JobOutcome;
  readonly published: 0 | 1;
  readonly counts: JobCounts;
  readonly error?: JobError;
  readonly now: Date;
}

/** Writes how a job ended; called inside the transaction that ends it. */
export function finishJob(database: Database, jobKey: number, end: JobEnd): void {
  database
    .prepare(
      'UPDATE job SET state = ?, published = ?, finished_at = ?, counts = ?, error_code = ?, error_message = ? WHERE job_key = ?',
    )
    .run(
      end.state,
      end.published,
      end.now.toISOString(),
      JSON.stringify(end.counts),
      end.error?.code ?? null,
      end.error?.message ?? null,
      jobKey,
    );
}
