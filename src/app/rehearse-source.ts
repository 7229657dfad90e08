import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RehearseRequest } from '../cli/requests.js';
import type { Configuration } from '../config/hub-config.js';
import { InvalidRequestError, NotFoundError, SourceResponseError } from '../domain/errors.js';
import { sha256Hex } from '../domain/identifiers.js';
import { isJsonObject } from '../domain/json-values.js';
import type { RehearsalReport } from '../domain/rehearsal.js';
import type { Source } from '../domain/source.js';
import type { JobReport, PortalClient } from '../pipeline/ports.js';
import type { HonestAnswer } from '../rehearse/answer.js';
import { type FaultProxy, type Forward, startFaultProxy } from '../rehearse/fault-proxy.js';
import { FAULTS } from '../rehearse/faults/index.js';
import { type PublishedContent, rehearse, type RehearsalHub, type TrialRun } from '../rehearse/rehearse.js';
import { selfSignedCertificate } from '../rehearse/self-signed.js';
import { toExportLine } from '../serialise/export-line.js';
import { createHarvestRunner } from './harvest-runner.js';
import type { HubSchemas } from './hub-schemas.js';
import { openPortal } from './open-portal.js';
import { openReadingSide } from './reading-side.js';

interface Hub {
  readonly configuration: Configuration;
  readonly schemas: HubSchemas;
}

/**
 * Runs one source against its portal with one fault after another, in a store of its own that goes with it. The portal itself
 * is asked for one honest harvest, as politely as ever, and each question once.
 */
