import type { Text } from '../domain/dataset.js';

/** What outputs say of the hub that they come from. */
export interface SiteFacts {
  readonly title: Text;
  readonly description: Text;
  /** Public base URL, without a closing slash. */
  readonly url: string;
  readonly publisher: { readonly name: string; readonly url?: string; readonly email?: string };
}

/** The hub's own page about a dataset. */
export function datasetPageUrl(site: Pick<SiteFacts, 'url'>, name: string): string {
  return `${site.url}/dataset/${name}`;
}
