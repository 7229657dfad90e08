import type { FastifyInstance } from 'fastify';
import { NotFoundError } from '../domain/errors.js';
import type { Hold } from '../domain/hold.js';
import type { Job } from '../domain/job.js';
import type { CatalogReader } from '../pipeline/read-ports.js';
import type { HoldRequest, HoldResult } from '../pipeline/store-ports.js';
import { createAnswerFailure } from './answer-failure.js';
import { ConflictError, MethodNotAllowedError } from './errors.js';
import { type JobsQuery, readChangesQuery, readDecision, readJobsQuery } from './job-requests.js';
import { createOperatorCheck, type Operator } from './operator.js';
import type { HttpLogger } from './site.js';

export interface JobsOptions {
  readonly catalog: CatalogReader;
  /** Absent: nobody may. */
  readonly operator: Operator | undefined;
  readonly logger: HttpLogger | undefined;
}

type JobsSide = Pick<JobsOptions, 'catalog'> & { readonly operator: Operator };

interface JobRequest {
  readonly Params: { readonly jobId: string };
}

/**
 * The operator's part of the API, to be registered under `/api/lianmu/jobs`: runs, what those would change that wait, and
 * the decision on them. All of it asks for the token, and before anything of a request is read. No page of another
 * origin may read it, unlike the rest of the API: what it shows is not published, and a token in a stranger's script is
 * lost. Without cookies no page can act for the operator either.
 */
export function registerJobs(app: FastifyInstance, { catalog, operator, logger }: JobsOptions): void {
  const refuse = createOperatorCheck(operator?.token);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('Cache-Control', 'no-store');
    done(refuse(request.headers));
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    app.getDefaultJsonParser('error', 'error'),
  );

  if (operator !== undefined) addRoutes(app, { catalog, operator });

  // What this let through would be answered as the rest of the API is: with CORS.
  for (const url of ['/', '/*']) {
    app.route({
      method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      url,
      handler: (_request, reply) => {
        reply.header('Allow', 'GET, HEAD, POST');
        throw new MethodNotAllowedError('Use GET or POST');
      },
    });
  }
  app.setNotFoundHandler(() => {
    throw new NotFoundError('there is no such address');
  });
  app.setErrorHandler(createAnswerFailure('json', logger));
}

function addRoutes(app: FastifyInstance, { catalog, operator }: JobsSide): void {
  app.get('/', async (request) => ({ jobs: await listJobs(catalog, readJobsQuery(request.query)) }));
  app.get<JobRequest>('/:jobId', (request) => describeJob(catalog, request.params.jobId));
  app.get<JobRequest>('/:jobId/changes', (request) =>
    changesOf(catalog, request.params.jobId, readChangesQuery(request.query)),
  );
  for (const decision of ['release', 'reject'] as const) {
    app.post<JobRequest>(`/:jobId/${decision}`, (request) =>
      decide({ catalog, operator }, { jobId: request.params.jobId, ...readDecision(decision, request.body) }),
    );
  }
}

/** Latest first; of those that wait the oldest first, each with its hold. */
async function listJobs(catalog: CatalogReader, query: JobsQuery): Promise<readonly object[]> {
  if (!('state' in query)) {
    if (query.before !== undefined) await getJob(catalog, query.before);
    return catalog.listJobs(query);
  }
  // One of a source at most.
  const holds = await catalog.openHolds();
  const wanted = holds.filter(({ sourceId }) => query.sourceId === undefined || sourceId === query.sourceId);
  return Promise.all(wanted.map(async (hold) => ({ ...(await getJob(catalog, hold.jobId)), hold })));
}

async function describeJob(catalog: CatalogReader, jobId: string): Promise<object> {
  const job = await getJob(catalog, jobId);
  const hold = await catalog.findHold(jobId);
  return { ...job, ...(hold && { hold }) };
}

async function changesOf(
  catalog: CatalogReader,
  jobId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<object> {
  const hold = await catalog.findHold(jobId);
  if (hold === undefined) throw new NotFoundError(`the job ${jobId} was never held`);
  const changes = await catalog.listHeldChanges(jobId, page);
  const mayHaveMore = changes.length === page.limit;
  return { hold, changes, ...(mayHaveMore && { nextOffset: page.offset + page.limit }) };
}

async function decide(
  { catalog, operator }: JobsSide,
  request: Omit<HoldRequest, 'now'>,
): Promise<HoldResult> {
  const { jobId } = request;
  await getJob(catalog, jobId);
  try {
    return await operator.decideHold(request);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    throw new ConflictError(whyNotWaiting(jobId, await catalog.findHold(jobId)), { cause: error });
  }
}

function whyNotWaiting(jobId: string, hold: Hold | undefined): string {
  if (hold?.decision === undefined) return `the job ${jobId} does not wait for a decision`;
  const { decision, decidedAt = '', reason = '' } = hold;
  return `the job ${jobId} was decided on ${decidedAt}: ${decision} (${reason})`;
}

async function getJob(catalog: CatalogReader, jobId: string): Promise<Job> {
  const job = await catalog.findJob(jobId);
  if (job === undefined) throw new NotFoundError(`there is no job ${jobId}`);
  return job;
}
