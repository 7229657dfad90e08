import type { ActionContext } from '../ckan/action.js';
import { createContext } from '../ckan/context.js';
import { type PastHub, searchAt } from '../ckan/past-answers.js';
import { ROUTES } from '../ckan/routes.js';
import { NO_HARVEST } from '../harvest-desk.js';
import type { UsePast } from '../past.js';
import {
  answerPage,
  createPageContext,
  type PageCall,
  type PageHub,
  type PageText,
  toPageRequest,
} from './answer-page.js';
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
  const { sources, timezone, overdueTolerance, site, profile, version } = hub;
  const pageHub: PageHub = { profile, routes: ROUTES, theme: hub.theme, assets: hub.assets };
  return async (call) => {
    const route = PAGES.find(({ url }) => url === call.url);
    if (route === undefined) throw new Error(`there is no page ${call.url}`);
    try {
      return await use(call.asOf.seq, async (past) => {
        const time = call.asOf.time ?? past.time;
        const harvest = {
          ...NO_HARVEST,
          ...{ sources, timezone, overdueTolerance },
          now: () => new Date(time),
        };
        const made: ActionContext = createContext(
          { ...past, site },
          { profile, version, harvest, routes: ROUTES },
        );
        const context = createPageContext({ ...made, search: searchAt(made.search, time) }, pageHub);
        return answerPage(route, toPageRequest(call), { context, hub: pageHub });
      });
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      return { bug: { message, stack } };
    }
  };
}
