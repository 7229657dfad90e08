import { readFileSync } from 'node:fs';
import { OWN_ROLES } from '../../../../harvesters/workbook/column-roles.js';
import { readWorkbookOptions } from '../../../../harvesters/workbook/options.js';
import { asTarget, noElements } from '../../../../src/domain/draft-elements.js';
import { shippedSchemas } from '../../../support/national-profile.js';

const ID = 'https://lianmu.example/schemas/portal/workbook-options';
const schemas = shippedSchemas();
const file = JSON.parse(readFileSync('schemas/portal/workbook-options.schema.json', 'utf8')) as {
  readonly $defs: {
    readonly element: { readonly enum: readonly string[] };
    readonly role: { readonly anyOf: readonly { readonly enum?: readonly string[] }[] };
  };
};

describe('the options of a workbook', () => {
  it('have defaults', () => {
    expect(readWorkbookOptions({})).toEqual({
      template: 'auto',
      sheets: [],
      headerRow: undefined,
      columns: {},
      key: [],
      delimiter: undefined,
      encoding: undefined,
      fixed: {},
      linkBase: undefined,
    });
  });

  it('are read as they are stated', () => {
    const stated = {
      template: 'list',
      sheet: ['目录', 2],
      headerRow: 3,
      columns: { 甲: 'title', C: 'ignore' },
      key: '甲',
      delimiter: 'tab',
      encoding: 'gb18030',
      fixed: { publisher: '某局' },
      linkBase: 'https://data.example.org/',
    };
    expect(schemas.validate(ID, stated)).toEqual([]);
    expect(readWorkbookOptions(stated)).toEqual({
      ...{ template: 'list', sheets: ['目录', 2], headerRow: 3, columns: stated.columns, key: ['甲'] },
      ...{ delimiter: '\t', encoding: 'gb18030', fixed: stated.fixed, linkBase: stated.linkBase },
    });
  });

  it.each([
    { columns: { 甲: 'titel' } },
    { columns: {} },
    { fixed: { ignore: 'x' } },
    { sheet: 0 },
    { headerRow: -1 },
    { encoding: 'ebcdic' },
    { template: 'guide' },
    { linkBase: '/dataset' },
    { sheets: '目录' },
  ])('are refused as %j', (options) => {
    expect(schemas.validate(ID, options)).not.toEqual([]);
  });

  it('name every element, part and column that a table can fill, and nothing else', () => {
    const { element, role } = file.$defs;
    expect(element.enum.filter((word) => asTarget(word) === undefined)).toEqual([]);
    expect(Object.keys(noElements()).filter((word) => !element.enum.includes(word))).toEqual([]);
    expect(role.anyOf[1]?.enum).toEqual([...OWN_ROLES, 'none']);
  });
});