export async function rehearseSource(request: RehearseRequest, hub: Hub): Promise<RehearsalReport> {
  const { signal } = request;
  const source = portalOf(request.sourceId, hub.configuration);
  const faults = chosen(request.faults);
  const dataDir = await mkdtemp(join(tmpdir(), `lianmu-rehearsal-${process.pid}-`));
  const portal = honestClient(source, hub);
  const { origin } = new URL(source.url);
  const proxy = await startFaultProxy({
    origin,
    forward: forwardTo(portal, origin, signal),
    certificate: selfSignedCertificate(new Date()),
  });
  try {
    return await rehearse({
      hub: temporaryHub(source, { hub, proxy, dataDir, signal }),
      proxy,
      faults,
      signal,
      ...(request.onTrial && { onTrial: request.onTrial.bind(request) }),
    });
  } finally {
    await proxy.close();
    portal.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function portalOf(sourceId: string, { sources }: Configuration): Source {
  const source = sources.find(({ id }) => id === sourceId);
  if (source === undefined) throw new NotFoundError(`there is no source ${sourceId}`);
  if (source.folder === undefined) return source;
  throw new InvalidRequestError(`the source ${sourceId} is a folder; there is no portal that could go wrong`);
}

function chosen(names: readonly string[]): typeof FAULTS {
  const unknown = names.find((name) => !FAULTS.some((fault) => fault.name === name));
  if (unknown !== undefined) {
    const known = FAULTS.map(({ name }) => name).join(', ');
    throw new InvalidRequestError(`there is no fault ${unknown}; there are ${known}`);
  }
  return names.length === 0 ? FAULTS : FAULTS.filter(({ name }) => names.includes(name));
}

function honestClient(source: Source, { configuration, schemas }: Hub): PortalClient {
  return openPortal(source, {
    schemas: schemas.compiled,
    now: () => new Date(),
    operator: configuration.hub,
    token: configuration.secrets[source.id]?.token,
  });
}

/** The portal's own answers, by the source's client: its addresses, its hours, its pace. */
function forwardTo(portal: PortalClient, origin: string, signal: AbortSignal): Forward {
  return async ({ path, accept, body }) => {
    const url = new URL(path, origin).href;
    try {
      const document = await portal.openDocument({ url, ...(body && { body }) }, accept, signal);
      const { mediaType, charset } = document;
      const contentType =
        charset === undefined || mediaType === undefined ? mediaType : `${mediaType}; charset=${charset}`;
      try {
        return { status: 200, contentType, body: Buffer.from(await document.bytes()) };
      } finally {
        await document.close();
      }
    } catch (error) {
      const status = refusal(error);
      if (status === undefined) throw error;
      return { status, contentType: undefined, body: Buffer.alloc(0) } satisfies HonestAnswer;
    }
  };
}

/** What the portal refused is an honest answer too; a portal that is away is none. */
function refusal(error: unknown): number | undefined {
  return error instanceof SourceResponseError ? error.status : undefined;
}

interface Parts {
  readonly hub: Hub;
  readonly proxy: FaultProxy;
  readonly dataDir: string;
  readonly signal: AbortSignal;
}

/** Between two runs: what a run's failures closed is open again by then. */
const HOURS_BETWEEN = 24;
const HOUR = 3_600_000;

function temporaryHub(source: Source, { hub, dataDir, signal }: Parts): RehearsalHub {
  let runs = 0;
  return {
    source,
    async harvest(run, limitSeconds) {
      runs += 1;
      const later = runs * HOURS_BETWEEN * HOUR;
      const runner = createHarvestRunner({
        configuration: configurationOf(source, run, hub.configuration, dataDir),
        schemas: hub.schemas,
        now: () => new Date(Date.now() + later),
      });
      const limit = Number.isFinite(limitSeconds)
        ? [AbortSignal.timeout(Math.ceil(limitSeconds * 1000))]
        : [];
      try {
        return await measured(() =>
          runner.run({
            sourceId: source.id,
            options: { dryRun: false, full: true },
            reporter: {},
            signal: AbortSignal.any([signal, ...limit]),
          }),
        );
      } finally {
        await runner.close();
        signal.throwIfAborted();
      }
    },
    published: () => publishedIn(dataDir),
  };
}

/** The source as it stands, with its portal behind the proxy. */
function configurationOf(
  source: Source,
  { origin, network, maxPages }: TrialRun,
  configuration: Configuration,
  dataDir: string,
): Configuration {
  const { pathname, search } = new URL(source.url);
  const rehearsed: Source = {
    ...source,
    url: `${origin}${pathname === '/' && !source.url.endsWith('/') ? '' : pathname}${search}`,
    enabled: true,
    network: { ...source.network, ...network },
    ...(maxPages !== undefined && { options: withMostPages(source, maxPages) }),
  };
  return { ...configuration, hub: { ...configuration.hub, dataDir }, sources: [rehearsed] };
}

/** Options with a lower bound of pages, so that a list without an end is given up within seconds. */
function withMostPages({ kind, options }: Source, maxPages: number): Source['options'] {
  if (kind === 'dcat') return { ...options, maxPages };
  const { list } = options;
  if (kind !== 'portal-api' || !isJsonObject(list) || !isJsonObject(list['paging'])) return options;
  return { ...options, list: { ...list, paging: { ...list['paging'], maxPages } } };
}

function publishedIn(dataDir: string): ReadonlyMap<string, PublishedContent> {
  const reading = openReadingSide(dataDir);
  try {
    return new Map(
      [...reading.datasets.all()].map((published) => {
        const { identifier, origin } = published.dataset;
        const content = toExportLine({ ...published, created: '', changed: '', jobId: '' });
        return [identifier, { remoteId: origin.remoteId, content: sha256Hex(content) }];
      }),
    );
  } finally {
    reading.close();
  }
}

const SAMPLE_MS = 50;
const MEGABYTE = 1024 * 1024;

async function measured(
  run: () => Promise<JobReport>,
): Promise<{ readonly report: JobReport; readonly megabytes: number }> {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, SAMPLE_MS);
  try {
    const report = await run();
    return { report, megabytes: Math.round((Math.max(most, process.memoryUsage.rss()) - before) / MEGABYTE) };
  } finally {
    clearInterval(timer);
  }
}
