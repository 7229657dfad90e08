import type { MessagePort } from 'node:worker_threads';
import type {
  AbsentCounts,
  ChainedRecord,
  Grace,
  HoldRequest,
  HoldResult,
  KeptRecord,
  LiveRecord,
  RunAbort,
  RunCommit,
  RunHeld,
  RunHold,
  RunSummary,
} from '../pipeline/store-ports.js';
import type {
  PreparedBatch,
  PreparedCatalogWriter,
  PreparedRunWriter,
  RunStart,
} from '../storage/writer/prepared.js';
import { createCaller, ThreadError } from './thread-calls.js';
import type { Caller } from './thread-calls.js';

/** The writer thread as a harvest thread sees it, by the port that it was given. */
export class RemoteWriter implements PreparedCatalogWriter {
  readonly #port: MessagePort;
  readonly #caller: Caller;

  constructor(port: MessagePort) {
    this.#port = port;
    this.#caller = createCaller(port);
    port.on('close', () => {
      this.#caller.fail(new ThreadError('the writer thread has ended'));
    });
  }

  async openRun(start: RunStart, now: Date): Promise<PreparedRunWriter> {
    const run = (await this.#caller.call('openRun', { start, now })) as number;
    return new RemoteRun(this.#caller, run);
  }

  async recover(now: Date): Promise<void> {
    await this.#caller.call('recover', now);
  }

  async decide(request: HoldRequest): Promise<HoldResult> {
    return (await this.#caller.call('decide', request)) as HoldResult;
  }

  /** Leaves the writer to its other clients. */
  close(): Promise<void> {
    this.#port.close();
    return Promise.resolve();
  }
}

class RemoteRun implements PreparedRunWriter {
  readonly #caller: Caller;
  readonly #run: number;

  constructor(caller: Caller, run: number) {
    this.#caller = caller;
    this.#run = run;
  }

  async findLive(remoteIds: readonly string[]): Promise<readonly (LiveRecord | undefined)[]> {
    const found = await this.#caller.call('findLive', { run: this.#run, remoteIds });
    return found as readonly (LiveRecord | undefined)[];
  }

  async findOriginals(records: readonly ChainedRecord[]): Promise<readonly (string | undefined)[]> {
    const found = await this.#caller.call('findOriginals', { run: this.#run, records });
    return found as readonly (string | undefined)[];
  }

  seen(datasetKeys: readonly number[]): void {
    this.#caller.tell('seen', { run: this.#run, datasetKeys });
  }

  async stage(batch: PreparedBatch): Promise<void> {
    await this.#caller.call('stage', { run: this.#run, batch }, buffersOf(batch));
  }

  async countAbsent(grace: Grace, now: Date): Promise<AbsentCounts> {
    return (await this.#caller.call('countAbsent', { run: this.#run, grace, now })) as AbsentCounts;
  }

  async countAltered(): Promise<ReadonlyMap<string, number>> {
    return (await this.#caller.call('countAltered', { run: this.#run })) as ReadonlyMap<string, number>;
  }

  async findEvident(mappingVersion: string, limit: number): Promise<readonly string[]> {
    const found = await this.#caller.call('findEvident', { run: this.#run, mappingVersion, limit });
    return found as readonly string[];
  }

  async findTurned(): Promise<readonly string[]> {
    return (await this.#caller.call('findTurned', { run: this.#run })) as readonly string[];
  }

  async keptRecords(remoteIds: readonly string[]): Promise<readonly KeptRecord[]> {
    const kept = await this.#caller.call('keptRecords', { run: this.#run, remoteIds });
    return kept as readonly KeptRecord[];
  }

  async commit(end: RunCommit, now: Date): Promise<RunSummary> {
    return (await this.#caller.call('commit', { run: this.#run, end, now })) as RunSummary;
  }

  async hold(end: RunHold, now: Date): Promise<RunHeld> {
    return (await this.#caller.call('hold', { run: this.#run, end, now })) as RunHeld;
  }

  async abort(end: RunAbort, now: Date): Promise<void> {
    await this.#caller.call('abort', { run: this.#run, end, now });
  }
}

/** The buffers of all contents: their sender has done with them. */
function buffersOf(batch: PreparedBatch): readonly ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const change of batch) {
    if (change.type === 'withdrawn') continue;
    if (change.raw !== undefined) buffers.add(change.raw.buffer as ArrayBuffer);
    if (change.type === 'upsert') buffers.add(change.body.buffer as ArrayBuffer);
  }
  return [...buffers];
}
