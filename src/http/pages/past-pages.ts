import { createPastContexts, type PastHub } from '../ckan/past-answers.js';
import { ROUTES } from '../ckan/routes.js';
import { toPlainErrorResponse } from '../error-response.js';
import type { UsePast } from '../past.js';
import {
  answerPage,
  createPageContext,
  type PageCall,
  type PageHub,
  type PageText,
  toPageRequest,
  writePage,
} from './answer-page.js';
import { errorPage } from './error-page.js';
import type { PageMoment } from './page.js';
import { PAGES } from './routes.js';

export type PastPageCall = PageCall & { readonly asOf: PageMoment };

/** `bug`: the fault is ours, to be logged. */
export type PastPage =
  PageText | { readonly bug: { readonly message: string; readonly stack: string | undefined } };

/** Pages of the past; it may take as long as the state's index takes to be made. Rejects for nothing but a bug. */
export type AnswerPastPage = (call: PastPageCall) => Promise<PastPage>;

/** Pages over states of the past, in the thread that holds these; plain data in and out. See `createPastAnswers`. */
export function createPastPages(use: UsePast, hub: PastHub & Omit<PageHub, 'routes'>): AnswerPastPage {
  const { profile, theme, assets, site } = hub;
  const pageHub: PageHub = { profile, routes: ROUTES, theme, assets };
  const contextOf = createPastContexts(hub);
  return async (call) => {
    const route = PAGES.find(({ url }) => url === call.url);
    if (route === undefined) throw new Error(`there is no page ${call.url}`);
    const request = toPageRequest(call);
    try {
      return await use(call.asOf.seq, (past) => {
        const context = createPageContext(contextOf(past, call.asOf.time), pageHub);
        return answerPage(route, request, { context, hub: pageHub });
      });
    } catch (error) {
      const { status, message, bug } = toPlainErrorResponse(error, '');
      if (!bug) {
        const page = errorPage(request, { status, detail: message });
        return { status, html: writePage(page, request, { site, ...pageHub, framing: route.framing }) };
      }
      const { message: told, stack } = error instanceof Error ? error : new Error(String(error));
      return { bug: { message: told, stack } };
    }
  };
}
