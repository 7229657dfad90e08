import { isJsonObject, type JsonObject } from '../../src/domain/json-values.js';
import type { ListedItem, PortalClient } from '../../src/pipeline/ports.js';

const SCHEMA = 'https://lianmu.example/schemas/portal/ckan';

export interface SearchPage {
  readonly count: number;
  /** Not one of them is checked. */
  readonly results: readonly ListedItem[];
}

/** The actions of the CKAN API that a harvest asks for. Each is a checked answer or a typed error of the portal client. */
export interface CkanClient {
  searchPackages(page: {
    readonly start: number;
    readonly rows: number;
    readonly fq: string | undefined;
    /** Members of a package that its head is to have, and those whose values are not kept. */
    readonly head: readonly string[];
    readonly withhold: readonly string[];
  }): Promise<SearchPage>;
  listPackagesWithResources(page: { start: number; rows: number }): Promise<readonly ListedItem[]>;
  listPackageKeys(): Promise<readonly unknown[]>;
  /** How many datasets `package_search` finds without a filter. */
  countPackages(): Promise<number>;
  showStatus(): Promise<Readonly<Record<string, unknown>>>;
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
  function addressOf(action: string, parameters: Readonly<Record<string, string>>): string {
    const query = new URLSearchParams(parameters).toString();
    return `${base}/${action}${query === '' ? '' : `?${query}`}`;
  }
  async function ask<T>(
    action: string,
    parameters: Readonly<Record<string, string>>,
    answer: string,
  ): Promise<T> {
    const { result } = await portal.getJson<{ readonly result: T }>(
      addressOf(action, parameters),
      `${SCHEMA}#/$defs/${answer}`,
      signal,
    );
    return result;
  }
  return {
    async searchPackages({ start, rows, fq, head, withhold }) {
      const parameters = {
        rows: String(rows),
        start: String(start),
        sort: 'id asc',
        ...(fq === undefined ? {} : { fq }),
      };
      const { envelope, items } = await portal.getJsonList<{ readonly result: { readonly count: number } }>(
        {
          url: addressOf('package_search', parameters),
          schemaId: `${SCHEMA}#/$defs/packageSearch`,
          list: ['result', 'results'],
          head,
          withhold,
        },
        signal,
      );
      return { count: envelope.result.count, results: items };
    },
    listPackagesWithResources: async ({ start, rows }) => {
      const parameters = { limit: String(rows), offset: String(start) };
      const listed = await ask<readonly unknown[]>('current_package_list_with_resources', parameters, 'list');
      // CKAN 1.x wraps the list once more.
      return listed.flat().map((head): ListedItem => ({ head }));
    },
    listPackageKeys: () => ask('package_list', {}, 'list'),
    countPackages: async () =>
      (await ask<{ readonly count: number }>('package_search', { rows: '0' }, 'packageSearch')).count,
    showStatus: () => ask('status_show', {}, 'statusShow'),
    showPackage: async (key) => {
      const shown = await ask<JsonObject | readonly JsonObject[]>('package_show', { id: key }, 'packageShow');
      // DKAN gives a list of one.
      return isJsonObject(shown) ? shown : (shown[0] ?? {});
    },
  };
}
