import { render } from 'preact-render-to-string';
import type { Profile } from '../../domain/profile.js';
import { createProblemDescriber } from '../../domain/rules.js';
import type { ActionContext } from '../ckan/action.js';
import type { Routes } from '../ckan/route.js';
import { toPlainErrorResponse } from '../error-response.js';
import type { Assets } from './assets.js';
import { PartLayout } from './embed/part-layout.js';
import { errorPage } from './error-page.js';
import { Layout } from './layout.js';
import { createLink } from './links.js';
import { languageOf, type Locale } from './locale.js';
import type { Page, PageContext, PageMoment, PageRequest, PageRoute } from './page.js';
import type { Theme } from './theme.js';
import { toTraditional } from './to-traditional.js';

/** A page that is asked for; plain data. */
export interface PageCall {
  /** Of the route. */
  readonly url: string;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  /** Without `lang` and `as_of`. */
  readonly query: string;
  readonly locale: Locale;
  readonly asOf?: PageMoment;
}

/** A page as it is sent; plain data. */
export type PageText = { readonly status: number; readonly html: string } | { readonly seeOther: string };

export interface PageHub {
  readonly profile: Profile;
  readonly routes: Routes;
  readonly theme: Theme;
  readonly assets: Pick<Assets, 'styles' | 'scripts' | 'icon'>;
}

export function createPageContext(context: ActionContext, { profile, routes, theme }: PageHub): PageContext {
  return { ...context, profile, routes, theme, describe: createProblemDescriber(profile) };
}

export function toPageRequest(call: PageCall): PageRequest {
  const { locale, asOf } = call;
  return {
    ...call,
    query: new URLSearchParams(call.query),
    language: languageOf(locale),
    link: createLink({ locale, ...(asOf && { asOf: asOf.text }) }),
  };
}

/** Makes the page of a route; what cannot be found or read becomes a page that says so. A bug rejects. */
export async function answerPage(
  route: Pick<PageRoute, 'render' | 'framing'>,
  request: PageRequest,
  { context, hub }: { readonly context: PageContext; readonly hub: PageHub },
): Promise<PageText> {
  const answer = await askRoute(route, request, context);
  if ('seeOther' in answer) return answer;
  const parts = { site: context.site, ...hub, framing: route.framing };
  return { status: answer.status ?? 200, html: writePage(answer, request, parts) };
}

async function askRoute(
  { render: renderPage }: Pick<PageRoute, 'render'>,
  request: PageRequest,
  context: PageContext,
): Promise<Page | { readonly seeOther: string }> {
  try {
    return (await renderPage(request, context)) ?? errorPage(request, { status: 404 });
  } catch (error) {
    const { status, message, bug } = toPlainErrorResponse(error, '');
    if (bug) throw error;
    return errorPage(request, { status, ...(status !== 404 && { detail: message }) });
  }
}

/**
 * Signs that nobody sees: those that HTML does not allow, and those that turn the direction of what follows, with which a title
 * could make the page read otherwise.
 */
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g;

interface WrittenAs {
  readonly framing?: PageRoute['framing'] | undefined;
}

export function writePage(
  page: Page,
  request: PageRequest,
  parts: Pick<PageContext, 'site'> & Pick<PageHub, 'theme' | 'assets'> & WrittenAs,
): string {
  const Document = parts.framing === 'part' ? PartLayout : Layout;
  const made = `<!doctype html>${render(<Document page={page} request={request} parts={parts} />)}`;
  const text = made.replace(UNSEEN, '');
  return request.locale === 'zh-Hant' ? toTraditional(text) : text;
}
