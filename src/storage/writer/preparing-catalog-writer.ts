import type { Change } from '../../domain/change.js';
import { publicPortal } from '../../domain/origin-chain.js';
import type {
  AbsentCounts,
  CatalogWriter,
  ChainedRecord,
  Grace,
  HoldRequest,
  HoldResult,
  KeptRecord,
  LiveRecord,
  PreparedChange,
  RunAbort,
  RunCommit,
  RunContext,
  RunHeld,
  RunHold,
  RunSummary,
  RunWriter,
} from '../../pipeline/store-ports.js';
import { createPreparer } from './prepare-change.js';
import type { PreparedBatch, PreparedCatalogWriter, PreparedRunWriter } from './prepared.js';

/** The port over a writer of prepared changes: computes in the caller's thread, so that the writer is left with rows. */
export class PreparingCatalogWriter implements CatalogWriter {
  readonly #writer: PreparedCatalogWriter;

  constructor(writer: PreparedCatalogWriter) {
    this.#writer = writer;
  }

  async openRun(context: RunContext): Promise<RunWriter> {
    const { jobId, source, origin, mode, startedAt } = context;
    const portal = publicPortal(source);
    const start = {
      ...{ jobId, sourceId: source.id, sourceTitle: source.title, origin, mode, startedAt },
      ...(portal !== undefined && { portal }),
    };
    return new PreparingRunWriter(await this.#writer.openRun(start, context.now()), context);
  }

  recover(now: Date): Promise<void> {
    return this.#writer.recover(now);
  }

  decide(request: HoldRequest): Promise<HoldResult> {
    return this.#writer.decide(request);
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

  findOriginals(records: readonly ChainedRecord[]): Promise<readonly (string | undefined)[]> {
    return this.#run.findOriginals(records);
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

  countAbsent(grace: Grace): Promise<AbsentCounts> {
    return this.#run.countAbsent(grace, this.#context.now());
  }

  countAltered(): Promise<ReadonlyMap<string, number>> {
    return this.#run.countAltered();
  }

  findEvident(mappingVersion: string, limit: number): Promise<readonly string[]> {
    return this.#run.findEvident(mappingVersion, limit);
  }

  findTurned(): Promise<readonly string[]> {
    return this.#run.findTurned();
  }

  keptRecords(remoteIds: readonly string[]): Promise<readonly KeptRecord[]> {
    return this.#run.keptRecords(remoteIds);
  }

  commit(end: RunCommit): Promise<RunSummary> {
    return this.#run.commit(end, this.#context.now());
  }

  hold(end: RunHold): Promise<RunHeld> {
    return this.#run.hold(end, this.#context.now());
  }

  abort(end: RunAbort): Promise<void> {
    return this.#run.abort(end, this.#context.now());
  }
}
