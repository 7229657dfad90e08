import { readFile } from 'node:fs/promises';
import type { RecordReport, ValidateRequest, Verdict } from '../cli/application.js';
import type { Configuration } from '../config/hub-config.js';
import { defineSources } from '../config/load-config.js';
import type { CheckRequest } from '../config/load-request.js';
import { NotFoundError, SourceResponseError, SourceUnavailableError } from '../domain/errors.js';
import { problemValue } from '../domain/problem.js';
import type { Source } from '../domain/source.js';
import { fetchProblem } from '../pipeline/fetch-record.js';
import type { Gathered, Harvester, HarvesterKind, RecordChecker, RecordRef } from '../pipeline/ports.js';
import { unreadParts } from '../pipeline/run-batch.js';
import { createCheckers } from './checkers.js';
import type { HubSchemas } from './hub-schemas.js';
import { openPortal } from './open-portal.js';

interface Hub {
  readonly configuration: Configuration;
  readonly schemas: HubSchemas;
  readonly checks: CheckRequest;
}

/** Maps, normalises and validates a file or a portal without storing anything: one report a record, as they come. */
export async function* validateInput(
  request: Omit<ValidateRequest, 'kind'> & { readonly kind: HarvesterKind },
  hub: Hub,
): AsyncIterable<RecordReport> {
  const { kind, input, signal } = request;
  const isUrl = /^https?:\/\//i.test(input);
  const source = sourceFor(request, hub, isUrl ? input : undefined);
  const now = (): Date => new Date();
  const checkers = createCheckers({ configuration: hub.configuration, schemas: hub.schemas, now });
  const portal = openPortal(source, {
    schemas: hub.schemas.compiled,
    now,
    contact: hub.configuration.hub.baseUrl,
  });
  try {
    const harvester = kind.create(source, { portal, labels: checkers.labelsOf(source) });
    const listed = isUrl
      ? harvester.gather({ mode: 'full' }, signal)
      : listFile(kind, await readFile(input, 'utf8'));
    for await (const item of listed) {
      if (item.type === 'record')
        yield await checkRecord(item, harvester, checkers.forSource(source), signal);
      else if (item.type === 'gap')
        yield {
          remoteId: item.remoteId ?? item.problem.value ?? '',
          verdict: 'failed',
          problems: [item.problem],
        };
    }
  } finally {
    portal.close();
  }
}

// eslint-disable-next-line @typescript-eslint/require-await -- a file stands in for a portal's stream
async function* listFile(kind: HarvesterKind, text: string): AsyncIterable<Gathered> {
  yield* kind.readDocument(text);
}

/** A configured source with its own crosswalks, or one made up for this input: the caller named it, so it may be private. */
function sourceFor(
  request: Omit<ValidateRequest, 'kind'> & { readonly kind: HarvesterKind },
  hub: Hub,
  url: string | undefined,
): Source {
  const { configuration, checks } = hub;
  if (request.source !== undefined) {
    const source = configuration.sources.find((candidate) => candidate.id === request.source);
    if (source === undefined) throw new NotFoundError(`there is no source ${request.source}`);
    return url === undefined ? source : { ...source, url };
  }
  const stated = {
    id: 'input',
    kind: request.kind.kind,
    title: 'input',
    url: url ?? 'http://localhost/',
    network: { allowPrivate: true },
  };
  const [source] = defineSources([stated], configuration.hub, {
    ...checks,
    crosswalks: Object.keys(configuration.crosswalks),
  });
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
    const result = checker.check(draft, unreadParts(draft));
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
