import type { Change, SetAsideChange } from '../domain/change.js';
import type { JobError } from '../domain/job.js';
import type { Problem } from '../domain/problem.js';
import { countChange } from './counts.js';
import type { GatherGap } from './ports.js';
import type { BatchTools } from './run-batch.js';
import type { RunWriter } from './store-ports.js';

/** More gaps than this are only counted: a portal that fails throughout must not fill the memory. */
const MAX_KEPT = 10_000;

/** What a run could not bring. One gap makes the run partial, so that nothing is removed. */
export class Gaps {
  readonly #records: { readonly remoteId: string; readonly problem: Problem }[] = [];
  #first: Problem | undefined;
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Gaps of single records that the list named, for their harvest records. */
  get records(): readonly { readonly remoteId: string; readonly problem: Problem }[] {
    return this.#records;
  }

  add(gap: GatherGap): void {
    this.failedRecord(gap.problem);
    if (gap.remoteId !== undefined && this.#records.length < MAX_KEPT) {
      this.#records.push({ remoteId: gap.remoteId, problem: gap.problem });
    }
  }

  /** A record whose own change already says what failed. */
  failedRecord(problem: Problem): void {
    this.#count += 1;
    this.#first ??= problem;
  }

  /** How a partial run explains itself. */
  error(): JobError | undefined {
    if (this.#first === undefined) return undefined;
    const { code, value, detail } = this.#first;
    const example = [value, detail].filter((part) => part !== undefined).join(': ');
    return {
      code: 'incomplete',
      message: `${this.#count} part(s) not brought, first: ${code}${example === '' ? '' : ` (${example})`}`,
    };
  }
}

/** Records that the list named and that could not be brought count as seen: their good versions stay live. */
export async function stageGaps(gaps: Gaps, run: RunWriter, tools: BatchTools): Promise<void> {
  if (gaps.records.length === 0) return;
  const lives = await run.findLive(gaps.records.map((record) => record.remoteId));
  const changes: Change[] = [];
  const met = new Set<string>();
  for (const [index, { remoteId, problem }] of gaps.records.entries()) {
    if (lives[index]?.seen === true || met.has(remoteId)) continue;
    met.add(remoteId);
    const change: SetAsideChange = {
      type: 'set-aside',
      outcome: 'failed',
      remoteId,
      mappingVersion: tools.mappingVersion,
      problems: [problem],
    };
    changes.push(change);
    countChange(change, tools);
  }
  await run.stage(changes.map((change) => run.prepare(change)));
}
