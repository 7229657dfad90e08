import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileSchemas } from '../../../src/json-schema/compile-schemas.js';
import { readSchemas } from '../../../src/json-schema/read-schemas.js';
import {
  CROSSWALK_SCHEMA_ID,
  DATASET_SCHEMA_ID,
  shippedCrosswalks,
  shippedSchemas,
} from '../../support/national-profile.js';

const schemas = shippedSchemas();

describe.each([
  ['dataset', DATASET_SCHEMA_ID],
  ['crosswalk', CROSSWALK_SCHEMA_ID],
])('the schema of a %s', (name, id) => {
  const folder = `test/fixtures/schemas/${name}`;
  const read = (path: string): unknown => JSON.parse(readFileSync(`${folder}/${path}`, 'utf8'));

  it.each(readdirSync(`${folder}/valid`))('takes %s', (file) => {
    expect(schemas.validate(id, read(`valid/${file}`))).toEqual([]);
  });

  it.each(readdirSync(`${folder}/invalid`))('refuses %s', (file) => {
    expect(schemas.validate(id, read(`invalid/${file}`))).not.toEqual([]);
  });
});

describe('the shipped crosswalks', () => {
  it.each(Object.entries(shippedCrosswalks()))('%s keeps to its schema', (_, file) => {
    expect(schemas.validate(CROSSWALK_SCHEMA_ID, file)).toEqual([]);
  });
});

describe('compileSchemas', () => {
  const point = {
    $id: 'https://x.example/point',
    type: 'object',
    required: ['x'],
    additionalProperties: false,
    properties: {
      x: { type: ['integer', 'null'], minimum: 0, 'x-labels': { zh: '横', en: 'x' } },
      kind: { enum: ['a', 'b'] },
      one: { const: 1 },
      'a/b~c': { type: 'string' },
      at: { type: 'string', format: 'date' },
    },
    $defs: { name: { $anchor: 'name', type: 'string', pattern: '^[a-z]+$' } },
  };
  const compiled = compileSchemas([
    point,
    { $id: 'https://x.example/points', type: 'array', items: { $ref: 'point' } },
  ]);

  it.each([
    [{ x: -1 }, '/x', 'minimum', '>= 0'],
    [{ x: 'a' }, '/x', 'type', 'integer or null'],
    [{}, '/x', 'required', undefined],
    [{ x: 1, kind: 'c' }, '/kind', 'enum', 'a, b'],
    [{ x: 1, one: 2 }, '/one', 'const', '1'],
    [{ x: 1, y: 1 }, '/y', 'additionalProperties', undefined],
    [{ x: 1, 'c/d~e': 1 }, '/c~1d~0e', 'additionalProperties', undefined],
    [{ x: 1, 'a/b~c': 1 }, '/a~1b~0c', 'type', 'string'],
    [{ x: 1, at: '2023-02-30' }, '/at', 'format', 'date'],
    [7, '', 'type', 'object'],
  ])('says of %p where, what and what is allowed', (value, pointer, keyword, allowed) => {
    const [fault, ...more] = compiled.validate('https://x.example/point', value);
    expect(more).toEqual([]);
    expect(fault).toMatchObject({ pointer, keyword });
    expect(fault?.allowed).toBe(allowed);
    expect(fault?.message.length).toBeGreaterThan(0);
  });

  it('lists all faults, up to fifty', () => {
    expect(compiled.validate('https://x.example/point', { x: -1, kind: 'c' })).toHaveLength(2);
    expect(compiled.validate('https://x.example/points', Array(10_000).fill({ x: 'a' }))).toHaveLength(50);
  });

  it('finds a part of a schema by its anchor', () => {
    expect(compiled.validate('https://x.example/point#name', 'abc')).toEqual([]);
    expect(compiled.validate('https://x.example/point#name', 'A')).toMatchObject([{ allowed: '^[a-z]+$' }]);
  });

  it('throws for a schema that is not there', () => {
    expect(compiled.has('https://x.example/point')).toBe(true);
    expect(compiled.has('https://x.example/none')).toBe(false);
    expect(() => compiled.validate('https://x.example/none', 1)).toThrow('there is no schema');
  });

  it('throws for a schema that cannot be meant so', () => {
    const typo = compileSchemas([{ $id: 'https://x.example/typo', tpye: 'string' }]);
    expect(() => {
      typo.check();
    }).toThrow('tpye');
  });
});

describe('the schemas of the hub', () => {
  it('can all be compiled', () => {
    expect(() => {
      compileSchemas(readSchemas('schemas')).check();
    }).not.toThrow();
  });
});

describe('readSchemas', () => {
  it('reads all schemas below a folder in order, and throws for one that is none', () => {
    expect(readSchemas('schemas').length).toBeGreaterThan(3);
    const folder = mkdtempSync(join(tmpdir(), 'lianmu-schemas-'));
    try {
      writeFileSync(join(folder, 'b.schema.json'), '{"$id":"b"}');
      writeFileSync(join(folder, 'a.schema.json'), '{"$id":"a"}');
      writeFileSync(join(folder, 'note.json'), '7');
      expect(readSchemas(folder)).toEqual([{ $id: 'a' }, { $id: 'b' }]);
      writeFileSync(join(folder, 'c.schema.json'), '7');
      expect(() => readSchemas(folder)).toThrow('c.schema.json');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
