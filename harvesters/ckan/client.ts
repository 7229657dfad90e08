import type { PortalClient } from '../../src/pipeline/ports.js';

const SCHEMA = 'https://lianmu.example/schemas/portal/ckan';

export interface SearchPage {
  readonly count: number;
  /** Elements as the portal listed them; not one of them is checked. */
  readonly results: readonly unknown[];
}

/** The actions of the CKAN API that a harvest asks for. Each is a checked answer or a typed error of the portal client. */
export interface CkanClient {
  searchPackages(page: { start: number; rows: number; fq: string | undefined }): Promise<SearchPage>;
  listPackagesWithResources(page: { start: number; rows: number }): Promise<readonly unknown[]>;
  listPackageKeys(): Promise<readonly unknown[]>;
  showPackage(key: string): Promise<Readonly<Record<string, unknown>>>;
}

/** What people write as a CKAN's address, without the parts that belong to its API. */
export function ckanBaseUrl(url: string): string {
  return url
    .replace(/\/+$/, '')
    .replace(/\/api(\/[123])?(\/action)?$/, '')
    .replace(/\/+$/, '');
}

export function createCkanClient(portal: PortalClient, url: string, signal: AbortSignal): CkanClient {
  const base = `${ckanBaseUrl(url)}/api/3/action`;
  async function ask<T>(
    action: string,
    parameters: Readonly<Record<string, string>>,
    answer: string,
  ): Promise<T> {
    const query = new URLSearchParams(parameters).toString();
    const address = `${base}/${action}${query === '' ? '' : `?${query}`}`;
    const { result } = await portal.getJson<{ readonly result: T }>(
      address,
      `${SCHEMA}#/$defs/${answer}`,
      signal,
    );
    return result;
  }
  return {
    searchPackages: ({ start, rows, fq }) =>
      ask(
        'package_search',
        { rows: String(rows), start: String(start), sort: 'id asc', ...(fq === undefined ? {} : { fq }) },
        'packageSearch',
      ),
    listPackagesWithResources: async ({ start, rows }) => {
      const parameters = { limit: String(rows), offset: String(start) };
      const listed = await ask<readonly unknown[]>('current_package_list_with_resources', parameters, 'list');
      // CKAN 1.x wraps the list once more.
      return listed.flat();
    },
    listPackageKeys: () => ask('package_list', {}, 'list'),
    showPackage: (key) => ask('package_show', { id: key }, 'packageShow'),
  };
}
