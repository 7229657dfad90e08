import { randomUUID } from 'node:crypto';
import PQueue from 'p-queue';
import { findHarvesterKind } from '../../harvesters/index.js';
import type { Configuration } from '../config/hub-config.js';
import { canonicalJson, sha256Hex } from '../domain/identifiers.js';
import type { Source } from '../domain/source.js';
import type { CatalogReader, HarvestReporter, HarvesterKind, JobReport } from '../pipeline/ports.js';
import { runJob } from '../pipeline/run-job.js';
import { createIndexWriter } from '../search/index-writer.js';
import { searchMigrations } from '../search/tables.js';
import { openForReading } from '../storage/database.js';
import { SqliteCatalogReader } from '../storage/reader/sqlite-catalog-reader.js';
import { SqliteCatalogWriter } from '../storage/writer/sqlite-catalog-writer.js';
import { createCheckers } from './checkers.js';
import type { HubSchemas } from './hub-schemas.js';
import { openGates, openPortal } from './open-portal.js';

export interface RunOptions {
  readonly dryRun: boolean;
  readonly full: boolean;
}

/** The writing side of the hub: the only one that touches portals and the only one that writes the store. */
export interface HarvestRunner {
  /** A portal's fault is in the report; a rejection is a bug or a broken store. */
  run(
    sourceId: string,
    options: RunOptions,
    reporter: HarvestReporter,
    signal: AbortSignal,
  ): Promise<JobReport>;
  /** After all runs have ended. */
  close(): void;
}

export interface RunnerRequest {
  readonly configuration: Configuration;
  readonly schemas: HubSchemas;
  readonly now?: () => Date;
  readonly newJobId?: () => string;
}

export function createHarvestRunner(request: RunnerRequest): HarvestRunner {
  const { configuration, schemas, now = () => new Date(), newJobId = randomUUID } = request;
  const { hub, sources, secrets } = configuration;
  const writer = new SqliteCatalogWriter(hub.dataDir, {
    migrations: searchMigrations,
    createWriter: createIndexWriter,
  });
  writer.recover(now());
  const reading = openForReading(hub.dataDir, 4);
  const reader: CatalogReader = new SqliteCatalogReader(reading);
  const checkers = createCheckers({ configuration, schemas, now });
  const queue = new PQueue({ concurrency: hub.concurrency });
  const gates = openGates(now);

  async function runOne(
    source: Source,
    kind: HarvesterKind,
    options: RunOptions,
    reporter: HarvestReporter,
    signal: AbortSignal,
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
      const since = await reader.findLastCompleteStart(source.id);
      const delta = !options.full && source.options['incremental'] === true && since !== undefined;
      return await runJob(
        {
          jobId: newJobId(),
          source,
          mode: delta ? 'delta' : 'full',
          dryRun: options.dryRun,
          ...(delta && { since }),
        },
        {
          harvester,
          checker,
          mappingVersion: mappingVersion(kind, source, checker.version),
          writer,
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
    run(sourceId, options, reporter, signal) {
      const source = sources.find((candidate) => candidate.id === sourceId);
      const kind = source === undefined ? undefined : findHarvesterKind(source.kind);
      if (source === undefined || kind === undefined) throw new Error(`no source ${sourceId}`);
      return queue.add(() => runOne(source, kind, options, reporter, signal));
    },
    close() {
      reading.close();
      writer.close();
    },
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
