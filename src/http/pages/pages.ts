import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { dayIn } from '../../domain/day.js';
import { InvalidRequestError } from '../../domain/errors.js';
import { sha256Hex } from '../../domain/identifiers.js';
import type { ActionContext } from '../ckan/action.js';
import { momentIn, type PastMoment } from '../ckan/as-of.js';
import type { DcatAnswers } from '../outputs/dcat.js';
import type { Revalidation } from '../revalidation.js';
import type { HttpLogger } from '../site.js';
import {
  answerPage,
  createPageContext,
  type PageCall,
  type PageHub,
  type PageText,
  toPageRequest,
  writePage,
} from './answer-page.js';
import { registerAssetFiles } from './asset-files.js';
import type { Assets } from './assets.js';
import { errorPage, type PageError } from './error-page.js';
import { ownAddress } from './links.js';
import { readLocale } from './locale.js';
import { localMoment } from './moment-words.js';
import type { PageRequest, PageRoute } from './page.js';
import type { AnswerPastPage } from './past-pages.js';
import { PAGES } from './routes.js';
import { registerSuggestions } from './search/suggestions.js';
import { type Picture, registerThemeFiles } from './theme-files.js';
import type { Theme } from './theme.js';

export interface PagesOptions {
  readonly context: ActionContext;
  readonly hub: PageHub & { readonly assets: Assets };
  readonly revalidation: Revalidation;
  /** What stands at the address of the theme's logo. */
  readonly logo: Picture | undefined;
  /** Pages of earlier days; without it there are none but those that are found at once. */
  readonly past: AnswerPastPage | undefined;
  readonly logger: HttpLogger | undefined;
  /** Answers who asks for RDF in place of a page. */
  readonly dcat: DcatAnswers;
}

/** Nothing from elsewhere, no script but our own files, no frame around it: harvested text cannot do anything here. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The policy of a page by how it has to do with frames. */
function policyOf(framing: PageRoute['framing'], { ancestors = ['*'] }: Theme): string {
  if (framing === 'showcase') return `${POLICY}; frame-src 'self'`;
  if (framing === undefined) return POLICY;
  return POLICY.replace("frame-ancestors 'none'", `frame-ancestors ${["'self'", ...ancestors].join(' ')}`);
}

