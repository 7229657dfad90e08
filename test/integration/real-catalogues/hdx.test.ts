import { jest } from '@jest/globals';
import { canonicalJson } from '../../../src/domain/identifiers.js';
import {
  idsIn,
  list,
  packagesIn,
  readJson,
  type RealPackage,
  searchable,
  text,
} from '../../support/real-catalogue.js';
import { changedIds, RealHarvest, type RealRun, sumOfOutcomes } from '../../support/real-harvest.js';
import { contentOf, expectRoundTrip } from '../../support/round-trip.js';
import { sharedData } from '../../support/shared-data.js';

// Real catalogues are large, and the machine may have other work.
jest.setTimeout(300_000);

/** The first page of data.humdata.org on two days, eleven months apart: scheming keys, private packages, counters. */
const files = ['2024-12-06', '2025-11-17'].map((day) => sharedData(`ckan-hdx/${day}/datasets_1.json`));
const describeHdx = files.includes(undefined) ? describe.skip : describe;

const PAGE_SIZE = 250;

/** CKAN's own keys: an element takes them, or they are the portal's bookkeeping or a person. */
const CKAN_KEYS = [
  ...[
    'id',
    'name',
    'title',
    'notes',
    'type',
    'state',
    'private',
    'license_id',
    'license_title',
    'license_url',
  ],
  ...['organization', 'groups', 'tags', 'extras', 'resources', 'metadata_created', 'metadata_modified'],
  ...['maintainer', 'package_creator'],
];

/** HDX's counters and what its pages reckon from the data; they change from day to day without anybody's doing. */
const VOLATILE_KEYS = [
  ...['total_res_downloads', 'has_geodata', 'has_quickcharts', 'has_showcases'],
  ...['due_date', 'overdue_date', 'updated_by_script'],
];

