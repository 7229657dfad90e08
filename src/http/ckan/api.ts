import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { InvalidRequestError, NotFoundError } from '../../domain/errors.js';
import { addCors, type CorsOrigins } from '../cors.js';
import { errorBody, helpUrl, JSON_TYPE, successBody, type Body } from '../envelope.js';
import { toErrorResponse } from '../error-response.js';
import { BadRequestError, MethodNotAllowedError } from '../errors.js';
import type { OperatorCheck } from '../operator.js';
import { readBody, readQuery, type Parameters } from '../parameters.js';
import { createRevalidation } from '../revalidation.js';
import type { HttpLogger } from '../site.js';
import type { ActionContext, Route } from './action.js';
import { AS_OF } from './as-of.js';
import { linksOf } from './links.js';
import { apiDescription } from './openapi.js';
import type { Routes } from './route.js';
import { registerUtil } from './util.js';

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

/**
 * The Action API, to be registered under `/api`. Every caller is anonymous, but for the routes that know the operator: a
 * wrong token never fails what everybody may read.
 */
export function registerApi(app: FastifyInstance, options: ApiOptions): void {
  const { routes, context, corsOrigins } = options;
  const revalidation = createRevalidation(context, context.version);
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
      if (route.revalidates !== true) return run(request, reply, { name, route, parameters, callback });
      const tag = revalidation.tagOf(request.url);
      if (revalidation.isKnown(request.headers['if-none-match'], tag)) {
        return tagged(reply, tag).status(304).send();
      }
      return run(request, reply, { name, route, parameters, callback, tag });
    });
    app.post<ActionRequest>(path, async (request, reply) => {
      const { name } = request.params;
      const route = findRoute(routes, name);
      return run(request, reply, { name, route, parameters: await readBody(request), callback: undefined });
    });
  }

  async function run(request: FastifyRequest, reply: FastifyReply, call: Call): Promise<FastifyReply> {
    if (call.parameters.has(AS_OF) && call.route.parameters?.some(({ name }) => name === AS_OF) !== true) {
      // Else the present would be taken for the past.
      throw new InvalidRequestError('Validation error', {
        [AS_OF]: [`${call.name} answers of the present only`],
      });
    }
    const callback = typeof call.callback === 'string' && call.callback !== '' ? call.callback : undefined;
    const seen =
      call.route.operator === undefined ? context : knownCaller(call.route, callback, request, reply);
    const result: unknown = await call.route.action(call.parameters, seen);
    const body = successBody(helpUrl(context.site.url, call.name), result, callback);
    if (call.tag !== undefined) tagged(reply, call.tag);
    if (request.method !== 'POST') {
      const answered = { url: request.url, parameters: call.parameters, result };
      reply.header('Link', await linksOf(answered, call.route.paging, context));
    }
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
  readonly tag?: string;
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

/** A cache may keep the answer, and asks again each time. */
function tagged(reply: FastifyReply, tag: string): FastifyReply {
  return reply.header('ETag', tag).header('Cache-Control', 'no-cache');
}

function sendJson(reply: FastifyReply, value: unknown): FastifyReply {
  return send(reply, { type: JSON_TYPE, content: JSON.stringify(value) });
}
