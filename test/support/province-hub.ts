import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { HARVESTER_KINDS } from '../../harvesters/index.js';
import { createHarvestRunner } from '../../src/app/harvest-runner.js';
import type { HarvestRunner, RunOptions } from '../../src/app/harvest-runner.js';
import { findDatasetSchema, openSchemas } from '../../src/app/hub-schemas.js';
import { openSearch } from '../../src/app/open-search.js';
import type { OpenSearch } from '../../src/app/open-search.js';
import { PublicationWatch } from '../../src/app/publication-watch.js';
import { openReadingSide } from '../../src/app/reading-side.js';
import type { ReadingSide } from '../../src/app/reading-side.js';
import type { Configuration } from '../../src/config/hub-config.js';
import { defineSources, loadConfig } from '../../src/config/load-config.js';
import type { ChangeLogRow } from '../../src/domain/change.js';
import { readProfile } from '../../src/domain/profile.js';
import { createServer } from '../../src/http/server.js';
import type { HarvestReporter, JobReport } from '../../src/pipeline/ports.js';
import type { HoldRequest, HoldResult } from '../../src/pipeline/store-ports.js';
import { isCron } from '../../src/schedule/cron.js';
import { toExportLine } from '../../src/serialise/export-line.js';
import { decompress } from '../../src/storage/compression.js';
import { databasePath } from '../../src/storage/database.js';

const schemas = openSchemas('schemas');
const checks = {
  kinds: Object.values(HARVESTER_KINDS),
  schemas: schemas.files,
  validate: schemas.compiled.validate.bind(schemas.compiled),
  isCron,
};

/** As if all runs were those of one `serve`. */
const ANSWER_KEY = randomBytes(32);

/** A source as its file would state it. */
export interface StatedSource {
  readonly id: string;
  readonly title?: string;
  readonly kind?: string;
  readonly url: string;
  readonly [key: string]: unknown;
}

export interface RunRequest {
  readonly options?: Partial<RunOptions>;
  readonly reporter?: HarvestReporter;
  readonly signal?: AbortSignal;
}

/**
 * A hub in this process: the shipped configuration and crosswalks, a store in a temporary folder, a clock that stands
 * still until a test moves it, and job ids that count up.
 */
export class ProvinceHub {
  readonly dataDir: string;
  readonly #isOwner: boolean;
  #time = Date.UTC(2026, 8, 2);
  #jobs = 0;
  #configuration: Configuration;
  #runner: HarvestRunner;
  #reading: ReadingSide | undefined;
  readonly #searches: OpenSearch[] = [];

  private constructor(configuration: Configuration, dataDir: string | undefined) {
    this.#isOwner = dataDir === undefined;
    this.dataDir = dataDir ?? mkdtempSync(join(tmpdir(), 'lianmu-province-'));
    this.#configuration = { ...configuration, hub: { ...configuration.hub, dataDir: this.dataDir } };
    this.#runner = this.#openRunner();
  }

  /** Over a store of its own, which goes with it, or over the one in `dataDir`, which stays. */
  static async open(sources: readonly StatedSource[], dataDir?: string): Promise<ProvinceHub> {
    const shipped = await loadConfig({ ...checks, env: { tokens: {}, unknown: [] }, dir: 'config' });
    return new ProvinceHub({ ...shipped, sources: define(sources, shipped) }, dataDir);
  }

  /** Starts the writing side anew with other sources over the same store. */
  async configure(sources: readonly StatedSource[]): Promise<void> {
    await this.#runner.close();
    this.#configuration = { ...this.#configuration, sources: define(sources, this.#configuration) };
    this.#runner = this.#openRunner();
  }

  advance(hours: number): void {
    this.#time += hours * 3_600_000;
  }

  /** Moves the clock to a time, ISO. */
  setTime(time: string): void {
    this.#time = Date.parse(time);
  }

