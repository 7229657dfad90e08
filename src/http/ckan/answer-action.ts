import { helpUrl, successBody, type Body } from '../envelope.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext, Route } from './action.js';
import { linksOf } from './links.js';

export interface ActionCall {
  readonly name: string;
  readonly route: Route;
  readonly parameters: Parameters;
  /** Of JSONP. */
  readonly callback: string | undefined;
  /** Path and query of a GET, which the other pages are named by; no address holds the parameters of a POST. */
  readonly url: string | undefined;
}

/** Runs an action; its errors are the caller's. */
export async function answerAction(
  call: ActionCall,
  context: ActionContext,
): Promise<{ readonly body: Body; readonly link?: string }> {
  const { name, route, parameters, callback, url } = call;
  const result: unknown = await route.action(parameters, context);
  const body = successBody(helpUrl(context.site.url, name), result, callback);
  if (url === undefined) return { body };
  return { body, link: await linksOf({ url, parameters, result }, route.paging, context) };
}
