import type { FastifyInstance } from 'fastify';
import { createAnswerFailure } from '../answer-failure.js';
import { addCorsHeaders, type CorsOrigins } from '../cors.js';
import { addCroissant } from './croissant.js';
import { addDataJson } from './data-json.js';
import type { DcatSources } from './dcat-pages.js';
import { addDcat } from './dcat.js';
import { outputsOf, type SendOutput } from './output.js';
import { addSitemap } from './sitemap.js';
import { addStatistics, type StatisticsContext } from './statistics.js';
import { addWorkbooks, type WorkbookContext } from './workbooks.js';

export interface OutputsOptions {
  readonly context: WorkbookContext & StatisticsContext;
  readonly dcat: DcatSources;
  readonly send: SendOutput;
  readonly corsOrigins: CorsOrigins;
}

/** The catalogue in the forms of others, to be registered in a scope of its own: their headers are not those of the pages. */
export function registerOutputs(
  app: FastifyInstance,
  { context, dcat, send, corsOrigins }: OutputsOptions,
): void {
  addCorsHeaders(app, corsOrigins);
  app.setErrorHandler(createAnswerFailure('text', context.logger));
  const add = outputsOf(app, send);
  addDataJson(add, context);
  addCroissant(add, context);
  addSitemap(add, context);
  addWorkbooks(add, context);
  addStatistics(add, context);
  addDcat(add, dcat);
}
