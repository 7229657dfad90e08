import { StorageError } from '../../../src/domain/errors.js';
import { createCounter, createDocumentKeys } from '../../../src/storage/writer/counters.js';
import { openTempCatalog, type TempStore } from './temp-store.js';

let store: TempStore;
beforeEach(() => {
  store = openTempCatalog();
});
afterEach(() => {
  store.close();
});

describe('createCounter', () => {
  it('gives each number once, also to whoever opens the store next', () => {
    const counter = createCounter(store.database, 'code');
    expect([counter.next(), counter.next()]).toEqual([1, 2]);
    counter.save();
    expect(createCounter(store.database, 'code').next()).toBe(3);
  });

  it('rises to a floor and never falls back to one', () => {
    const counter = createCounter(store.database, 'time_us');
    expect([counter.nextAfter(1_000), counter.nextAfter(5), counter.nextAfter(2_000)]).toEqual([
      1_001, 1_002, 2_001,
    ]);
  });

  it('takes back what a rolled-back transaction gave out', () => {
    const counter = createCounter(store.database, 'code');
    counter.next();
    counter.save();
    counter.next();
    counter.reload();
    expect(counter.next()).toBe(2);
  });

  it('complains of a store that has lost it', () => {
    store.database.exec("DELETE FROM counter WHERE name = 'code'");
    expect(() => createCounter(store.database, 'code')).toThrow(StorageError);
  });
});

describe('createDocumentKeys', () => {
  function release(...keys: readonly number[]): void {
    const insert = store.database.prepare('INSERT INTO free_document (document_key) VALUES (?)');
    for (const key of keys) insert.run(key);
  }

  it('gives freed keys first, the lowest before the others, and takes them from the list', () => {
    release(5, 3);
    const keys = createDocumentKeys(store.database);
    expect([keys.next(), keys.nextAfter(100), keys.next(), keys.next()]).toEqual([3, 5, 1, 2]);
    expect(store.database.prepare('SELECT count(*) FROM free_document').pluck().get()).toBe(0);
  });

  it('knows after a rollback what is free again', () => {
    release(7);
    const keys = createDocumentKeys(store.database);
    const attempt = store.database.transaction(() => {
      keys.next();
      keys.next();
      keys.save();
      throw new Error('rolled back');
    });
    expect(attempt).toThrow('rolled back');
    keys.reload();
    expect([keys.next(), keys.next()]).toEqual([7, 1]);
  });
});
