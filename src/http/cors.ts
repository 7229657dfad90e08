import type { FastifyInstance, FastifyReply } from 'fastify';

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
    allowOrigin(reply, request.headers.origin, origins);
    if (origins !== '*') reply.header('Vary', 'Origin');
    done();
  });
}

export function allowOrigin(reply: FastifyReply, origin: string | undefined, origins: CorsOrigins): void {
  if (origin === undefined || (origins !== '*' && !origins.includes(origin))) return;
  reply.header('Access-Control-Allow-Origin', origins === '*' ? '*' : origin);
  reply.header('Access-Control-Allow-Methods', ALLOWED_METHODS);
  reply.header('Access-Control-Allow-Headers', ALLOWED_HEADERS);
  reply.header('Access-Control-Expose-Headers', EXPOSED_HEADERS);
}
