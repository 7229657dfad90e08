import type { UpsertChange } from '../../../src/domain/change.js';
import type { Source } from '../../../src/domain/source.js';
import { startTestServer } from '../api-client.js';
import { TempHub } from '../temp-hub.js';

/** A store with its real index behind the HTTP server. */
export interface SearchHub {
  /** Sends a `package_search` and gives the answer's status. */
  ask(parameters: Readonly<Record<string, string>>): Promise<number>;
  close(): Promise<void>;
}

export async function startSearchHub(source: Source, changes: readonly UpsertChange[]): Promise<SearchHub> {
  const hub = new TempHub();
  await hub.publish(source, changes);
  const { datasets, catalog } = hub.reading;
  const server = await startTestServer({ datasets, catalog, search: hub.openSearch().search });
  return {
    async ask(parameters) {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify(parameters);
      const path = '/api/3/action/package_search';
      return (await server.send({ method: 'POST', path, headers, body })).status;
    },
    async close() {
      await server.close();
      await hub.close();
    },
  };
}
