import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { findHarvesterKind } from '../../harvesters/index.js';
import type { Configuration } from '../config/hub-config.js';
import { WriterBusyError } from '../domain/errors.js';
import { canonicalJson, sha256Hex } from '../domain/identifiers.js';
import type { GatherMode, JobOrigin } from '../domain/job.js';
import type { Source } from '../domain/source.js';
import type { Harvester, HarvestReporter, HarvesterKind, JobReport } from '../pipeline/ports.js';
import { runJob } from '../pipeline/run-job.js';
import type { CatalogWriter, HoldRequest, HoldResult } from '../pipeline/store-ports.js';
import { searchRoom } from '../search/search-room.js';
import { openForReading } from '../storage/database.js';
import { SqliteCatalogReader } from '../storage/reader/sqlite-catalog-reader.js';
import { RequestStore } from '../storage/requests/request-store.js';
import type { PreparedCatalogWriter } from '../storage/writer/prepared.js';
import { PreparingCatalogWriter } from '../storage/writer/preparing-catalog-writer.js';
import { SqliteCatalogWriter } from '../storage/writer/sqlite-catalog-writer.js';
import { createCheckers } from './checkers.js';
import { gatherFiles } from './gather-files.js';
import type { OpenDocuments } from './gather-files.js';
import type { HubSchemas } from './hub-schemas.js';
import { openGates, openPortal } from './open-portal.js';
import { feedMode, portalMode } from './portal-mode.js';
import type { PortalMode } from './portal-mode.js';
import { replayRecords } from './replay-records.js';
import { openFiles, openFolder } from './source-files.js';

export interface RunOptions {
  readonly dryRun: boolean;
  readonly full: boolean;
  /** Whoever has told somebody the id of a run before it begins; else one is made. */
  readonly jobId?: string;
  /** Harvested instead of the portal. */
  readonly files?: HandedFiles;
  /** The store's own raw records are mapped anew instead. */
  readonly replay?: Replay;
}

export interface Replay {
  /** Raw records as they were at this moment, ISO UTC; absent: the latest. */
  readonly asOf?: string;
  /** Whatever changes waits for a decision. */
  readonly review: boolean;
}

/** Files that somebody handed in. Plain data, so that they can be sent to another thread. */
export interface HandedFiles {
  /** Absolute paths. */
  readonly paths: readonly string[];
  /** They are additions: what is absent from them stays. Else they are the whole catalogue. */
  readonly add: boolean;
}

export interface RunRequest {
  readonly sourceId: string;
  readonly options: RunOptions;
  readonly reporter: HarvestReporter;
  readonly signal: AbortSignal;
}

/** The writing side of the hub: the only one that touches portals and the only one that writes the store. */
export interface HarvestRunner {
  /** A portal's fault is in the report; a rejection is a bug or a broken store. How many run at once is the caller's matter. */
  run(request: RunRequest): Promise<JobReport>;
  /** Publishes or drops a run that waits; see `CatalogWriter`. */
  decide(request: HoldRequest): Promise<HoldResult>;
  /** After all runs have ended. */
  close(): Promise<void>;
}

export interface RunnerRequest {
  readonly configuration: Configuration;
  readonly schemas: HubSchemas;
  /** Where prepared changes go; a writer in this thread unless told. */
  readonly writer?: PreparedCatalogWriter;
  readonly now?: () => Date;
  readonly newJobId?: () => string;
  /** See `RequestStoreOptions`; without it every harvest asks for whole answers. */
  readonly answerKey?: Uint8Array | undefined;
}

