import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../domain/dataset.js';
import { SearchSyntaxError } from '../../domain/errors.js';
import type { Profile } from '../../domain/profile.js';
import type { Routes } from '../ckan/route.js';
import type { Figures } from '../figures.js';
import type { DcatAnswers } from '../outputs/dcat.js';
import type { Catalog, HttpLogger } from '../site.js';
import { apiPage } from './api-page.js';
import { datasetListPage } from './dataset-list.js';
import { datasetPage } from './dataset-page.js';
import { errorPage } from './error-page.js';
import { homePage } from './home.js';
import { findDatasets, readListRequest } from './list-request.js';
import { removedPage } from './removed-page.js';
import { STYLE } from './style.js';

export interface PagesOptions extends Catalog {
  readonly figures: Figures;
  /** The actions that the page on the API describes. */
  readonly routes: Routes;
  /** Labels and obligations of the elements. */
  readonly profile: Profile;
  readonly logger: HttpLogger | undefined;
  /** Answers who asks for RDF in place of a page. */
  readonly dcat: DcatAnswers;
}

/** No script, nothing from elsewhere, no frame around it: harvested text cannot do anything here. */
const POLICY =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

interface DatasetRequest {
  readonly Params: { readonly name: string };
}

/** The pages for people, in Chinese unless `?lang=en`. */
export function registerPages(app: FastifyInstance, options: PagesOptions): void {
  const { site, datasets, search, figures, profile, dcat } = options;

  app.get('/style.css', (_request, reply) =>
    reply
      .header('Content-Type', 'text/css;charset=utf-8')
      .header('Cache-Control', 'max-age=3600')
      .send(STYLE),
  );

  app.get('/api/docs', (request, reply) =>
    sendPage(reply, apiPage(site, languageOf(request), options.routes)),
  );

  // HEAD by ourselves: of what is not made the server would say that it is empty.
  app.route({
    method: ['GET', 'HEAD'],
    url: '/',
    handler: async (request, reply) =>
      dcat.catalog(request, reply) ??
      sendPage(reply, homePage(site, languageOf(request), await figures.total())),
  });

  for (const path of ['/dataset', '/dataset/']) {
    app.get(path, async (request, reply) => {
      const list = readListRequest(request.query);
      const found = await findDatasets(list, search).catch((error: unknown) => {
        if (!(error instanceof SearchSyntaxError)) throw error;
        return { ...list, count: undefined, datasets: [] };
      });
      const page = datasetListPage(site, languageOf(request), found);
      return sendPage(reply.status(found.count === undefined ? 400 : 200), page);
    });
  }

  app.route<DatasetRequest>({
    method: ['GET', 'HEAD'],
    url: '/dataset/:name',
    handler: (request, reply) => {
      const { name } = request.params;
      const answered = dcat.dataset(request, reply, name);
      if (answered !== undefined) return answered;
      const language = languageOf(request);
      const published = datasets.find(name);
      if (published !== undefined)
        return sendPage(reply, datasetPage(published, { site, profile, language }));
      const tombstone = datasets.findTombstone(name);
      if (tombstone !== undefined) return sendPage(reply.status(410), removedPage(site, language, tombstone));
      return sendPage(reply.status(404), errorPage(site, language, { status: 404 }));
    },
  });

  app.setNotFoundHandler((request, reply) =>
    sendPage(reply.status(404), errorPage(site, languageOf(request), { status: 404 })),
  );

  app.setErrorHandler((error, request, reply) => {
    const status = clientStatus(error);
    if (status !== undefined)
      return sendPage(reply.status(status), errorPage(site, languageOf(request), { status }));
    options.logger?.error(
      { reference: request.id, method: request.method, url: request.url, err: error },
      'a request failed',
    );
    const page = errorPage(site, languageOf(request), { status: 500, reference: request.id });
    return sendPage(reply.status(500), page);
  });
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply
    .header('Content-Type', 'text/html;charset=utf-8')
    .header('Content-Security-Policy', POLICY)
    .header('Referrer-Policy', 'no-referrer')
    .send(page);
}

function languageOf(request: FastifyRequest): Language {
  const { query } = request;
  const asked = typeof query === 'object' && query !== null && 'lang' in query ? query.lang : undefined;
  return asked === 'en' ? 'en' : 'zh';
}

/** What the server library refuses itself (a body too large) carries a 4xx status. */
function clientStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const status = error.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
