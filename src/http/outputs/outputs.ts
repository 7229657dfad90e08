import type { FastifyInstance } from 'fastify';
import { addCorsHeaders, type CorsOrigins } from '../cors.js';
import { addCroissant } from './croissant.js';
import { addDataJson } from './data-json.js';
import { outputsOf, type OutputContext } from './output.js';
import { addSitemap } from './sitemap.js';

/** The catalogue in the forms of others, to be registered in a scope of its own: their headers are not those of the pages. */
export function registerOutputs(
  app: FastifyInstance,
  { context, corsOrigins }: { readonly context: OutputContext; readonly corsOrigins: CorsOrigins },
): void {
  addCorsHeaders(app, corsOrigins);
  const add = outputsOf(app, context);
  addDataJson(add, context);
  addCroissant(add, context);
  addSitemap(add, context);
}
