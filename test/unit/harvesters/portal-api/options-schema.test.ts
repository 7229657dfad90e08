import { PORTAL_API } from '../../../../harvesters/portal-api/index.js';
import { compileSchemas } from '../../../../src/json-schema/compile-schemas.js';
import { fixture } from '../../../support/fixture-file.js';

const schema = fixture('../../schemas/portal/portal-api-options.schema.json') as Schema;
const schemas = compileSchemas([schema]);

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

const LIST = { path: 'list', items: 'rows', id: 'id' };

describe('the schema of the options', () => {
  it('describes every option', () => {
    const undescribed: string[] = [];
    function visit({ properties = {}, additionalProperties, items, $defs = {} }: Schema, at: string): void {
      for (const [name, option] of [...Object.entries(properties), ...Object.entries($defs)]) {
        if (option.description === undefined) undescribed.push(`${at}/${name}`);
        visit(option, `${at}/${name}`);
      }
      if (typeof additionalProperties === 'object') visit(additionalProperties, `${at}/*`);
      if (items !== undefined) visit(items, `${at}/[]`);
    }
    visit(schema, '');
    expect(undescribed).toEqual([]);
  });

  it.each([
    ['no list', {}, '/list'],
    ['no id', { list: { path: 'x', items: 'y' } }, '/list/id'],
    ['an unknown option', { list: LIST, fileds: {} }, '/fileds'],
    ['an unknown key of a place', { list: LIST, fields: { title: { css: 'h1' } } }, '/fields/title'],
    ['a status without its value', { list: { ...LIST, ok: { path: 'code' } } }, '/list/ok/equals'],
    ['a first page 2', { list: { ...LIST, paging: { first: 2 } } }, '/list/paging/first'],
  ])('refuses %s', (_, options, pointer) => {
    const pointers = schemas.validate(PORTAL_API.optionsSchema, options).map((fault) => fault.pointer);
    expect(pointers.some((each) => each.startsWith(pointer) || pointer.startsWith(each))).toBe(true);
    expect(pointers.length).toBeGreaterThan(0);
  });

  it('lets a source take a value of its profile away', () => {
    const options = {
      list: { ...LIST, query: { q: null }, paging: { total: null } },
      fields: { title: null },
    };
    expect(schemas.validate(PORTAL_API.optionsSchema, options)).toEqual([]);
  });
});
