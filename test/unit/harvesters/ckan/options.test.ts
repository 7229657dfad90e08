import { join } from 'node:path';
import { readCkanOptions } from '../../../../harvesters/ckan/options.js';
import { compileSchemas } from '../../../../src/json-schema/compile-schemas.js';
import { readSchemas } from '../../../../src/json-schema/read-schemas.js';

const SCHEMA = 'https://lianmu.example/schemas/portal/ckan-options';
const schemas = compileSchemas(readSchemas(join(import.meta.dirname, '../../../../schemas/portal')));

const ALL = {
  api_version: 2,
  force_all: true,
  incremental: true,
  organizations_filter_include: ['a'],
  groups_filter_exclude: ['b'],
  default_tags: [{ name: 'open' }, 'city'],
  default_groups: ['交通运输'],
  default_extras: { origin: '{harvest_source_id}', year: 2026 },
  override_extras: true,
  remote_groups: 'only_local',
  remote_orgs: 'create',
  clean_tags: true,
  user: 'harvest',
  user_agent: 'Lianmu',
  read_only: true,
  force_package_type: 'dataset',
  tags_filter_include: ['x'],
  types_filter_exclude: ['showcase'],
  fq: 'title:water',
  page_size: 100,
  listing: 'package_search',
};

describe('the schema of the options', () => {
  it('takes every option of ckanext-harvest under its own name', () => {
    expect(schemas.validate(SCHEMA, ALL)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['a key in the file', { api_key: 'secret' }],
    ['both filters of one field', { groups_filter_include: ['a'], groups_filter_exclude: ['b'] }],
    ['a placeholder that changes with every run', { default_extras: { job: 'in {harvest_job_id}' } }],
    ['another listing', { listing: 'scrape' }],
    ['a page of nothing', { page_size: 0 }],
    ['an option that is none', { organisations_filter_include: ['a'] }],
    ['an empty filter', { organizations_filter_include: [] }],
  ])('refuses %s', (_case, options) => {
    expect(schemas.validate(SCHEMA, options)).not.toEqual([]);
  });
});

describe('reading the options', () => {
  it('gives defaults for what is absent', () => {
    expect(readCkanOptions({})).toEqual({
      listing: 'auto',
      pageSize: 1000,
      forceAll: false,
      organizations: { include: [], exclude: [] },
      groups: { include: [], exclude: [] },
      tags: { include: [], exclude: [] },
      types: { include: [], exclude: [] },
      fq: undefined,
      defaultTags: [],
      defaultGroups: [],
      defaultExtras: {},
      overridingExtras: {},
      cleanTags: false,
      forcePackageType: undefined,
    });
  });

  it('takes tags as words or as CKAN writes them', () => {
    expect(readCkanOptions(ALL).defaultTags).toEqual(['open', 'city']);
  });

  it('makes the default extras win with override_extras: true, and takes extras of its own there', () => {
    expect(readCkanOptions(ALL)).toMatchObject({ defaultExtras: {}, overridingExtras: ALL.default_extras });
    const own = { default_extras: { a: '1' }, override_extras: { b: '2' } };
    expect(readCkanOptions(own)).toMatchObject({ defaultExtras: { a: '1' }, overridingExtras: { b: '2' } });
  });
});
