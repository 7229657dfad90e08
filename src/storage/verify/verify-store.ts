import type { Disagreement } from '../../domain/disagreement.js';
import { isSqliteError } from '../database.js';
import type { Database } from '../database.js';
import { STORE_CHECKS } from './store-checks.js';

/** Lines that SQLite says of a damaged file; there may be millions. */
const MAX_MESSAGES = 100;

interface BrokenReference {
  readonly table: string;
  readonly rowid: number | null;
  readonly parent: string;
}

/** The file and the tables among themselves, in the state that the connection holds still; each item is a step. */
export function* verifyTables(database: Database): Iterable<readonly Disagreement[]> {
  for (const check of [() => findDamage(database), () => findBrokenReferences(database)])
    yield surviving(check);
  for (const { code, sql } of STORE_CHECKS) {
    yield surviving(() =>
      database
        .prepare<[], Disagreement['facts']>(sql)
        .all()
        .map((facts) => ({ code, facts })),
    );
  }
}

function findDamage(database: Database): readonly Disagreement[] {
  const messages = database.pragma(`integrity_check(${MAX_MESSAGES})`) as readonly {
    integrity_check: string;
  }[];
  return messages
    .map((row) => row.integrity_check)
    .filter((message) => message !== 'ok')
    .map((message) => ({ code: 'damaged', facts: { message } }));
}

function findBrokenReferences(database: Database): readonly Disagreement[] {
  const broken = database.pragma('foreign_key_check') as readonly BrokenReference[];
  return broken.map(({ table, rowid: row, parent }) => ({
    code: 'reference-broken',
    facts: { table, row, parent },
  }));
}

/** What cannot be read is a finding, and the rest is looked at all the same. */
function surviving(check: () => readonly Disagreement[]): readonly Disagreement[] {
  try {
    return check();
  } catch (error) {
    return [damageOf(error)];
  }
}

/** The finding that an error is, where SQLite cannot read a file; all else is thrown on. */
export function damageOf(error: unknown): Disagreement {
  if (!isSqliteError(error) || !error.code.startsWith('SQLITE_CORRUPT')) throw error;
  return { code: 'damaged', facts: { message: error.message } };
}
