import type { LedgerRow, RequestCount } from '../../domain/portal-request.js';
import { type Database, translate } from '../database.js';
import { openRequestDatabaseForReading } from './request-database.js';

export interface RequestPage {
  readonly limit: number;
  /** Those before the row with this id. */
  readonly before?: number;
}

interface Row {
  readonly id: number;
  readonly sourceId: string;
  readonly at: number;
  readonly method: LedgerRow['method'];
  readonly url: string;
  readonly status: number | null;
  readonly error: string | null;
  readonly bytes: number;
  readonly milliseconds: number;
  readonly attempt: number;
}

const LIST = `SELECT id, source AS sourceId, at, method, url, status, error, bytes, milliseconds, attempt FROM request
  WHERE source = ? AND id < ? ORDER BY id DESC LIMIT ?`;
const COUNT = `SELECT date(at / 1000, 'unixepoch') AS day, CAST(coalesce(error, status) AS TEXT) AS outcome,
  count(*) AS requests, sum(bytes) AS bytes FROM request WHERE source = ? GROUP BY 1, 2 ORDER BY 1 DESC, 3 DESC, 2`;

/** Requests made to a source's portal, the latest first. */
export function listRequests(
  dataDir: string,
  sourceId: string,
  { limit, before = Number.MAX_SAFE_INTEGER }: RequestPage,
): readonly LedgerRow[] {
  const rows = look(dataDir, (database) =>
    database.prepare<[string, number, number], Row>(LIST).all(sourceId, before, limit),
  );
  return rows.map(({ at, status, error, ...row }) => ({
    ...row,
    at: new Date(at),
    ...(status !== null && { status }),
    ...(error !== null && { error }),
  }));
}

/** How many a day, by how they ended; the latest day first. */
export function countRequests(dataDir: string, sourceId: string): readonly RequestCount[] {
  return look(dataDir, (database) => database.prepare<[string], RequestCount>(COUNT).all(sourceId));
}

function look<T>(dataDir: string, read: (database: Database) => readonly T[]): readonly T[] {
  const database = openRequestDatabaseForReading(dataDir);
  if (database === undefined) return [];
  try {
    return translate(() => read(database));
  } finally {
    database.close();
  }
}
