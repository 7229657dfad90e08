import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LABEL_ELEMENTS } from '../../../../src/domain/crosswalk.js';
import { compileSchemas } from '../../../../src/json-schema/compile-schemas.js';
import { readSchemas } from '../../../../src/json-schema/read-schemas.js';

const FOLDER = join(import.meta.dirname, '../../../../schemas/portal');
const SCHEMA = 'https://lianmu.example/schemas/portal/json-list-options';
const schemas = compileSchemas(readSchemas(FOLDER));

describe('the options of a record list', () => {
  it('take constants for exactly the elements that a label can name', () => {
    const file = join(FOLDER, 'json-list-options.schema.json');
    const schema = JSON.parse(readFileSync(file, 'utf8')) as { $defs: { element: { enum: string[] } } };
    expect(new Set(schema.$defs.element.enum)).toEqual(LABEL_ELEMENTS);
  });

  it.each([
    [{}],
    [{ documents: ['a.json'], list: ['data'], key: ['id'], unwrap: ['info'], ignore: ['編號'] }],
    [{ packed: { between: '#', within: '\t' }, fixed: { openType: '无条件开放', keywords: ['a'] } }],
    [{ page: 'https://data.example.org/{id}' }],
  ])('may be %j', (options) => {
    expect(schemas.validate(SCHEMA, options)).toEqual([]);
  });

  it.each([
    [{ key: [] }],
    [{ list: 'data' }],
    [{ packed: { between: '#' } }],
    [{ packed: { between: '', within: '=' } }],
    [{ fixed: { colour: 'red' } }],
    [{ fixed: { keywords: [] } }],
    [{ page: '/catalog/{id}' }],
    [{ keys: ['id'] }],
  ])('may not be %j', (options) => {
    expect(schemas.validate(SCHEMA, options)).not.toEqual([]);
  });
});
