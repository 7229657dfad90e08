import type { Change, RecordOutcome } from '../domain/change.js';
import { NO_COUNTS } from '../domain/job.js';
import type { JobCounts } from '../domain/job.js';
import type { HarvestReporter } from './ports.js';

/** Counts of a run while it goes on. */
export class RunningCounts {
  readonly #counts: { -readonly [Key in keyof JobCounts]: number } = { ...NO_COUNTS };

  add(outcome: RecordOutcome, problems: number): void {
    this.#counts.seen += 1;
    this.#counts[outcome] += 1;
    this.#counts.problems += problems;
  }

  /** What goes is no record seen, or counted as another besides. */
  absent({ removed, missing }: { readonly removed: number; readonly missing: number }): void {
    this.#counts.removed += removed;
    this.#counts.missing += missing;
  }

  problem(): void {
    this.#counts.problems += 1;
  }

  duplicates(number: number): void {
    this.#counts.duplicates += number;
    this.#counts.problems += 1;
  }

  get current(): JobCounts {
    return { ...this.#counts };
  }
}

/** Counts a staged change and tells the reporter of what was set aside. */
export function countChange(
  change: Change,
  tools: { readonly counts: RunningCounts; readonly reporter: HarvestReporter; readonly sourceId: string },
): void {
  const problems = change.problems.length;
  if (change.type === 'upsert') tools.counts.add(change.kind, problems);
  else if (change.type === 'touch') tools.counts.add('unchanged', problems);
  else if (change.type === 'refederated') {
    tools.counts.add('refederated', problems);
    if (change.wasLive) tools.counts.absent({ removed: 1, missing: 0 });
  } else if (change.type === 'withdrawn') {
    if (change.wasLive) tools.counts.absent({ removed: 1, missing: 0 });
  } else {
    tools.counts.add(change.outcome, problems);
    tools.reporter.recordSetAside?.({
      sourceId: tools.sourceId,
      remoteId: change.remoteId,
      outcome: change.outcome,
      problems: change.problems,
    });
  }
}
