import type { ChangeKind } from '../../src/domain/change.js';
import { datasetIdentifier } from '../../src/domain/identifiers.js';
import type { HarvestRecord, JobCounts } from '../../src/domain/job.js';
import type { JobReport } from '../../src/pipeline/ports.js';
import { type Database, openForReading } from '../../src/storage/database.js';
import { CkanEndpoint, type PortalAnswers } from './ckan-endpoint.js';
import { askHub } from './hub-client.js';
import { ProvinceHub } from './province-hub.js';
import type { RealPackage } from './real-catalogue.js';

/** What one run did, told by the portal's ids. */
export interface RealRun {
  readonly report: JobReport;
  readonly changes: ReadonlyMap<string, ChangeKind>;
  /** Without unchanged ones, which have none. */
  readonly records: readonly HarvestRecord[];
  /** CKAN names of what is live after the run. */
  readonly names: ReadonlyMap<string, string>;
  /** Number of bodies, raw forms and change rows ever stored: a run without changes must not add to any. */
  readonly stored: RealPackage;
}

const SOURCE = 'portal';

/** Sum of the outcomes of a run; each record seen has exactly one. */
export function sumOfOutcomes(counts: JobCounts): number {
  const { added, updated, unchanged, restored, rejected, refused, failed } = counts;
  return added + updated + unchanged + restored + rejected + refused + failed;
}

/** Remote ids with this outcome, sorted. */
export function idsWith(run: RealRun, outcome: string): readonly string[] {
  const { records } = run;
  return records
    .filter((record) => record.outcome === outcome)
    .map(({ remoteId }) => remoteId)
    .sort();
}

/** Remote ids that the run's rows of the change log are about, sorted. */
export function changedIds(run: RealRun, kind: ChangeKind): readonly string[] {
  const rows = [...run.changes].filter(([, what]) => what === kind);
  return rows.map(([remoteId]) => remoteId).sort();
}

/** A real catalogue on loopback, and a hub that harvests it as its only source. */
export class RealHarvest {
  readonly endpoint: CkanEndpoint;
  readonly hub: ProvinceHub;
  #remoteIds = new Map<string, string>();
  #seq = 0;
  #runs = 0;
  #server: ReturnType<ProvinceHub['serve']> | undefined;

  private constructor(endpoint: CkanEndpoint, hub: ProvinceHub) {
    this.endpoint = endpoint;
    this.hub = hub;
  }

  /** `settings`: what the source's file says besides; files of packages that say nothing of openness are served. */
  static async start(settings: Readonly<Record<string, unknown>> = {}): Promise<RealHarvest> {
    const endpoint = await CkanEndpoint.start();
    const visibility = { unknownOpenness: 'open' };
    const hub = await ProvinceHub.open([{ visibility, ...settings, id: SOURCE, url: endpoint.url }]);
    return new RealHarvest(endpoint, hub);
  }

  /** The next run, a day later, over what the portal is by now. `ids`: all that it may list. */
  async run(answers: PortalAnswers, ids: Iterable<string>): Promise<RealRun> {
    for (const id of ids) this.#remoteIds.set(datasetIdentifier(SOURCE, id), id);
    await this.#stopServing();
    this.#runs += 1;
    this.hub.setTime(`2026-09-${String(this.#runs).padStart(2, '0')}T02:00:00Z`);
    this.endpoint.serve(answers);
    const report = await this.hub.harvest(SOURCE);
    const { catalog } = this.hub.reading;
    const rows = await this.hub.changes(this.#seq);
    this.#seq = await catalog.latestSeq();
    return {
      report,
      changes: new Map(rows.map(({ datasetId, kind }) => [this.#remoteIdOf(datasetId), kind])),
      records: await catalog.listHarvestRecords(report.jobId, { limit: 100_000, offset: 0 }),
      names: this.#liveNames(),
      stored: this.#stored(),
    };
  }

  /** The hub's answer to an action, over HTTP, in the state after the last run. */
  async ask(action: string, parameters: Readonly<Record<string, string>> = {}): Promise<RealPackage> {
    this.#server ??= this.hub.serve();
    return askHub((await this.#server).url, action, parameters);
  }

  /** `package_show` of what the portal knows by this id. */
  show(remoteId: string): Promise<RealPackage> {
    return this.ask('package_show', { id: datasetIdentifier(SOURCE, remoteId) });
  }

  async close(): Promise<void> {
    await this.#stopServing();
    await this.hub.close();
    await this.endpoint.close();
  }

  async #stopServing(): Promise<void> {
    const server = await this.#server;
    await server?.close();
    this.#server = undefined;
  }

  #remoteIdOf(datasetId: string): string {
    return this.#remoteIds.get(datasetId) ?? `unknown ${datasetId}`;
  }

  /** Straight from the store: decoding every record for its name would cost more than all else here. */
  #liveNames(): ReadonlyMap<string, string> {
    const select = "SELECT remote_id AS id, name FROM dataset WHERE state = 'live'";
    const rows = this.#read((database) => database.prepare<[], { id: string; name: string }>(select).all());
    return new Map(rows.map(({ id, name }) => [id, name]));
  }

  #stored(): RealPackage {
    const counts = ['body', 'raw', 'change'].map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`);
    return (
      this.#read((database) => database.prepare<[], RealPackage>(`SELECT ${counts.join(', ')}`).get()) ?? {}
    );
  }

  #read<T>(query: (database: Database) => T): T {
    const database = openForReading(this.hub.dataDir);
    try {
      return query(database);
    } finally {
      database.close();
    }
  }
}
