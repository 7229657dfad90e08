import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Origins whose scripts may read the API: everybody, or a list. */
export type CorsOrigins = '*' | readonly string[];

const ALLOWED_METHODS = 'POST, PUT, GET, DELETE, OPTIONS';
const ALLOWED_HEADERS = 'X-CKAN-API-KEY, Authorization, Content-Type';
/** What scripts may read beside the few headers that they always may. */
const EXPOSED_HEADERS = 'ETag, Link';

/** Answers every OPTIONS below `/api`, with the headers that everything there has. */
export function addCors(app: FastifyInstance, origins: CorsOrigins): void {
  addCorsHeaders(app, origins);
  for (const path of ['/', '/*']) {
    app.options(path, (_request, reply) => reply.header('Allow', 'GET, HEAD, POST, OPTIONS').send());
  }
}

/** CKAN's CORS headers, only for requests that name an origin. */
export function addCorsHeaders(app: FastifyInstance, origins: CorsOrigins): void {
  app.addHook('onRequest', (request, reply, done) => {
    allowOrigin(request, reply, origins);
    done();
  });
}

export function allowOrigin(request: FastifyRequest, reply: FastifyReply, origins: CorsOrigins): void {
  if (origins !== '*') addVary(reply, 'Origin');
  const { origin } = request.headers;
  if (origin === undefined || (origins !== '*' && !origins.includes(origin))) return;
  reply.header('Access-Control-Allow-Origin', origins === '*' ? '*' : origin);
  reply.header('Access-Control-Allow-Methods', ALLOWED_METHODS);
  reply.header('Access-Control-Allow-Headers', ALLOWED_HEADERS);
  reply.header('Access-Control-Expose-Headers', EXPOSED_HEADERS);
}

/** Names one more header that the answer depends on. */
export function addVary(reply: FastifyReply, header: 'Accept' | 'Origin'): void {
  const named = reply.getHeader('Vary');
  reply.header('Vary', named === undefined ? header : `${String(named)}, ${header}`);
}
