import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findHarvesterKind, HARVESTER_KINDS } from '../../harvesters/index.js';
import type { Application } from '../cli/application.js';
import type {
  CrosswalkGap,
  DemoRequest,
  DemoRun,
  DocumentName,
  ExportRequest,
  GapsRequest,
  HarvestRequest,
  HeldRun,
  ImportRequest,
  JobDetail,
  ProbeReport,
  ProbeRequest,
  ReconcileRequest,
  RehearseRequest,
  PilotForm,
  PilotRequest,
  ReplayRequest,
  RecordReport,
  ReindexRequest,
  ServeOptions,
  Serving,
  SourceLine,
  SourceRequests,
  ValidateRequest,
  VerifyReport,
  VerifyRequest,
} from '../cli/requests.js';
import { GAP_ELEMENTS } from '../cli/requests.js';
import type {
  SnapshotRequest,
  SnapshotResult,
  SnapshotVerdict,
  VerifySnapshotRequest,
} from '../cli/snapshot-requests.js';
import { renderConfigurationDoc } from '../config/configuration-doc.js';
import type { Configuration } from '../config/hub-config.js';
import type { CheckRequest } from '../config/load-request.js';
import type { Crosswalks } from '../domain/crosswalk.js';
import type { Language } from '../domain/dataset.js';
import { momentText } from '../domain/day.js';
import { InvalidRequestError, NotFoundError } from '../domain/errors.js';
import { isIncremental } from '../domain/filter-finding.js';
import type { Job } from '../domain/job.js';
import type { PilotReport } from '../domain/pilot/report.js';
import type { Problem } from '../domain/problem.js';
import { readProfile } from '../domain/profile.js';
import type { Profile } from '../domain/profile.js';
import type { ReconcileReport } from '../domain/reconcile-report.js';
import type { RehearsalReport } from '../domain/rehearsal.js';
import { createProblemDescriber } from '../domain/rules.js';
import type { ProblemText } from '../domain/rules.js';
import type { AlarmBoard } from '../domain/source-alarm.js';
import type { Source } from '../domain/source.js';
import type { TracedRecord } from '../domain/trace.js';
import { combineReporters } from '../observe/combine-reporters.js';
import { logReporter } from '../observe/log-reporter.js';
import { createLogger, nameLoggers } from '../observe/logger.js';
import type { Loggers } from '../observe/logger.js';
import { robotsReporter } from '../observe/robots-reporter.js';
import type { HarvestReporter, JobReport } from '../pipeline/ports.js';
import type { SourceSummary } from '../pipeline/read-ports.js';
import type { HoldRequest, HoldResult } from '../pipeline/store-ports.js';
import { toNationalProfile } from '../serialise/national-profile.js';
import { countRequests, listRequests } from '../storage/requests/request-reader.js';
import { giveTrust } from '../storage/writer/trust.js';
import { openAlarmState } from './alarm-board.js';
import type { AlarmChannel } from './alarm-watch.js';
import { exportCatalog, siteFactsOf } from './export-catalog.js';
import { HarvestThreads } from './harvest-threads.js';
import { findDatasetSchema } from './hub-schemas.js';
import type { HubSchemas } from './hub-schemas.js';
import { keepAnswers } from './kept-answers.js';
import { PauseBook } from './pauses.js';
import { openReadingSide } from './reading-side.js';
import type { ReadingSide } from './reading-side.js';
import { SearchThreads } from './search-threads.js';
import { userAgentOf } from './user-agent.js';

export interface HubParts {
  readonly root: string;
  readonly schemaDir: string;
  readonly schemas: HubSchemas;
  readonly language: Language;
  readonly checks: CheckRequest;
  readonly configuration: Configuration;
  /** Only warnings and above are logged. */
  readonly quiet: boolean;
}

/** The hub as the command line uses it; the store and the threads are opened by who needs them first. */
export class HubApplication implements Application {
  readonly #parts: HubParts;
  readonly #loggers: Loggers;
  #describe: ReturnType<typeof createProblemDescriber> | undefined;
  #reading: ReadingSide | undefined;
  #threads: HarvestThreads | undefined;
  #search: SearchThreads | undefined;