type Answer = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** The pages for people, in Chinese unless `?lang=` says otherwise. */
export function registerPages(app: FastifyInstance, options: PagesOptions): void {
  const { hub, logger, dcat } = options;
  const context = createPageContext(options.context, hub);
  const looks = sha256Hex(JSON.stringify([hub.theme, hub.assets.styles, hub.assets.scripts])).slice(0, 8);

  registerAssetFiles(app, hub.assets.files);
  const { embedScript, icon } = hub.assets;
  registerThemeFiles(app, { theme: hub.theme, logo: options.logo, embedScript, icon });

  registerSuggestions(app, options.context);

  for (const route of PAGES) {
    const answer = answerOf(route);
    // HEAD by ourselves: of what is not made the server would say that it is empty.
    app.route({
      method: ['GET', 'HEAD'],
      url: route.url,
      handler: (request, reply) => negotiated(route.url, request, reply) ?? answer(request, reply),
    });
  }

  app.setNotFoundHandler((request, reply) => sendError(request, reply, { status: 404 }));
  app.setErrorHandler((error, request, reply) => {
    const status = clientStatus(error);
    if (status !== undefined) return sendError(request, reply, { status });
    logger?.error(
      { reference: request.id, method: request.method, url: request.url, err: error },
      'a request failed',
    );
    return sendError(request, reply, { status: 500, reference: request.id });
  });

  /** RDF for who asks for that at the address of a page. */
  function negotiated(
    url: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> | undefined {
    if (url === '/') return dcat.catalog(request, reply);
    if (url !== '/dataset/:name') return undefined;
    return dcat.dataset(request, reply, paramsOf(request)['name'] ?? '');
  }

  function answerOf(route: PageRoute): Answer {
    return async (request, reply) => {
      const call = await readCall(route, request);
      if (call === undefined) return sendError(request, reply, { status: 400, detail: 'as_of' });
      const tag = route.isPassing === true ? undefined : tagOf(request, call);
      if (tag !== undefined && options.revalidation.isKnown(request.headers['if-none-match'], tag)) {
        return reply.headers({ ETag: tag, 'Cache-Control': 'no-cache' }).status(304).send();
      }
      const text = await textOf(route, call, request);
      if ('seeOther' in text) return reply.redirect(ownAddress(text.seeOther), 303);
      if (tag !== undefined && text.status === 200) reply.headers({ ETag: tag, 'Cache-Control': 'no-cache' });
      return sendPage(reply.status(text.status), text.html, policyOf(route.framing, hub.theme));
    };
  }

  /** Pages speak of days, such as by how many an update is late. */
  function tagOf(request: FastifyRequest, { asOf }: PageCall): string {
    const { now, timezone } = context.harvest;
    return options.revalidation.tagOf(
      `${request.url} ${dayIn(timezone, now().getTime())} page ${looks}`,
      asOf?.seq,
    );
  }

  async function textOf(route: PageRoute, call: PageCall, request: FastifyRequest): Promise<PageText> {
    if (call.asOf === undefined || route.asOf === 'itself')
      return answerPage(route, toPageRequest(call), { context, hub });
    const answer = await options.past?.({ ...call, asOf: call.asOf });
    if (answer === undefined) return errorText(route, call, { status: 400, detail: 'as_of' });
    if (!('bug' in answer)) return answer;
    logger?.error({ reference: request.id, url: request.url, err: answer.bug }, 'a request failed');
    return errorText(route, call, { status: 500, reference: request.id });
  }

  function errorText({ framing }: PageRoute, call: PageCall, error: PageError): PageText {
    const asked = toPageRequest(call);
    const html = writePage(errorPage(asked, error), asked, { ...context, ...hub, framing });
    return { status: error.status, html };
  }

  /** Undefined: `as_of` names no moment. */
  async function readCall(route: PageRoute, request: FastifyRequest): Promise<PageCall | undefined> {
    const call = { url: route.url, ...readAddress(request) };
    const text = call.moment;
    if (text === null || text === '' || route.asOf === 'never') return call;
    const asOf = momentOf(text);
    if (asOf === undefined) return undefined;
    // The latest state is the present one.
    if (asOf.seq >= context.search.seq) return call;
    const change = asOf.time === undefined ? await context.catalog.findChange(asOf.seq) : undefined;
    const local = localMoment({ text, ...asOf }, change?.time, context.harvest.timezone);
    return { ...call, asOf: { text, ...asOf, local } };
  }

  function momentOf(text: string): PastMoment | undefined {
    try {
      return momentIn(new Map([['as_of', text]]), context);
    } catch (error) {
      if (error instanceof InvalidRequestError) return undefined;
      throw error;
    }
  }

  function sendError(request: FastifyRequest, reply: FastifyReply, error: PageError): FastifyReply {
    const asked: PageRequest = toPageRequest({ url: '', ...readAddress(request), path: '/', query: '' });
    const html = writePage(errorPage(asked, error), asked, { ...context, ...hub });
    return sendPage(reply.status(error.status), html);
  }
}

function readAddress(
  request: FastifyRequest,
): Omit<PageCall, 'url' | 'asOf'> & { readonly moment: string | null } {
  const [path = '/', ...rest] = request.url.split('?');
  const query = new URLSearchParams(rest.join('?'));
  const locale = readLocale(query.get('lang'));
  const moment = query.get('as_of');
  query.delete('lang');
  query.delete('as_of');
  return { path, params: paramsOf(request), query: query.toString(), locale, moment };
}

function paramsOf({ params }: FastifyRequest): Readonly<Record<string, string>> {
  if (typeof params !== 'object' || params === null) return {};
  const entries = Object.entries(params).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(entries);
}

export function sendPage(reply: FastifyReply, html: string, policy = POLICY): FastifyReply {
  return reply
    .header('Content-Type', 'text/html;charset=utf-8')
    .header('Content-Security-Policy', policy)
    .header('Referrer-Policy', 'no-referrer')
    .send(html);
}

/** What the server library refuses itself (a body too large) carries a 4xx status. */
function clientStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const status = error.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}
