import type { CopyState } from '../../src/domain/feed-position.js';
import type { JsonObject } from '../../src/domain/json-values.js';
import type { ListedItem, PortalClient } from '../../src/pipeline/ports.js';

const SCHEMA = 'https://lianmu.example/schemas/portal/lianmu';

/** What a page of changes says of itself. */
export interface PageFacts {
  readonly hub: string;
  /** Position that it reaches, and that of the last change of all. */
  readonly seq: number;
  readonly head: number;
  readonly more: boolean;
}

export interface ChangePage extends PageFacts {
  /** Not one of them is checked. */
  readonly entries: readonly ListedItem[];
}

export interface HubState extends CopyState {
  readonly hub: string;
  readonly seq: number;
}

/** The delta feed of a hub (docs/delta-feed.md): each a checked answer or a typed error of the portal client. */
export interface HubClient {
  readonly url: string;
  changes(
    page: { readonly since: number; readonly limit: number; readonly wait?: number },
    signal: AbortSignal,
  ): Promise<ChangePage>;
  state(signal: AbortSignal): Promise<HubState>;
  federation(signal: AbortSignal): Promise<JsonObject>;
}

/** What is read of an entry before its record is. */
const HEAD = ['seq', 'time', 'kind', 'identifier', 'chain'];

export function createHubClient(portal: PortalClient, url: string): HubClient {
  const base = `${url.replace(/\/+$/, '')}/changes`;
  return {
    url: base,
    async changes({ since, limit, wait }, signal) {
      const query = new URLSearchParams({ since: String(since), limit: String(limit), format: 'json' });
      if (wait !== undefined) query.set('wait', String(wait));
      const { envelope, items } = await portal.getJsonList<PageFacts>(
        {
          url: `${base}?${query.toString()}`,
          schemaId: `${SCHEMA}#/$defs/changes`,
          list: ['changes'],
          head: HEAD,
          withhold: [],
        },
        signal,
      );
      const { hub, seq, head, more } = envelope;
      return { hub, seq, head, more, entries: items };
    },
    state: (signal) => portal.getJson<HubState>(`${base}/state`, `${SCHEMA}#/$defs/state`, signal),
    federation: (signal) =>
      portal.getJson<JsonObject>(`${base}/federation`, `${SCHEMA}#/$defs/federation`, signal),
  };
}
