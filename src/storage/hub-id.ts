import { StorageError } from '../domain/errors.js';
import type { Database } from './database.js';

/** What other hubs know this one by: made with its store, and the same as long as that exists. */
export function readHubId(database: Database): string {
  const row = database.prepare<[], { hub_id: string }>('SELECT hub_id FROM hub').get();
  if (row === undefined) throw new StorageError('store: it has no hub id');
  return row.hub_id;
}
