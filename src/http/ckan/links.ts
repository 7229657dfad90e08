import type { Parameters } from '../parameters.js';
import type { ActionContext, Paging } from './action.js';

interface Answered {
  /** Path and query of the request. */
  readonly url: string;
  readonly parameters: Parameters;
  readonly result: unknown;
}

/** Clients take 8 to 16 KB of headers in all: pages of a longer request are not named. */
const LONGEST_URL = 2000;

/** The `Link` header of an answer: where the API is described, and the other pages (RFC 8288). */
export async function linksOf(
  answered: Answered,
  paging: Paging | undefined,
  context: ActionContext,
): Promise<string> {
  const description = `<${context.site.url}/api/openapi.json>; rel="service-desc"`;
  if (paging === undefined || answered.url.length > LONGEST_URL) return description;
  const moves = await pagesOf(answered, paging, context);
  const pages = moves.map(
    ([rel, start]) => `<${context.site.url}${moved(answered.url, paging, start)}>; rel="${rel}"`,
  );
  return [description, ...pages].join(', ');
}

async function pagesOf(
  { parameters, result }: Answered,
  paging: Paging,
  context: ActionContext,
): Promise<readonly (readonly [rel: string, start: number])[]> {
  const asked = numberIn(parameters, paging.size) ?? paging.usual;
  if (asked === undefined || asked === 0) return [];
  const size = Math.min(asked, paging.most?.(parameters) ?? Infinity);
  const start = numberIn(parameters, paging.offset) ?? 0;
  const total = await paging.total?.(result, context);
  const hasNext =
    total === undefined ? Array.isArray(result) && result.length === size : start + size < total;
  return [
    ...(start > 0 ? [['first', 0] as const, ['prev', Math.max(0, start - size)] as const] : []),
    ...(hasNext ? [['next', start + size] as const] : []),
  ];
}

function numberIn(parameters: Parameters, key: string): number | undefined {
  const value = parameters.get(key);
  return value === undefined || value === null || value === '' ? undefined : Number(value);
}

function moved(url: string, { offset }: Paging, start: number): string {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const parameters = new URLSearchParams(mark < 0 ? '' : url.slice(mark));
  parameters.set(offset, String(start));
  return `${path}?${parameters.toString()}`;
}
