import type { ActionContext, ActionParameter, Route } from './action.js';
import type { Routes } from './route.js';

type Json = Readonly<Record<string, unknown>>;

const FORMS = ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'];

/** The OpenAPI 3.1 description of the API, made of the table of its actions. */
export function apiDescription(
  routes: Routes,
  { site, version }: Pick<ActionContext, 'site' | 'version'>,
): Json {
  const language = site.languages[0] ?? 'zh';
  const subjects = new Set([...routes.values()].map(subjectOf));
  return {
    openapi: '3.1.0',
    info: {
      title: site.title[language],
      description: 'The CKAN Action API (version 3), as CKAN 2.11 answers an anonymous caller.',
      version,
    },
    servers: [{ url: site.url }],
    tags: [...subjects].map((name) => ({ name })),
    paths: Object.fromEntries(
      [...routes].map(([name, route]) => [`/api/3/action/${name}`, describe(name, route)]),
    ),
    components: { schemas: SCHEMAS, responses: RESPONSES },
  };
}

function subjectOf({ subject = 'others' }: Route): string {
  return subject;
}

function describe(name: string, route: Route): Json {
  const { parameters = [], sideEffects } = route;
  const about = { tags: [subjectOf(route)], summary: route.summary ?? route.help };
  const post = {
    ...{ operationId: `${name}_post`, ...about },
    ...(parameters.length > 0 && { requestBody: bodyOf(parameters) }),
    responses: responsesOf(['200', '400', '403', '404', '409']),
  };
  if (sideEffects) return { post };
  const query = parameters.map(({ name: key, type, description, required }) => ({
    ...{ name: key, in: 'query', description, required, schema: TYPES[type] },
  }));
  const get = {
    ...{ operationId: name, ...about, parameters: query },
    responses: responsesOf(['200', '304', '400', '403', '404', '409']),
  };
  return { get, post };
}

function bodyOf(parameters: readonly ActionParameter[]): Json {
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  const schema = {
    type: 'object',
    properties: Object.fromEntries(
      parameters.map(({ name, type, description }) => [name, { ...TYPES[type], description }]),
    ),
    ...(required.length > 0 && { required }),
  };
  return {
    required: required.length > 0,
    content: Object.fromEntries(FORMS.map((form) => [form, { schema }])),
  };
}

const TYPES: Readonly<Record<ActionParameter['type'], Json>> = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  boolean: { type: 'boolean' },
  object: { anyOf: [{ type: 'object' }, { type: 'string' }] },
  list: { anyOf: [{ type: 'array', items: { type: 'string' } }, { type: 'string' }] },
};

function responsesOf(statuses: readonly (keyof typeof RESPONSES)[]): Json {
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${status}` }]));
}

const SCHEMAS = {
  Success: {
    type: 'object',
    properties: { help: { type: 'string', format: 'uri' }, success: { const: true }, result: {} },
    required: ['help', 'success', 'result'],
  },
  Failure: {
    type: 'object',
    properties: {
      help: { type: 'string', format: 'uri' },
      success: { const: false },
      error: {
        type: 'object',
        properties: { __type: { type: 'string' }, message: { type: 'string' } },
        required: ['__type'],
      },
    },
    required: ['help', 'success', 'error'],
  },
} as const;

const RESPONSES = {
  '200': {
    description: 'The result, in the envelope.',
    headers: {
      ETag: { description: 'For `If-None-Match`, by GET.', schema: { type: 'string' } },
      Link: { description: 'The other pages, and this description.', schema: { type: 'string' } },
    },
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Success' } } },
  },
  '304': { description: 'Nothing was published since the answer that `If-None-Match` names.' },
  '400': {
    description: 'No such action, a body that cannot be read, or an unknown search parameter.',
    content: {
      'application/json': {
        schema: { anyOf: [{ type: 'string' }, { $ref: '#/components/schemas/Failure' }] },
      },
    },
  },
  '403': failure('Not for anonymous callers.'),
  '404': failure('What was asked for is not there.'),
  '409': failure('A parameter is missing or wrong, or the query cannot be read.'),
} as const;

function failure(description: string): Json {
  return {
    description,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Failure' } } },
  };
}
