import SqliteDatabase from 'better-sqlite3';
import fc from 'fast-check';
import {
  caselessPart,
  decodeValue,
  encodeValue,
  exactToken,
  presenceToken,
} from '../../../src/search/exact-token.js';
import { createIndexWriter } from '../../../src/search/index-writer.js';
import { searchMigrations } from '../../../src/search/tables.js';

const SPECIAL = ' |!|"|#|@|A|B|Z|[|a|z|~|\u0000|\u001e|\u001f|\u007f|\u0080|ÿ|市|\u{20000}'.split('|');
const everyday = fc.string({ unit: fc.constantFrom(...SPECIAL) });
const value = fc.oneof(everyday, fc.string({ unit: 'binary' }));

describe('tokens of exact values', () => {
  it('keep the value', () => {
    fc.assert(
      fc.property(value, (text) => {
        expect(decodeValue('field', exactToken('field', text))).toBe(text);
      }),
    );
  });

  it('stand in the order of code points', () => {
    fc.assert(
      fc.property(value, value, (one, other) => {
        const places = Buffer.compare(Buffer.from(encodeValue(one)), Buffer.from(encodeValue(other)));
        expect(places).toBe(Buffer.compare(Buffer.from(one), Buffer.from(other)));
      }),
    );
  });

  it('hold nothing that parts or folds tokens, or ends a phrase', () => {
    fc.assert(
      fc.property(value, fc.string(), (text, field) => {
        expect(exactToken(field, text)).not.toMatch(/[\0 "A-Z]/);
      }),
    );
  });

  it('are what the index then has, character by character', () => {
    const database = new SqliteDatabase(':memory:');
    for (const { sql } of searchMigrations) database.exec(sql);
    const values = Array.from({ length: 0x180 }, (_, code) => `a${String.fromCharCode(code)}z`);
    const text = { title: '', tags: '', publisher: '', text: '', distributions: '' };
    createIndexWriter(database).add(1, { ...text, terms: values.flatMap((term) => ['field', term]) });
    database.exec("CREATE VIRTUAL TABLE temp.word USING fts5vocab('main', 'search_text', 'row')");
    const tokens = database.prepare<[], string>('SELECT term FROM temp.word').pluck().all();
    expect(tokens.map((token) => decodeValue('field', token))).toEqual(values);
    database.close();
  });

  it('hold the part of a text that has no case, whatever the case of what they hold', () => {
    const cased = 'k|K|\u212a|i|I|\u0130|\u0307|Σ|σ|ς|ß|ẞ|é|É|ǆ|ǅ'.split('|');
    const mixed = fc.string({ unit: fc.constantFrom(...SPECIAL, ...cased) });
    const inCase = fc.constantFrom('toLowerCase', 'toUpperCase', 'toString');
    fc.assert(
      fc.property(mixed, mixed, mixed, inCase, (before, text, behind, change) => {
        const whole = before + text[change]() + behind;
        fc.pre(whole.toLowerCase().includes(text.toLowerCase()));
        expect(encodeValue(whole).replaceAll('@', '')).toContain(caselessPart(text));
      }),
    );
    expect(caselessPart('Beijing 市')).toBe('ng\u001f市');
  });

  it('of different fields never begin alike', () => {
    const fields = Array.from({ length: 5000 }, (_, number) => `字段${number}`);
    const tokens = new Set(fields.map(presenceToken));
    expect(tokens.size).toBe(fields.length);
    expect(new Set([...tokens].map((token) => token.length))).toEqual(new Set([8]));
  });
});
