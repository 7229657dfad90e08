import type { Settings } from './settings.js';
import type { SourceOrigin } from './source-origin.js';

/** Headers of one request: the source's credentials go to its own origin only, wherever links and redirects lead. */
export function requestHeaders(
  settings: Pick<Settings, 'userAgent' | 'headers'>,
  origin: SourceOrigin,
  request: { readonly url: URL; readonly accept: string; readonly bodyType?: string | undefined },
): Readonly<Record<string, string>> {
  return {
    accept: request.accept,
    'accept-encoding': 'gzip, br',
    'user-agent': settings.userAgent,
    ...(request.bodyType === undefined ? {} : { 'content-type': request.bodyType }),
    ...(origin.includes(request.url) ? settings.headers : {}),
  };
}
