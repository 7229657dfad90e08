import { findHarvesterKind } from '../../harvesters/index.js';
import type { RecordReport, ValidateRequest, Verdict } from '../cli/requests.js';
import type { Configuration } from '../config/hub-config.js';
import type { CheckRequest } from '../config/load-request.js';
import {
  InvalidRequestError,
  NotFoundError,
  SourceResponseError,
  SourceUnavailableError,
} from '../domain/errors.js';
import { problemValue } from '../domain/problem.js';
import type { Source } from '../domain/source.js';
import { fetchProblem } from '../pipeline/fetch-record.js';
import type {
  Gathered,
  Harvester,
  HarvesterKind,
  PortalClient,
  RecordChecker,
  RecordRef,
} from '../pipeline/ports.js';
import { unreadParts } from '../pipeline/run-batch.js';
import { createCheckers } from './checkers.js';
import { defineStated } from './define-source.js';
import { gatherFiles } from './gather-files.js';
import type { HubSchemas } from './hub-schemas.js';
import { openPortal } from './open-portal.js';
import { openFiles, requireFile } from './source-files.js';

interface Hub {
  readonly configuration: Configuration;
  readonly schemas: HubSchemas;
  readonly checks: CheckRequest;
}

/** Maps, normalises and validates a file or a portal without storing anything: one report a record, as they come. */
export async function* validateInput(request: ValidateRequest, hub: Hub): AsyncIterable<RecordReport> {
  const { input, signal } = request;
  const isUrl = /^https?:\/\//i.test(input);
  const source = sourceFor(request, hub, isUrl ? input : undefined);
  const kind = kindOf(source.kind);
  const now = (): Date => new Date();
  const checkers = createCheckers({ configuration: hub.configuration, schemas: hub.schemas, now });
  const file = isUrl ? undefined : await requireFile(input);
  const tools = { schemas: hub.schemas.compiled, now, operator: hub.configuration.hub };
  const portal = file !== undefined && request.stranger !== undefined ? NO_PORTAL : openPortal(source, tools);
  try {
    const made = kind.create(source, { portal, labels: checkers.labelsOf(source) });
    const harvester = file === undefined ? made : gatherFiles(made, () => openFiles([file], source));
    for await (const item of harvester.gather({ mode: 'full' }, signal)) {
      if (item.type === 'record') {
        yield await checkRecord(item, harvester, checkers.forSource(source), signal);
      } else {
        yield* listReport(item);
      }
    }
  } finally {
    portal.close();
  }
}

/** What the list itself shows: records that could not be brought, and those that are in it once more. */
function* listReport(item: Exclude<Gathered, RecordRef>): Iterable<RecordReport> {
  if (item.type !== 'gap' && item.type !== 'notice') return;
  const { problem } = item;
  const about = { remoteId: problem.value ?? '', problems: [problem] };
  if (item.type === 'gap') yield { ...about, remoteId: item.remoteId ?? about.remoteId, verdict: 'failed' };
  else if (problem.code === 'duplicate-record') yield { ...about, verdict: 'duplicate' };
}

function kindOf(name: string): HarvesterKind {
  const kind = findHarvesterKind(name);
  if (kind === undefined) throw new InvalidRequestError(`there is no kind ${name}`);
  return kind;
}

/** A record of a file may say where more of it is: who does not know its author asks nobody. */
const NO_PORTAL: PortalClient = {
  getJson: refuse,
  getJsonList: refuse,
  getText: refuse,
  openDocument: refuse,
  close: () => undefined,
};

function refuse(request: string | { readonly url: string }): Promise<never> {
  const url = typeof request === 'string' ? request : request.url;
  const error = new SourceResponseError(`${url}: only what is in the file is read`, {
    url,
    fault: 'refused-address',
  });
  return Promise.reject(error);
}

const DEFAULT_KIND = 'ckan';

/** A configured source with its own crosswalks, or one made up for this input: the caller named it, so it may be private. */
function sourceFor(request: ValidateRequest, hub: Hub, url: string | undefined): Source {
  const { configuration } = hub;
  if (request.source !== undefined) {
    const source = configuration.sources.find((candidate) => candidate.id === request.source);
    if (source === undefined) throw new NotFoundError(`there is no source ${request.source}`);
    if (request.kind !== undefined && request.kind !== source.kind) {
      throw new InvalidRequestError(
        `the source ${source.id} is of the kind ${source.kind}, not ${request.kind}`,
      );
    }
    return url === undefined ? source : { ...source, url };
  }
  const stated = {
    id: 'input',
    kind: kindOf(request.kind ?? DEFAULT_KIND).kind,
    title: 'input',
    url: url ?? 'http://localhost/',
    options: request.options ?? {},
    // Of a file nobody is asked.
    network: {
      ...request.stranger?.network,
      ...((url === undefined || request.stranger === undefined) && { allowPrivate: true }),
    },
  };
  const [source] = defineStated([stated], hub);
  if (source === undefined) throw new Error('the stated source vanished');
  return source;
}

async function checkRecord(
  ref: RecordRef,
  harvester: Harvester,
  checker: RecordChecker,
  signal: AbortSignal,
): Promise<RecordReport> {
  const { remoteId } = ref;
  try {
    const { raw } = await harvester.fetch(ref, signal);
    const draft = harvester.map(raw, remoteId);
    const result = checker.check(draft, [...(ref.problems ?? []), ...unreadParts(draft)]);
    const title = result.ok ? result.dataset.title : draft.title;
    return {
      remoteId,
      verdict: result.ok ? verdictOf(result.problems) : result.outcome,
      problems: result.problems,
      ...(typeof title === 'string' && { title: problemValue(title) }),
    };
  } catch (error) {
    if (!(error instanceof SourceResponseError) && !(error instanceof SourceUnavailableError)) throw error;
    return { remoteId, verdict: 'failed', problems: [fetchProblem(remoteId, error)] };
  }
}

function verdictOf(problems: RecordReport['problems']): Verdict {
  return problems.some((problem) => problem.bar === 'conformant') ? 'publishable' : 'conformant';
}