export function createHarvestRunner(request: RunnerRequest): HarvestRunner {
  const { configuration, schemas, now = () => new Date(), newJobId = randomUUID } = request;
  const { hub, sources, secrets } = configuration;
  const prepared = request.writer ?? new SqliteCatalogWriter(hub.dataDir, searchRoom);
  const writer = new PreparingCatalogWriter(prepared);
  // Also makes the store, so that it can be read.
  const ready = writer.recover(now()).then(() => openForReading(hub.dataDir, 4));
  const checkers = createCheckers({ configuration, schemas, now });
  const gates = openGates(now);
  let opened: RequestStore | undefined;
  const openRequests = (): RequestStore =>
    (opened ??= new RequestStore(hub.dataDir, { now, answerKey: request.answerKey }));

  async function runOne(
    source: Source,
    kind: HarvesterKind,
    { options, reporter, signal }: RunRequest,
  ): Promise<JobReport> {
    const token = secrets[source.id]?.token;
    const requests = openRequests();
    const portal = openPortal(source, {
      schemas: schemas.compiled,
      now,
      operator: hub,
      token,
      gates,
      requests,
    });
    try {
      const checker = checkers.forSource(source);
      const harvester = kind.create(source, {
        portal,
        labels: checkers.labelsOf(source),
        ...(token !== undefined && { token }),
      });
      const version = mappingVersion(kind, source, checker.version);
      const records = await recordsOf(
        { source, kind, options, harvester, version, signal },
        new SqliteCatalogReader(await ready),
      );
      const report = await runJob(
        {
          jobId: options.jobId ?? newJobId(),
          origin: records.origin,
          source,
          ...records.mode,
          dryRun: options.dryRun,
          review: options.replay?.review ?? false,
        },
        {
          harvester: records.harvester,
          checker,
          mappingVersion: version,
          writer: waitingWriter(writer, signal),
          reporter,
          now,
        },
        signal,
      );
      // The next run asks for everything afresh: a kept answer may be what was wrong.
      if (report.error?.code === 'source-response') requests.answersOf(source.id)?.forgetAll();
      return report;
    } finally {
      portal.close();
      requests.ledger.flush();
    }
  }

  return {
    run(run) {
      const { sourceId } = run;
      const source = sources.find((candidate) => candidate.id === sourceId);
      const kind = source === undefined ? undefined : findHarvesterKind(source.kind);
      if (source === undefined || kind === undefined) throw new Error(`no source ${sourceId}`);
      return runOne(source, kind, run);
    },
    decide: (request) => writer.decide(request),
    async close() {
      opened?.close();
      (await ready).close();
      await writer.close();
    },
  };
}

interface Records {
  readonly origin: JobOrigin;
  readonly mode: PortalMode;
  readonly harvester: Harvester;
}

/** Where the records come from: the portal, files, or the store. */
async function recordsOf(
  run: {
    readonly source: Source;
    readonly kind: HarvesterKind;
    readonly options: RunOptions;
    readonly harvester: Harvester;
    /** Mapping version of the run. */
    readonly version: string;
    readonly signal: AbortSignal;
  },
  reader: SqliteCatalogReader,
): Promise<Records> {
  const { source, options, harvester } = run;
  const { files, replay } = options;
  if (replay !== undefined) {
    const records = () => reader.storedRecords(source.id, replay.asOf);
    // What is not stored is not absent.
    return {
      origin: replay.asOf === undefined ? 'store' : 'past',
      mode: { mode: 'delta' },
      harvester: replayRecords(harvester, records),
    };
  }
  const documents = documentsOf(source, options);
  if (documents === undefined) {
    const mode =
      run.kind.follows === true
        ? await feedMode(source, { ...run, full: options.full }, reader)
        : await portalMode(source, options, reader);
    return { origin: 'portal', mode, harvester };
  }
  return {
    origin: files === undefined ? 'portal' : 'files',
    mode: fileMode(options),
    harvester: gatherFiles(harvester, documents),
  };
}

/** Where the records come from instead of the portal: files that were handed in, or the source's own folder. */
function documentsOf(source: Source, { files }: RunOptions): OpenDocuments | undefined {
  const { folder } = source;
  if (files !== undefined) return () => openFiles(files.paths, source);
  return folder === undefined ? undefined : () => openFolder(folder, source);
}

function fileMode({ files }: RunOptions): { readonly mode: GatherMode } {
  return { mode: files?.add === true ? 'delta' : 'full' };
}

const WRITER_RETRY_MS = 500;
const WRITER_TRIES = 600;

/** Another process may be harvesting into the same store, e.g. by hand beside a running hub: up to five minutes are waited. */
function waitingWriter(writer: CatalogWriter, signal: AbortSignal): CatalogWriter {
  return {
    async openRun(context) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await writer.openRun(context);
        } catch (error) {
          if (!(error instanceof WriterBusyError) || tries === WRITER_TRIES) throw error;
        }
        await sleep(WRITER_RETRY_MS, undefined, { signal });
      }
    },
    recover: (now) => writer.recover(now),
    decide: (request) => writer.decide(request),
    close: () => writer.close(),
  };
}

/** Everything that decides what a raw record becomes: the kind's mapping, the checker's rules, the source's own settings. */
function mappingVersion(kind: HarvesterKind, source: Source, checkerVersion: string): string {
  const settings = {
    url: source.url,
    options: source.options,
    labels: source.labels,
    keep: source.personalData.keep,
  };
  return `${kind.mappingVersion}/${sha256Hex(canonicalJson({ checkerVersion, settings })).slice(0, 16)}`;
}
