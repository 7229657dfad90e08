import { withDefaults } from '../../../src/config/defaults.js';
import { createSchemaCatalog } from '../../../src/config/schema-catalog.js';

const BASE = 'https://hub.example/schemas/a';
const SCHEMA = {
  $id: BASE,
  properties: {
    plain: { default: 1 },
    group: { default: {}, properties: { inner: { default: 'x' } } },
    absent: { properties: { inner: { default: 'x' } } },
    list: { items: { properties: { inner: { default: 2 } } } },
    words: { items: { type: 'string' } },
    shared: { $ref: '#/$defs/shared' },
    other: { $ref: 'b#/$defs/deep' },
  },
  $defs: { shared: { default: true } },
};
const OTHER = {
  $id: 'https://hub.example/schemas/b',
  $defs: { deep: { $ref: '#/$defs/deeper' }, deeper: { default: 7 } },
};
const catalog = createSchemaCatalog([SCHEMA, OTHER]);

function filled(value: unknown): unknown {
  return withDefaults(catalog, catalog.find(BASE)!, value);
}

describe('withDefaults', () => {
  it('fills in what is absent, also inside defaults and through references', () => {
    expect(filled({})).toEqual({ plain: 1, group: { inner: 'x' }, shared: true, other: 7 });
  });

  it('keeps what is given and fills only around it', () => {
    const value = {
      plain: 0,
      absent: {},
      list: [{}, { inner: 3 }],
      words: ['a'],
      shared: false,
      extra: null,
    };
    expect(filled(value)).toEqual({
      ...value,
      group: { inner: 'x' },
      absent: { inner: 'x' },
      list: [{ inner: 2 }, { inner: 3 }],
      other: 7,
    });
    expect(value).not.toHaveProperty('group');
  });

  it('leaves what is not an object as it is', () => {
    expect(filled('text')).toBe('text');
  });

  it('calls a reference that leads nowhere by name', () => {
    const broken = createSchemaCatalog([{ $id: BASE, properties: { a: { $ref: '#/$defs/none' } } }]);
    expect(() => withDefaults(broken, broken.find(BASE)!, {})).toThrow(
      `${BASE}: $ref #/$defs/none leads nowhere`,
    );
  });
});