  get reading(): ReadingSide {
    return (this.#reading ??= openReadingSide(this.dataDir));
  }

  /** Over what is published now; it goes with the hub. */
  openSearch(): OpenSearch {
    const search = openSearch(this.dataDir, { words: this.#configuration.searchWords });
    this.#searches.push(search);
    return search;
  }

  harvest(sourceId: string, request: RunRequest = {}): Promise<JobReport> {
    const { options, reporter = {}, signal = new AbortController().signal } = request;
    return this.#runner.run({
      sourceId,
      options: { dryRun: false, full: false, ...options },
      reporter,
      signal,
    });
  }

  /** All sources at once, as `harvest` without names does; reports by source id. */
  async harvestAll(request: RunRequest = {}): Promise<ReadonlyMap<string, JobReport>> {
    const reports = await Promise.all(
      this.#configuration.sources.map((source) => this.harvest(source.id, request)),
    );
    return new Map(reports.map((report) => [report.sourceId, report]));
  }

  /** Publishes or drops the run of a source that waits. */
  async decide(request: Pick<HoldRequest, 'decision' | 'selection'>, sourceId: string): Promise<HoldResult> {
    const holds = await this.reading.catalog.openHolds();
    const hold = holds.find((each) => each.sourceId === sourceId);
    if (hold === undefined) throw new Error(`no run of ${sourceId} waits`);
    return this.#runner.decide({ jobId: hold.jobId, reason: '试验', now: new Date(this.#time), ...request });
  }

  /** One source after the other, so that names, codes and times are given in the same order every time. */
  async harvestInOrder(): Promise<ReadonlyMap<string, JobReport>> {
    const reports = new Map<string, JobReport>();
    for (const { id } of this.#configuration.sources) reports.set(id, await this.harvest(id));
    return reports;
  }

  /** The published catalogue, a CKAN package a line, as `export` writes it. */
  exportLines(): readonly string[] {
    return [...this.reading.datasets.all()].map((published) => toExportLine(published));
  }

  exportHash(): string {
    const hash = createHash('sha256');
    for (const line of this.exportLines()) hash.update(line);
    return hash.digest('hex');
  }

  /** All raw records that are stored, whatever became of them. */
  rawTexts(): readonly string[] {
    const database = new SqliteDatabase(databasePath(this.dataDir), { readonly: true });
    try {
      const rows = database.prepare<[], { bytes: Buffer }>('SELECT bytes FROM raw').all();
      return rows.map(({ bytes }) => decompress(bytes));
    } finally {
      database.close();
    }
  }

  changes(sinceSeq = 0): Promise<readonly ChangeLogRow[]> {
    return this.reading.catalog.changes(sinceSeq, 1_000_000);
  }

  /** Nobody is told of what is published while he waits. */
  async serve(): Promise<{ readonly url: string; close(): Promise<void> }> {
    const { hub } = this.#configuration;
    const { reading } = this;
    const server = await createServer({
      datasets: reading.datasets,
      history: reading.history,
      catalog: reading.catalog,
      search: this.openSearch().search,
      following: {
        feed: reading.changes,
        publications: new PublicationWatch(() => reading.datasets.version()),
      },
      profile: readProfile(findDatasetSchema(schemas)),
      version: '0.1.0',
      site: {
        title: hub.title,
        description: hub.description,
        url: 'https://hub.example.org',
        languages: ['zh', 'en'],
        publisher: hub.publisher,
      },
    });
    const url = await server.listen(0, '127.0.0.1');
    return { url, close: () => server.close() };
  }

  async close(): Promise<void> {
    for (const search of this.#searches) search.close();
    this.#reading?.close();
    await this.#runner.close();
    if (this.#isOwner) rmSync(this.dataDir, { recursive: true, force: true });
  }

  #openRunner(): HarvestRunner {
    return createHarvestRunner({
      configuration: this.#configuration,
      schemas,
      now: () => new Date(this.#time),
      answerKey: ANSWER_KEY,
      // In a store that others write as well, counting up would meet their numbers.
      newJobId: () => (this.#isOwner ? `job-${(this.#jobs += 1)}` : randomUUID()),
    });
  }
}

/** Sources with the settings of a test: loopback is allowed, and a fault is not tried again unless the test asks for it. */
function define(sources: readonly StatedSource[], configuration: Configuration): Configuration['sources'] {
  const stated = sources.map((source) => ({
    kind: 'ckan',
    title: source.id,
    ...source,
    network: { allowPrivate: true, retries: 0, ...(source['network'] as object | undefined) },
    // What is gone is gone, unless the test is about that.
    limits: { missingRuns: 1, ...(source['limits'] as object | undefined) },
  }));
  return defineSources(stated, configuration.hub, {
    ...checks,
    profiles: configuration.profiles,
    crosswalks: Object.keys(configuration.crosswalks),
  });
}
