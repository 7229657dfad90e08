import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NotFoundError } from '../../domain/errors.js';
import { addCors, type CorsOrigins } from '../cors.js';
import { errorBody, helpUrl, JSON_TYPE, successBody, type Body } from '../envelope.js';
import { toErrorResponse } from '../error-response.js';
import { BadRequestError, MethodNotAllowedError } from '../errors.js';
import type { OperatorCheck } from '../operator.js';
import { readBody, readQuery, type Parameters } from '../parameters.js';
import type { HttpLogger } from '../site.js';
import type { ActionContext, Route } from './action.js';
import type { Routes } from './routes.js';
import { statusShow } from './status-show.js';

export interface ApiOptions {
  readonly routes: Routes;
  readonly context: ActionContext;
  readonly corsOrigins: CorsOrigins;
  /** Whether a request is the operator's. */
  readonly refuse: OperatorCheck;
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
const STATUS_PATHS = ['/util/status', '/1/util/status', '/2/util/status', '/3/util/status'];

/**
 * The Action API, to be registered under `/api`. Every caller is anonymous, but for the routes that know the operator: a
 * wrong token never fails what everybody may read.
 */
export function registerApi(app: FastifyInstance, options: ApiOptions): void {
  const { routes, context, corsOrigins } = options;
  addCors(app, corsOrigins);

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
      return run(request, reply, { name, route, parameters, callback });
    });
    app.post<ActionRequest>(path, async (request, reply) => {
      const { name } = request.params;
      const route = findRoute(routes, name);
      return run(request, reply, { name, route, parameters: await readBody(request), callback: undefined });
    });
  }

  async function run(request: FastifyRequest, reply: FastifyReply, call: Call): Promise<FastifyReply> {
    const callback = typeof call.callback === 'string' && call.callback !== '' ? call.callback : undefined;
    const seen =
      call.route.operator === undefined ? context : knownCaller(call.route, callback, request, reply);
    const result: unknown = await call.route.action(call.parameters, seen);
    const body = successBody(helpUrl(context.site.url, call.name), result, callback);
    return send(reply, watchStream(body, request, options.logger));
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

  for (const [path, version] of VERSION_PATHS)
    app.get(path, (_request, reply) => sendJson(reply, { version }));
  for (const path of STATUS_PATHS) {
    app.get(path, (_request, reply) => sendJson(reply, statusShow(new Map(), context)));
  }
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
    if (bug)
      options.logger?.error(
        { reference: request.id, method: request.method, url: request.url, err: error },
        'a request failed',
      );
    return send(reply.status(status), errorBody(helpUrl(context.site.url, nameOf(request)), content));
  });
}

interface Call {
  readonly name: string;
  readonly route: Route;
  readonly parameters: Parameters;
  readonly callback: unknown;
}

function findRoute(routes: Routes, name: string): Route {
  const route = routes.get(name);
  if (route === undefined) throw new BadRequestError(`Action name not known: ${name}`);
  return route;
}

function nameOf(request: FastifyRequest): string {
  const { params } = request;
  const named = typeof params === 'object' && params !== null && 'name' in params;
  return named && typeof params.name === 'string' ? params.name : '';
}

/** A stream that breaks has sent its status already: the connection is cut, and the reason must not be lost. */
function watchStream(body: Body, request: FastifyRequest, logger: HttpLogger | undefined): Body {
  if (body.content instanceof Readable) {
    body.content.on('error', (err) => {
      logger?.error(
        { reference: request.id, method: request.method, url: request.url, err },
        'a streamed answer broke off',
      );
    });
  }
  return body;
}

function send(reply: FastifyReply, body: Body): FastifyReply {
  return reply.header('Content-Type', body.type).send(body.content);
}

function sendJson(reply: FastifyReply, value: unknown): FastifyReply {
  return send(reply, { type: JSON_TYPE, content: JSON.stringify(value) });
}
