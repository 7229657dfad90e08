import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { findHarvesterKind } from '../../harvesters/index.js';
import type { Configuration } from '../config/hub-config.js';
import { WriterBusyError } from '../domain/errors.js';
import { canonicalJson, sha256Hex } from '../domain/identifiers.js';
import type { GatherMode } from '../domain/job.js';
import type { Source } from '../domain/source.js';
import type { CatalogWriter, HarvestReporter, HarvesterKind, JobReport } from '../pipeline/ports.js';
import { runJob } from '../pipeline/run-job.js';
import { createIndexWriter } from '../search/index-writer.js';
import { searchMigrations } from '../search/tables.js';
import { openForReading } from '../storage/database.js';
import { IMPORT_JOB_PREFIX, SqliteCatalogReader } from '../storage/reader/sqlite-catalog-reader.js';
import type { PreparedCatalogWriter } from '../storage/writer/prepared.js';
import { PreparingCatalogWriter } from '../storage/writer/preparing-catalog-writer.js';
import { SqliteCatalogWriter } from '../storage/writer/sqlite-catalog-writer.js';
import { createCheckers } from './checkers.js';
import { gatherFiles } from './gather-files.js';
import type { OpenDocuments } from './gather-files.js';
import type { HubSchemas } from './hub-schemas.js';
import { openGates, openPortal } from './open-portal.js';
import { openFiles, openFolder } from './source-files.js';

export interface RunOptions {
  readonly dryRun: boolean;
  readonly full: boolean;
  /** Harvested instead of the portal. */
  readonly files?: HandedFiles;
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
}

export function createHarvestRunner(request: RunnerRequest): HarvestRunner {
  const { configuration, schemas, now = () => new Date(), newJobId = randomUUID } = request;
  const { hub, sources, secrets } = configuration;
  const prepared =
    request.writer ??
    new SqliteCatalogWriter(hub.dataDir, { migrations: searchMigrations, createWriter: createIndexWriter });
  const writer = new PreparingCatalogWriter(prepared);
  // Also makes the store, so that it can be read.
  const ready = writer.recover(now()).then(() => openForReading(hub.dataDir, 4));
  const checkers = createCheckers({ configuration, schemas, now });
  const gates = openGates(now);

  async function runOne(
    source: Source,
    kind: HarvesterKind,
    { options, reporter, signal }: RunRequest,
  ): Promise<JobReport> {
    const token = secrets[source.id]?.token;
    const portal = openPortal(source, { schemas: schemas.compiled, now, contact: hub.baseUrl, token, gates });
    try {
      const checker = checkers.forSource(source);
      const harvester = kind.create(source, {
        portal,
        labels: checkers.labelsOf(source),
        ...(token !== undefined && { token }),
      });
      const documents = documentsOf(source, options);
      const reader = new SqliteCatalogReader(await ready);
      return await runJob(
        {
          jobId: `${options.files === undefined ? '' : IMPORT_JOB_PREFIX}${newJobId()}`,
          source,
          ...(documents === undefined ? await portalMode(source, options, reader) : fileMode(options)),
          dryRun: options.dryRun,
        },
        {
          harvester: documents === undefined ? harvester : gatherFiles(harvester, documents),
          checker,
          mappingVersion: mappingVersion(kind, source, checker.version),
          writer: waitingWriter(writer, signal),
          reporter,
          now,
        },
        signal,
      );
    } finally {
      portal.close();
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
    async close() {
      (await ready).close();
      await writer.close();
    },
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

async function portalMode(
  source: Source,
  { full }: RunOptions,
  reader: SqliteCatalogReader,
): Promise<{ readonly mode: GatherMode; readonly since?: string }> {
  if (full || source.options['incremental'] !== true) return { mode: 'full' };
  const since = await reader.findLastCompleteStart(source.id);
  return since === undefined ? { mode: 'full' } : { mode: 'delta', since };
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
