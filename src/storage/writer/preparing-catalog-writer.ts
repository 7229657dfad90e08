import type { Change } from '../../domain/change.js';
import type {
  CatalogWriter,
  LiveRecord,
  PreparedChange,
  RunAbort,
  RunCommit,
  RunContext,
  RunSummary,
  RunWriter,
} from '../../pipeline/ports.js';
import { createPreparer } from './prepare-change.js';
import type { PreparedBatch, PreparedCatalogWriter, PreparedRunWriter } from './prepared.js';

/** The port over a writer of prepared changes: computes in the caller's thread, so that the writer is left with rows. */
export class PreparingCatalogWriter implements CatalogWriter {
  readonly #writer: PreparedCatalogWriter;

  constructor(writer: PreparedCatalogWriter) {
    this.#writer = writer;
  }

  async openRun(context: RunContext): Promise<RunWriter> {
    const { jobId, source, mode, startedAt } = context;
    const start = { jobId, sourceId: source.id, sourceTitle: source.title, mode, startedAt };
    return new PreparingRunWriter(await this.#writer.openRun(start, context.now()), context);
  }

  recover(now: Date): Promise<void> {
    return this.#writer.recover(now);
  }

  close(): Promise<void> {
    return this.#writer.close();
  }
}

class PreparingRunWriter implements RunWriter {
  readonly #run: PreparedRunWriter;
  readonly #context: RunContext;
  readonly #prepare: (change: Change) => PreparedChange;

  constructor(run: PreparedRunWriter, context: RunContext) {
    this.#run = run;
    this.#context = context;
    this.#prepare = createPreparer(context.source.id);
  }

  findLive(remoteIds: readonly string[]): Promise<readonly (LiveRecord | undefined)[]> {
    return this.#run.findLive(remoteIds);
  }

  seen(records: readonly LiveRecord[]): void {
    this.#run.seen(records.map((record) => record.datasetKey));
  }

  prepare(change: Change): PreparedChange {
    return this.#prepare(change);
  }

  stage(changes: readonly PreparedChange[]): Promise<void> {
    // None but those of `prepare` reach it.
    return this.#run.stage(changes as PreparedBatch);
  }

  countUnseen(): Promise<{ readonly unseen: number; readonly live: number }> {
    return this.#run.countUnseen();
  }

  commit(end: RunCommit): Promise<RunSummary> {
    return this.#run.commit(end, this.#context.now());
  }

  abort(end: RunAbort): Promise<void> {
    return this.#run.abort(end, this.#context.now());
  }
}
