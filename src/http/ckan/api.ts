import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { InvalidRequestError, NotFoundError } from '../../domain/errors.js';
import { withoutHalves } from '../../serialise/plain-text.js';
import { addCors, type CorsOrigins } from '../cors.js';
import { errorBody, Framed, helpUrl, JSON_TYPE, type Body } from '../envelope.js';
import { toErrorResponse } from '../error-response.js';
import { BadRequestError, MethodNotAllowedError } from '../errors.js';
import type { OperatorCheck } from '../operator.js';
import { readableContentType, readBody, readQuery, type Parameters } from '../parameters.js';
import type { AnswerPast } from '../past.js';
import { createRevalidation } from '../revalidation.js';
import { sendFramed } from '../send-framed.js';
import type { HttpLogger } from '../site.js';
import { watchStream } from '../watch-stream.js';
import type { ActionContext, Route } from './action.js';
import { answerAction, type ActionCall } from './answer-action.js';
import { momentIn, type PastMoment } from './as-of.js';
import { apiDescription } from './openapi.js';
import { REFUSED_WRITES } from './refused-writes.js';
import { AS_OF, type Routes } from './route.js';
import { registerUtil } from './util.js';

export interface ApiOptions {
  readonly routes: Routes;
  readonly context: ActionContext;
  readonly corsOrigins: CorsOrigins;
  /** Whether a request is the operator's. */
  readonly refuse: OperatorCheck;
  /** Answers of earlier times for the actions that leave it to their catalogue; without it they have none. */
  readonly past: AnswerPast | undefined;
  readonly logger: HttpLogger | undefined;
}

interface ActionRequest {
  readonly Params: { readonly name: string };
}

const ACTION_PATHS = ['/action/:name', '/3/action/:name'];
/** `/api` answers 1, as CKAN does; pollers ask it whether this is a CKAN. */
const VERSION_PATHS: readonly (readonly [path: string, version: number])[] = [
  ['/', 1],
  ...[1, 2, 3].flatMap((version) => [[`/${version}`, version] as const, [`/${version}/`, version] as const]),
];

/**
 * The Action API, to be registered under `/api`. Every caller is anonymous, but for the routes that know the operator: a
 * wrong token never fails what everybody may read.
 */
