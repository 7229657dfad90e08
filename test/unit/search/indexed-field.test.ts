import SqliteDatabase from 'better-sqlite3';
import { hasKey, keysOf } from '../../../src/search/document-set.js';
import { indexedField } from '../../../src/search/fields/indexed-field.js';
import { createIndexWriter } from '../../../src/search/index-writer.js';
import { createMatcher } from '../../../src/search/matcher.js';
import { searchMigrations } from '../../../src/search/tables.js';

const EMPTY = { title: '', tags: '', publisher: '', text: '', distributions: '' };
/** More than are looked at in one go, twice over. */
const MANY = 10_000;

describe('values that hold a text', () => {
  const database = new SqliteDatabase(':memory:');
  for (const { sql } of searchMigrations) database.exec(sql);
  const values = Array.from({ length: MANY }, (_, key) => {
    const kind = ['水质', 'WATER quality', 'a@b!"c', 'Water'][key % 4] ?? '';
    return `${key} ${kind} ${key % 7}`;
  });
  const field = indexedField(
    'res_name',
    createMatcher(database, () => MANY),
  );

  beforeAll(() => {
    const writer = createIndexWriter(database);
    database.transaction(() => {
      for (const [key, value] of values.entries())
        if (key > 0) writer.add(key, { ...EMPTY, terms: ['res_name', value, 'res_url', `x ${value}`] });
    })();
  });
  afterAll(() => database.close());

  it.each(['水质', 'water', '@b!"', 'quality 3', '77', 'k', 'nowhere'])('are found: %s', (text) => {
    const accepts = (value: string): boolean => value.toLowerCase().includes(text);
    const looked: boolean[] = [];
    const found = field.where({ from: '', to: undefined, accepts, holds: text }, () => looked.push(true));
    const expected = values.flatMap((value, key) => (key > 0 && accepts(value) ? [key] : []));
    expect([...keysOf(found)]).toEqual(expected);
    expect(looked.length).toBeGreaterThan(2);
  });

  it('are among those that begin as is asked', () => {
    const accepts = (value: string): boolean => /^99.*水质/u.test(value);
    const test = { from: '99', to: '99\u{10ffff}', accepts, holds: '水质' };
    const found = field.where(test, () => undefined);
    expect(hasKey(found, 9996)).toBe(true);
    expect([...keysOf(found)]).toEqual(values.flatMap((value, key) => (accepts(value) ? [key] : [])));
  });

  it('are not looked for beyond the time', () => {
    const accepts = (): boolean => true;
    const looking = (): unknown =>
      field.where({ from: '', to: undefined, accepts, holds: 'water' }, () => {
        throw new Error('too long');
      });
    expect(looking).toThrow('too long');
    expect(field.term(values[5] ?? '')).toBeDefined();
  });
});