describeHdx('the catalogue of HDX', () => {
  let harvest: RealHarvest;
  let before: readonly RealPackage[];
  let after: readonly RealPackage[];
  let first: RealRun;
  let second: RealRun;
  let third: RealRun;
  let pages: number;

  beforeAll(async () => {
    const [old, current] = files.map((path) => packagesIn(readJson(path ?? '')));
    if (old === undefined || current === undefined) throw new Error('two pages are expected');
    [before, after] = [old.filter(isPublic), current.filter(isPublic)];
    harvest = await RealHarvest.start({ options: { page_size: PAGE_SIZE } });
    first = await harvest.run(searchable(old), idsIn(old));
    pages = harvest.endpoint.asked('package_search');
    second = await harvest.run(searchable(current), idsIn(current));
    third = await harvest.run(searchable(current), idsIn(current));
  });
  afterAll(() => harvest.close());

  it('comes whole, page by page, without what the portal keeps private', () => {
    expect(before).toHaveLength(582);
    expect(first.report).toMatchObject({
      outcome: 'complete',
      counts: { seen: 582, added: 582, rejected: 0, refused: 0, failed: 0, removed: 0 },
    });
    expect([...first.names.keys()].sort()).toEqual(idsIn(before));
    // Each page after the first begins with the last element of the one before.
    expect(pages).toBe(1 + Math.ceil((1000 - PAGE_SIZE) / (PAGE_SIZE - 1)));
  });

  it('changes by what left the list and by content alone, not by counters and record dates', () => {
    const left = idsIn(before).filter((id) => !idsIn(after).includes(id));
    expect(left).toHaveLength(3);
    expect(changedIds(second, 'removed')).toEqual(left);

    const olds = new Map(before.map((item) => [text(item, 'id'), item]));
    const pairs = after.flatMap((current) => {
      const old = olds.get(text(current, 'id'));
      return old === undefined ? [] : [{ old, current }];
    });
    expect(pairs).toHaveLength(after.length);
    const changed = pairs.filter(({ old, current }) => wholeOf(old) !== wholeOf(current));
    expect(changedIds(second, 'updated')).toEqual(idsIn(changed.map(({ current }) => current)));
    const { counts } = second.report;
    expect(counts).toMatchObject({
      seen: after.length,
      added: 0,
      removed: 3,
      unchanged: pairs.length - changed.length,
    });
    expect(sumOfOutcomes(counts)).toBe(counts.seen);

    // The portal took up hashes, sizes and a check of its links in the meantime, which touched everything.
    expect(changed).toHaveLength(pairs.length);
  });

  it('leaves no trace of a run over the same data', () => {
    expect(third.changes.size).toBe(0);
    expect(third.stored).toEqual(second.stored);
    expect(third.names).toEqual(second.names);
    expect(third.report.counts).toMatchObject({ seen: after.length, unchanged: after.length, failed: 0 });
    expect(third.report.outcome).toBe('complete');
  });

  it('does not change by counters, reckoned dates and record dates alone', async () => {
    const olds = new Map(before.map((item) => [item['id'], item]));
    const counted = after.map((item) => {
      const old = olds.get(item['id']) ?? item;
      const keys = [...VOLATILE_KEYS, 'metadata_modified'].filter((key) => old[key] !== undefined);
      return { ...item, ...Object.fromEntries(keys.map((key) => [key, old[key]])) };
    });
    const same = new Set(after.map((item) => canonicalJson(item)));
    expect(counted.filter((item) => same.has(canonicalJson(item))).length).toBeLessThan(after.length / 10);
    const run = await harvest.run(searchable(counted), idsIn(counted));
    expect(run.changes.size).toBe(0);
    expect(run.stored['body']).toBe(third.stored['body']);
    expect(run.report.counts).toMatchObject({ seen: after.length, unchanged: after.length });
  });

  it('is given back unharmed, with the keys of its own schema as extras', async () => {
    for (const [index, item] of after.entries()) {
      if (index % 2 === 1) continue;
      const extras = [...contentOf(item).extras, ...schemingExtras(item)];
      expectRoundTrip(await harvest.show(text(item, 'id')), { ...item, extras });
    }
  });

  it('has its reference periods read', async () => {
    const item = after.find(({ dataset_date }) =>
      /^\[\d{4}-\d\d-\d\dT.* TO \d{4}/.test(String(dataset_date)),
    );
    if (item === undefined) throw new Error('no package has a period');
    const [, start = '', end = ''] = /^\[(.{10}).* TO (.{10})/.exec(text(item, 'dataset_date')) ?? [];
    const extras = list(await harvest.show(text(item, 'id')), 'extras');
    expect(extras).toContainEqual({ key: 'cn_temporal_start', value: start });
    expect(extras).toContainEqual({ key: 'cn_temporal_end', value: end });
  });
});

function isPublic(item: RealPackage): boolean {
  return item['private'] === false;
}

/** Keys of ckanext-scheming as CKAN itself would write them among the extras. */
function schemingExtras(item: RealPackage): readonly RealPackage[] {
  const dropped = new Set([...CKAN_KEYS, ...VOLATILE_KEYS]);
  const entries = Object.entries(item).filter(([key, value]) => !dropped.has(key) && value !== null);
  return entries.map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }));
}

/** All that a hub takes over from a package, as one text; a key without a value is as good as none. */
function wholeOf(item: RealPackage): string {
  const { resources, ...rest } = contentOf(item);
  const { id, name, title, description } = item['organization'] as RealPackage;
  return canonicalJson({
    ...rest,
    schemingExtras: schemingExtras(item).toSorted((one, other) =>
      text(one, 'key') < text(other, 'key') ? -1 : 1,
    ),
    license: [item['license_id'], item['license_title'], item['license_url'] ?? null],
    resources: resources.map((resource) => Object.entries(resource).filter(([, value]) => value !== null)),
    resourceIds: list(item, 'resources').map((resource) => [resource['id'], resource['format']]),
    groups: list(item, 'groups').map((group) => group['title']),
    organization: [id, name, title, description ?? null],
  });
}