export function registerApi(app: FastifyInstance, options: ApiOptions): void {
  const { routes, context, corsOrigins } = options;
  const revalidation = createRevalidation(context, context.version);
  addCors(app, corsOrigins);
  app.addHook('onRequest', (request, _reply, done) => {
    readableContentType(request.raw.headers);
    done();
  });

  for (const path of ACTION_PATHS) {
    app.get<ActionRequest>(path, (request, reply) => {
      const { name } = request.params;
      const route = findRoute(routes, name);
      if (route.sideEffects) {
        throw new BadRequestError(
          `The action ${name} changes something. Please use POST method for your request`,
        );
      }
      const parameters = new Map(readQuery(request));
      const callback = parameters.get('callback');
      parameters.delete('callback');
      const call = { name, route, parameters, callback, past: pastOf(name, route, parameters) };
      if (route.revalidates !== true) return run(request, reply, call);
      const tag = revalidation.tagOf(request.url, call.past?.seq);
      if (revalidation.isKnown(request.headers['if-none-match'], tag)) {
        return tagged(reply, tag).status(304).send();
      }
      return run(request, reply, { ...call, tag });
    });
    app.post<ActionRequest>(path, async (request, reply) => {
      const { name } = request.params;
      const route = findRoute(routes, name);
      const parameters = await readBody(request);
      const past = pastOf(name, route, parameters);
      return run(request, reply, { name, route, parameters, callback: undefined, past });
    });
  }

  /** The state that is asked for; undefined: the present one, which the latest is taken for. */
  function pastOf(name: string, route: Route, parameters: Parameters): PastMoment | undefined {
    if (!parameters.has(AS_OF)) return undefined;
    if (route.asOf === undefined || (route.asOf === 'state' && options.past === undefined)) {
      // Else the present would be taken for the past.
      throw new InvalidRequestError('Validation error', { [AS_OF]: [`${name} answers of the present only`] });
    }
    const moment = momentIn(parameters, context);
    return moment === undefined || moment.seq >= context.search.seq ? undefined : moment;
  }

  async function run(request: FastifyRequest, reply: FastifyReply, call: Call): Promise<FastifyReply> {
    const { name, route, past } = call;
    const callback = typeof call.callback === 'string' && call.callback !== '' ? call.callback : undefined;
    const url = request.method === 'POST' ? undefined : request.url;
    const parameters = route.asOf === 'state' ? without(call.parameters, AS_OF) : call.parameters;
    const asked = { name, route, parameters, callback, url };
    if (past !== undefined && route.asOf === 'state')
      return runPast(request, reply, { ...call, ...asked, past });
    const seen = route.operator === undefined ? context : knownCaller(route, callback, request, reply);
    const { body, link } = await answerAction(asked, seen);
    if (call.tag !== undefined) tagged(reply, call.tag);
    if (link !== undefined) reply.header('Link', link);
    if (body.content instanceof Readable) watchStream(body.content, request, options.logger);
    return send(reply, body);
  }

  async function runPast(
    request: FastifyRequest,
    reply: FastifyReply,
    call: Omit<Call, 'callback'> & ActionCall & { readonly past: PastMoment },
  ): Promise<FastifyReply> {
    const { name, parameters, callback, url, past, tag } = call;
    const answer = await options.past?.({
      ...{ ...past, action: name, parameters, reference: request.id },
      ...(callback !== undefined && { callback }),
      ...(url !== undefined && { url }),
    });
    if (answer === undefined) throw new NotFoundError('Not found');
    if (answer.bug !== undefined) logBug(request, answer.bug);
    if (answer.status === 200 && tag !== undefined) tagged(reply, tag);
    if (answer.link !== undefined) reply.header('Link', answer.link);
    const { buffer, byteOffset, byteLength } = answer.content;
    const content = Buffer.from(buffer, byteOffset, byteLength);
    return send(reply.status(answer.status), { type: answer.type, content });
  }

  /** As for the operator's own part, no page of another origin reads what is his; a script (JSONP) is never his. */
  function knownCaller(
    { operator }: Route,
    callback: string | undefined,
    request: FastifyRequest,
    reply: FastifyReply,
  ): ActionContext {
    const refusal = options.refuse(callback === undefined ? request.headers : {});
    if (refusal !== undefined && operator === 'only') throw refusal;
    const isOperator = refusal === undefined;
    if (isOperator) reply.header('Cache-Control', 'no-store').removeHeader('Access-Control-Allow-Origin');
    return { ...context, isOperator };
  }

  function logBug(request: FastifyRequest, err: unknown): void {
    const { id: reference, method, url } = request;
    options.logger?.error({ reference, method, url, err }, 'a request failed');
  }

  for (const [path, version] of VERSION_PATHS)
    app.get(path, (_request, reply) => sendJson(reply, { version }));
  registerUtil(app, context, sendJson);
  const description = JSON.stringify(apiDescription(routes, context));
  app.get('/openapi.json', (_request, reply) => send(reply, { type: JSON_TYPE, content: description }));
  app.route({
    method: ['PUT', 'PATCH', 'DELETE'],
    url: '/*',
    handler: (_request, reply) => {
      reply.header('Allow', 'GET, HEAD, POST, OPTIONS');
      throw new MethodNotAllowedError('Use GET or POST');
    },
  });
  app.setNotFoundHandler(() => {
    throw new NotFoundError('Not found');
  });
  app.setErrorHandler((error, request, reply) => {
    const { status, error: content, bug } = toErrorResponse(error, request.id);
    if (bug) logBug(request, error);
    return send(reply.status(status), errorBody(helpUrl(context.site.url, nameOf(request)), content));
  });
}

interface Call {
  readonly name: string;
  readonly route: Route;
  readonly parameters: Parameters;
  readonly callback: unknown;
  readonly past: PastMoment | undefined;
  readonly tag?: string;
}

function without(parameters: Parameters, key: string): Parameters {
  return new Map([...parameters].filter(([name]) => name !== key));
}

function findRoute(routes: Routes, name: string): Route {
  const route = routes.get(name) ?? REFUSED_WRITES.get(name);
  if (route === undefined) throw new BadRequestError(`Action name not known: ${name}`);
  return route;
}

function nameOf(request: FastifyRequest): string {
  const { params } = request;
  const named = typeof params === 'object' && params !== null && 'name' in params;
  return named && typeof params.name === 'string' ? params.name : '';
}

function send(reply: FastifyReply, { type, content }: Body): FastifyReply {
  reply.header('Content-Type', type);
  return content instanceof Framed ? sendFramed(reply, content) : reply.send(content);
}

/** A cache may keep the answer, and asks again each time. */
function tagged(reply: FastifyReply, tag: string): FastifyReply {
  return reply.header('ETag', tag).header('Cache-Control', 'no-cache');
}

function sendJson(reply: FastifyReply, value: unknown): FastifyReply {
  return send(reply, { type: JSON_TYPE, content: withoutHalves(JSON.stringify(value)) });
}
