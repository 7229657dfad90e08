import { SourceResponseError, SourceUnavailableError } from '../../src/domain/errors.js';
import type { ChangePage, HubClient } from './client.js';

export interface PageReader {
  read(since: number, signal: AbortSignal, wait?: number): Promise<ChangePage>;
}

/** Reads pages, halving their size for good when one is too large, or takes too long. */
export function createPageReader(client: HubClient, pageSize: number): PageReader {
  let limit = pageSize;
  return {
    async read(since, signal, wait) {
      for (;;) {
        try {
          const page = await client.changes({ since, limit, ...(wait !== undefined && { wait }) }, signal);
          if (page.entries.length <= limit) return page;
          const { url } = client;
          const said = `${url}: ${page.entries.length} entries where ${limit} were asked for`;
          throw new SourceResponseError(said, { url, fault: 'schema' });
        } catch (error) {
          if (wait !== undefined || limit === 1 || !isTooMuch(error)) throw error;
          limit = Math.max(1, Math.floor(limit / 4));
        }
      }
    },
  };
}

function isTooMuch(error: unknown): boolean {
  if (error instanceof SourceResponseError) return error.fault === 'too-large';
  return error instanceof SourceUnavailableError && error.status === 504;
}
