import { StorageError } from '../../../src/domain/errors.js';
import { searchMigrations } from '../../../src/search/tables.js';
import { migrate, type Migration } from '../../../src/storage/migrate.js';
import { catalogMigrations } from '../../../src/storage/migrations/index.js';
import { openTempStore, type TempStore } from './temp-store.js';

const FIRST: Migration = { id: 1, name: 'first', sql: 'CREATE TABLE thing (a INTEGER) STRICT' };
const SECOND: Migration = { id: 2, name: 'second', sql: 'ALTER TABLE thing ADD COLUMN b TEXT' };

let store: TempStore;
beforeEach(() => {
  store = openTempStore();
});
afterEach(() => {
  store.close();
});

function applied(): unknown {
  return store.database.prepare('SELECT room, id, name FROM migration ORDER BY room, id').raw().all();
}

describe('migrate', () => {
  it('applies what is missing, in order and once', () => {
    migrate(store.database, 'catalog', [FIRST]);
    store.database.exec('INSERT INTO thing VALUES (1)');
    migrate(store.database, 'catalog', [FIRST, SECOND]);
    migrate(store.database, 'catalog', [FIRST, SECOND]);
    expect(applied()).toEqual([
      ['catalog', 1, 'first'],
      ['catalog', 2, 'second'],
    ]);
    expect(store.database.prepare('SELECT a, b FROM thing').raw().all()).toEqual([[1, null]]);
  });

  it('keeps the rooms apart', () => {
    migrate(store.database, 'catalog', [FIRST, SECOND]);
    migrate(store.database, 'search', [{ id: 1, name: 'words', sql: 'CREATE TABLE word (a TEXT) STRICT' }]);
    expect(applied()).toHaveLength(3);
  });

  it('refuses a store of a newer program and leaves it as it is', () => {
    migrate(store.database, 'catalog', [FIRST, SECOND]);
    const older = (): void => {
      migrate(store.database, 'catalog', [FIRST]);
    };
    expect(older).toThrow(StorageError);
    expect(older).toThrow(/catalog tables are at version 2, this program knows 1/);
    expect(applied()).toHaveLength(2);
  });

  it('leaves nothing of a migration that fails', () => {
    migrate(store.database, 'catalog', [FIRST]);
    const broken = { ...SECOND, sql: 'CREATE TABLE half (a INTEGER); CREATE TABLE thing (again INTEGER)' };
    expect(() => {
      migrate(store.database, 'catalog', [FIRST, broken]);
    }).toThrow('already exists');
    expect(applied()).toEqual([['catalog', 1, 'first']]);
    expect(store.database.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([]);
  });

  it('gives older changes the publisher that their dataset has now', () => {
    migrate(store.database, 'catalog', catalogMigrations.slice(0, 3));
    store.database.exec(`
      INSERT INTO dataset (dataset_key, dataset_id, source_key, remote_id, state, outcome, publisher_key)
      VALUES (1, 'a', 1, 'a', 'live', 'good', 7);
      INSERT INTO change (time_us, job_key, dataset_key, kind) VALUES (1, 1, 1, 'added'), (2, 1, 1, 'updated');
    `);
    migrate(store.database, 'catalog', catalogMigrations);
    expect(store.database.prepare('SELECT publisher_key FROM change').pluck().all()).toEqual([7, 7]);
  });

  it('numbers the shipped migrations of each room upwards from 1', () => {
    for (const migrations of [catalogMigrations, searchMigrations]) {
      expect(migrations.map(({ id }) => id)).toEqual(migrations.map((_, index) => index + 1));
      migrate(store.database, migrations === catalogMigrations ? 'catalog' : 'search', migrations);
    }
    expect(store.database.pragma('integrity_check', { simple: true })).toBe('ok');
  });
});