  constructor(parts: HubParts) {
    this.#parts = parts;
    const { logLevel } = parts.configuration.hub;
    this.#loggers = nameLoggers(createLogger(parts.quiet && logLevel === 'info' ? 'warn' : logLevel));
  }

  async harvest(request: HarvestRequest): Promise<readonly JobReport[]> {
    const { dryRun, full, reporter, signal } = request;
    const sources = this.#chosen(request.sources);
    const threads = this.#harvestThreads(false);
    const combined = this.#reporter(reporter);
    const options = { dryRun, full };
    const runs = sources.map(({ id }) => threads.run({ sourceId: id, options, reporter: combined, signal }));
    return this.#thenMerge(Promise.all(runs), signal);
  }

  async replay(request: ReplayRequest): Promise<readonly JobReport[]> {
    const { sources: ids, asOf, publish, reporter, signal } = request;
    const sources = this.#chosen(ids);
    const holds = await this.#readingSide().catalog.openHolds();
    const waiting = holds.find(({ sourceId }) => sources.some(({ id }) => id === sourceId));
    if (waiting !== undefined) {
      throw new InvalidRequestError(
        `the job ${waiting.jobId} of ${waiting.sourceId} waits for a decision; release or reject it first`,
      );
    }
    const { timezone } = this.#parts.configuration.hub;
    const threads = this.#harvestThreads(false);
    const combined = this.#reporter(reporter);
    const replay = { review: !publish, ...(asOf !== undefined && { asOf: momentText(timezone, asOf) }) };
    const options = { dryRun: false, full: false, replay };
    const runs = sources.map(({ id }) => threads.run({ sourceId: id, options, reporter: combined, signal }));
    return this.#thenMerge(Promise.all(runs), signal);
  }

