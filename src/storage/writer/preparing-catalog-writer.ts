import type { Change } from '../../domain/change.js';
import type {
  CatalogWriter,
  LiveRecord,
  PrepareDocument,
  RawRecord,
  RunAbort,
  RunCommit,
  RunContext,
  RunSummary,
  RunWriter,
} from '../../pipeline/ports.js';
import { prepareBatch } from './prepare-batch.js';
import type { PreparedCatalogWriter, PreparedRunWriter } from './prepared.js';

/** The port over a writer of prepared changes: computes in the caller's thread, so that the writer is left with rows. */
export class PreparingCatalogWriter implements CatalogWriter {
  readonly #writer: PreparedCatalogWriter;
  readonly #prepareDocument: PrepareDocument;

  constructor(writer: PreparedCatalogWriter, prepareDocument: PrepareDocument) {
    this.#writer = writer;
    this.#prepareDocument = prepareDocument;
  }

  async openRun(context: RunContext): Promise<RunWriter> {
    const { jobId, source, mode, startedAt } = context;
    const start = { jobId, sourceId: source.id, sourceTitle: source.title, mode, startedAt };
    return new PreparingRunWriter(
      await this.#writer.openRun(start, context.now()),
      context,
      this.#prepareDocument,
    );
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
  readonly #prepareDocument: PrepareDocument;

  constructor(run: PreparedRunWriter, context: RunContext, prepareDocument: PrepareDocument) {
    this.#run = run;
    this.#context = context;
    this.#prepareDocument = prepareDocument;
  }

  findLive(remoteIds: readonly string[]): Promise<readonly (LiveRecord | undefined)[]> {
    return this.#run.findLive(remoteIds);
  }

  seen(records: readonly LiveRecord[]): void {
    this.#run.seen(records.map((record) => record.datasetKey));
  }

  stage(changes: readonly Change[], raws: readonly RawRecord[]): Promise<void> {
    const tools = { sourceId: this.#context.source.id, prepareDocument: this.#prepareDocument };
    return this.#run.stage(prepareBatch(changes, raws, tools));
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