  async importFiles(request: ImportRequest): Promise<JobReport> {
    const { sourceId, files, add, dryRun, reporter, signal } = request;
    this.#chosen([sourceId]);
    const { requireFile } = await import('./source-files.js');
    const paths = await Promise.all(files.map(requireFile));
    const options = { dryRun, full: !add, files: { paths, add } };
    const run = { sourceId, options, reporter: this.#reporter(reporter), signal };
    return this.#thenMerge(this.#harvestThreads(false).run(run), signal);
  }

  /** No process stays to do it bit by bit. */
  async #thenMerge<Reports>(runs: Promise<Reports>, signal: AbortSignal): Promise<Reports> {
    const reports = await runs;
    while (!signal.aborted && (await this.#harvestThreads(false).mergeIndex()));
    return reports;
  }

  async serve(options: ServeOptions): Promise<Serving> {
    const { hub, sources, hubSecrets, searchWords } = this.#parts.configuration;
    // The server's modules are loaded by the commands that have one.
    const { serveCatalog } = await import('./serving.js');
    const { createThreadValidator } = await import('./validator/thread-validator.js');
    const { createMetrics } = await import('../observe/metrics.js');
    const channels = await this.#alarmChannels();
    const metrics = createMetrics(this.#readingSide().catalog);
    const threads = this.#harvestThreads(true);
    this.#search = await SearchThreads.open({
      dataDir: hub.dataDir,
      words: searchWords,
      threads: hub.search.threads,
      keptBytes: hub.search.keptMegabytes * 1024 * 1024,
      failed: (error) => {
        this.#loggers.http.error({ err: error }, 'a search thread broke');
      },
    });
    const serving = await serveCatalog({
      hub,
      sources,
      profile: this.#profile(),
      version: this.#version(),
      reading: this.#readingSide(),
      search: keepAnswers(this.#search, () => this.#readingSide().datasets.version()),
      words: searchWords,
      port: options.port ?? hub.port,
      host: options.host ?? hub.host,
      signal: options.signal,
      logger: this.#loggers.http,
      alarmLogger: this.#loggers.alarm,
      metrics,
      channels,
      operatorToken: hubSecrets.operatorToken,
      snapshotKey: hubSecrets.snapshotKey,
      decideHold: (request) => this.decideHold(request),
      kinds: Object.values(HARVESTER_KINDS),
      validator: createThreadValidator({
        ...{ configuration: this.#parts.configuration, schemaDir: this.#parts.schemaDir },
        now: () => Date.now(),
      }),
      run: (sourceId, run) =>
        threads.run({
          sourceId,
          options: run.options,
          reporter: this.#reporter(metrics.reporter, run.reporter),
          signal: AbortSignal.any([options.signal, run.signal]),
        }),
      expect: (sourceId, seconds) => {
        threads.expect(sourceId, seconds);
      },
      lookAfterStore: async () => {
        await threads.recover();
        await threads.mergeIndex();
      },
    });
    // Ends what a killed process left running, beside the first answers.
    await threads.recover();
    this.#loggers.app.info({ url: serving.url }, 'serving');
    return serving;
  }

  configuredSources(): readonly Source[] {
    return this.#parts.configuration.sources;
  }

  async sources(): Promise<readonly SourceLine[]> {
    const summaries = await this.#readingSide().catalog.sourceSummaries();
    const byId = new Map(summaries.map((summary) => [summary.sourceId, summary]));
    const paused = this.#pauses().paused();
    return this.configuredSources().map((source) => ({
      ...toSourceLine(source, byId.get(source.id)),
      ...(paused[source.id] !== undefined && { paused: paused[source.id] }),
    }));
  }

  async source(sourceId: string): Promise<SourceLine & { readonly hasToken: boolean }> {
    const line = (await this.sources()).find((candidate) => candidate.source.id === sourceId);
    if (line === undefined) throw new NotFoundError(`there is no source ${sourceId}`);
    return { ...line, hasToken: this.#parts.configuration.secrets[sourceId] !== undefined };
  }

  requests(
    sourceId: string,
    page: { readonly limit: number; readonly before?: number },
  ): Promise<SourceRequests> {
    this.#configured(sourceId);
    const { dataDir } = this.#parts.configuration.hub;
    return Promise.resolve({
      latest: listRequests(dataDir, sourceId, page),
      counts: countRequests(dataDir, sourceId),
    });
  }

  // Asynchronous, so that what they throw is a rejection.
  async pauseSources(ids: readonly string[], reason?: string): Promise<readonly string[]> {
    const sources = ids.length === 0 ? this.configuredSources() : ids.map((id) => this.#configured(id));
    const chosen = sources.map(({ id }) => id);
    this.#pauses().pause(chosen, { now: new Date(), ...(reason !== undefined && { reason }) });
    return Promise.resolve(chosen);
  }

  async resumeSources(ids: readonly string[]): Promise<readonly string[]> {
    const pauses = this.#pauses();
    const paused = pauses.paused();
    // One that is configured no more may be paused still.
    for (const id of ids) if (paused[id] === undefined) this.#configured(id);
    const chosen = ids.length === 0 ? Object.keys(paused) : ids;
    pauses.resume(chosen);
    return Promise.resolve(chosen);
  }

  async trustSources(ids: readonly string[]): Promise<readonly string[]> {
    const summaries = await this.#readingSide().catalog.sourceSummaries();
    const known = summaries.map(({ sourceId }) => sourceId);
    // One that is configured no more may be distrusted still.
    for (const id of ids) if (!known.includes(id)) this.#configured(id);
    return giveTrust(this.#parts.configuration.hub.dataDir, ids.length === 0 ? known : ids);
  }

  async alarms(): Promise<AlarmBoard> {
    const { judgedAt, open } = openAlarmState(this.#parts.configuration.hub.dataDir).read();
    return Promise.resolve({ open, ...(judgedAt !== undefined && { judgedAt }) });
  }

  jobs(filter: { readonly sourceId?: string; readonly limit: number }): Promise<readonly Job[]> {
    return this.#readingSide().catalog.listJobs(filter);
  }

  async job(jobId: string, page: { readonly limit: number; readonly offset: number }): Promise<JobDetail> {
    const { catalog } = this.#readingSide();
    const job = await catalog.findJob(jobId);
    if (job === undefined) throw new NotFoundError(`there is no job ${jobId}`);
    return { job, records: await catalog.listHarvestRecords(jobId, page) };
  }

  trace(text: string): Promise<readonly TracedRecord[]> {
    return this.#readingSide().catalog.traceRecords(text, 'all');
  }

  async heldRun(jobId: string, page: { readonly limit: number; readonly offset: number }): Promise<HeldRun> {
    const { catalog } = this.#readingSide();
    const hold = await catalog.findHold(jobId);
    if (hold === undefined) throw new NotFoundError(`the job ${jobId} was never held`);
    return { hold, changes: await catalog.listHeldChanges(jobId, page) };
  }

  decideHold(request: Omit<HoldRequest, 'now'>): Promise<HoldResult> {
    return this.#harvestThreads(false).decide({ ...request, now: new Date() });
  }

  async *validateInput(request: ValidateRequest): AsyncIterable<RecordReport> {
    const { validateInput } = await import('./validate-input.js');
    yield* validateInput(request, this.#parts);
  }

  async probe(request: ProbeRequest): Promise<ProbeReport> {
    const { probeAddress } = await import('./probe-address.js');
    return probeAddress(request, this.#parts);
  }

  async crosswalkGaps({ sources: ids, element }: GapsRequest): Promise<readonly CrosswalkGap[]> {
    const { collectGaps, gapCodeOf } = await import('./crosswalk-gaps.js');
    const { crosswalks } = this.#parts.configuration;
    const sources = ids.length === 0 ? this.configuredSources() : ids.map((id) => this.#configured(id));
    const wanted = new Set(ids);
    const elements = element === undefined ? GAP_ELEMENTS : [element];
    const problems = await this.#readingSide().problems.countQuoted(elements.map(gapCodeOf));
    return collectGaps({
      problems: problems.filter(({ sourceId }) => wanted.size === 0 || wanted.has(sourceId)),
      elements,
      sources,
      // The files were accepted by schemas/crosswalk.schema.json when the configuration was loaded.
      crosswalks: crosswalks as Crosswalks,
    });
  }

  describeProblem(problem: Problem): ProblemText {
    this.#describe ??= createProblemDescriber(this.#profile());
    return this.#describe(problem, this.#parts.language);
  }

  exportCatalog(request: ExportRequest): AsyncIterable<string | Uint8Array> {
    if (request.source !== undefined) this.#chosen([request.source]);
    const { datasets } = this.#readingSide();
    const catalog = { datasets, sources: this.configuredSources() };
    return exportCatalog(request, catalog, siteFactsOf(this.#parts.configuration.hub));
  }

  async pilotReport(request: PilotRequest): Promise<PilotReport> {
    const { pilotFigures } = await import('./pilot/pilot-figures.js');
    const { hub, sources, searchWords: words } = this.#parts.configuration;
    return pilotFigures(request, {
      ...{ hub, sources, words, reading: this.#readingSide() },
      now: () => new Date(),
    });
  }

  async *pilotFile(report: PilotReport, form: PilotForm): AsyncIterable<string | Uint8Array> {
    const { writePilotFile } = await import('./pilot/pilot-file.js');
    yield* writePilotFile(report, {
      form,
      base: this.#parts.configuration.hub.baseUrl,
      language: this.#parts.language,
    });
  }

  async snapshot(request: SnapshotRequest): Promise<SnapshotResult> {
    const { hub, hubSecrets } = this.#parts.configuration;
    const { snapshotStore } = await import('./snapshot/snapshot-store.js');
    return snapshotStore(request, { hub, snapshotKey: hubSecrets.snapshotKey });
  }

  async verifySnapshot(request: VerifySnapshotRequest): Promise<SnapshotVerdict> {
    const { verifySnapshot } = await import('./snapshot/verify-snapshot.js');
    return verifySnapshot(request);
  }

  async demo(request: DemoRequest): Promise<DemoRun> {
    const { runDemo } = await import('./demo-run.js');
    return runDemo(request, this.#parts);
  }

  async rehearse(request: RehearseRequest): Promise<RehearsalReport> {
    const { rehearseSource } = await import('./rehearse-source.js');
    return rehearseSource(request, this.#parts);
  }

  async reconcile({ sources: ids, record, signal }: ReconcileRequest): Promise<ReconcileReport> {
    const sources = this.#chosen(ids).filter(({ kind }) => findHarvesterKind(kind)?.follows === true);
    if (sources.length < ids.length)
      throw new InvalidRequestError('only sources of kind lianmu can be compared');
    const { reconcileHubs } = await import('./reconcile.js');
    const request = { sources, signal, ...(record !== undefined && { record }) };
    return reconcileHubs(request, { ...this.#parts, reading: this.#readingSide() });
  }

  async verify(request: VerifyRequest): Promise<VerifyReport> {
    const { verifyStore } = await import('./verify-store.js');
    return verifyStore(this.#parts.configuration.hub.dataDir, request);
  }

  async reindex(request: ReindexRequest): Promise<number> {
    const { reindexStore } = await import('./reindex-store.js');
    return reindexStore(this.#parts.configuration.hub.dataDir, request);
  }

  document(name: DocumentName): string {
    if (name === 'configuration')
      return renderConfigurationDoc(this.#parts.schemas.files, this.#parts.checks.kinds);
    return toNationalProfile(this.#profile());
  }

  async close(): Promise<void> {
    await Promise.all([this.#threads?.close(), this.#search?.close()]);
    this.#reading?.close();
  }

  #chosen(ids: readonly string[]): readonly Source[] {
    const sources = this.configuredSources();
    if (ids.length === 0) return sources.filter((source) => source.enabled);
    return ids.map((id) => {
      const source = this.#configured(id);
      if (!source.enabled) throw new InvalidRequestError(`the source ${id} is disabled (enabled: false)`);
      return source;
    });
  }

  #configured(id: string): Source {
    const source = this.configuredSources().find((candidate) => candidate.id === id);
    if (source === undefined) throw new NotFoundError(`there is no source ${id}`);
    return source;
  }

  #harvestThreads(background: boolean): HarvestThreads {
    const { configuration, schemaDir } = this.#parts;
    this.#threads ??= new HarvestThreads({ configuration, schemaDir, background, now: () => new Date() });
    return this.#threads;
  }

  #pauses(): PauseBook {
    return new PauseBook(this.#parts.configuration.hub.dataDir);
  }

  async #alarmChannels(): Promise<ReadonlyMap<string, AlarmChannel>> {
    const { hub, hubSecrets } = this.#parts.configuration;
    const { alarmChannels } = await import('./alarm-channels.js');
    const userAgent = userAgentOf(hub.network.userAgent, hub);
    return alarmChannels(hub, hubSecrets, { userAgent, now: () => new Date(), random: Math.random });
  }

  #readingSide(): ReadingSide {
    this.#reading ??= openReadingSide(this.#parts.configuration.hub.dataDir);
    return this.#reading;
  }

  #reporter(...reporters: readonly HarvestReporter[]): HarvestReporter {
    return combineReporters(
      [...reporters, logReporter(this.#loggers.harvest), robotsReporter(this.#loggers.harvest)],
      (error) => {
        this.#loggers.app.error({ err: error }, 'a reporter broke');
      },
    );
  }

  #profile(): Profile {
    return readProfile(findDatasetSchema(this.#parts.schemas));
  }

  #version(): string {
    const text = readFileSync(join(this.#parts.root, 'package.json'), 'utf8');
    return (JSON.parse(text) as { readonly version: string }).version;
  }
}

function toSourceLine(source: Source, summary: SourceSummary | undefined): SourceLine {
  return {
    source,
    datasets: summary?.datasets ?? 0,
    rejected: summary?.rejected ?? 0,
    ...(summary?.lastJob !== undefined && { lastJob: summary.lastJob }),
    ...(summary?.finding !== undefined && isIncremental(source) && { finding: summary.finding }),
  };
}
