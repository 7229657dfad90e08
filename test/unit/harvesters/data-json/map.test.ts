import { mapDataset } from '../../../../harvesters/data-json/map.js';
import type { DatasetDraft } from '../../../../src/domain/dataset.js';
import { createTargetReader } from '../../../../src/domain/target-reader.js';
import { fixture } from '../../../support/fixture-file.js';

type Json = Readonly<Record<string, unknown>>;

const plain = fixture('portals/data-json/catalogue.json') as { readonly dataset: readonly Json[] };
const rich = fixture('portals/data-json/catalogue-3.json') as { readonly dataset: readonly Json[] };

function map(record: Json = {}, labels: Readonly<Record<string, string>> = {}): DatasetDraft {
  return mapDataset(
    record,
    'x',
    createTargetReader((label) => labels[label]),
  );
}

function extrasOf(draft: DatasetDraft): Json {
  return Object.fromEntries((draft.extras ?? []).map(({ key, value }) => [key, value])) as Json;
}

describe('a dataset of DCAT-US 1.1', () => {
  const [stops, complaints, staff] = plain.dataset.map((record) => map(record));

  it('has its elements', () => {
    expect(stops).toMatchObject({
      origin: { remoteId: 'x', url: 'https://data.linshui.example/bus-stops' },
      title: 'Bus stops',
      abstract: "<p>Stops of the <b>city's</b> bus lines.</p>",
      keywords: ['bus', 'stops', 'transport'],
      themes: ['Transportation'],
      publisher: { name: 'Office of Transport' },
      contactName: 'Fixture Person',
      email: 'fixture.person@linshui.example',
      openType: 'public',
      updateCycle: 'R/P1M',
      issued: '2021-03-04',
      modified: '2024-11-02T08:00:00Z',
      temporal: { start: '2021-01-01', end: '2024-12-31' },
      spatial: 'City of Linshui',
      licenseUrl: 'https://creativecommons.org/publicdomain/zero/1.0/',
      landingPage: 'https://data.linshui.example/bus-stops',
    });
  });

  it('keeps among its extras what is no element', () => {
    expect(stops?.extras).toEqual([
      { key: 'bureauCode', value: '["015:11"]' },
      { key: 'dataQuality', value: 'true' },
      { key: 'language', value: '["en-US"]' },
      { key: 'programCode', value: '["015:001"]' },
      { key: 'publisher_hierarchy', value: 'Province of Qinghe > City of Linshui > Office of Transport' },
      { key: 'references', value: '["https://data.linshui.example/bus-stops/manual"]' },
      { key: 'rights', value: 'true' },
    ]);
  });

  it('has the file before the page about it, and the API', () => {
    expect(stops?.distributions).toEqual([
      {
        title: 'All stops',
        description: 'One row a stop.',
        url: 'https://data.linshui.example/bus-stops.csv',
        format: 'CSV',
        mediaType: 'text/csv',
        extras: {
          accessURL: 'https://data.linshui.example/bus-stops/files',
          describedBy: 'https://data.linshui.example/bus-stops/columns',
        },
      },
      {
        url: 'https://api.linshui.example/stops',
        format: 'API',
        extras: { conformsTo: 'https://spec.openapis.org/oas/v3.1.0' },
      },
    ]);
  });

  it('with a cycle in the place of its date has the cycle, and no date', () => {
    expect(complaints).toMatchObject({ updateCycle: 'R/P1Y', modified: undefined, distributions: [] });
    expect(map({ modified: 'R/P1Y', accrualPeriodicity: 'R/P1M' })).toMatchObject({
      ...{ updateCycle: 'R/P1M', modified: undefined },
      extras: [{ key: 'modified', value: 'R/P1Y' }],
    });
  });

  it('says by its rights on what condition it is given, or why it is not', () => {
    expect(complaints).toMatchObject({
      openType: 'restricted public',
      openCondition: 'Given to researchers after an application.',
      openBasis: undefined,
    });
    expect(staff).toMatchObject({
      openType: 'non-public',
      openBasis: 'Personal data under article 12 of the staff law.',
      openCondition: undefined,
    });
    expect(complaints?.extras).toEqual([{ key: 'is_part_of', value: 'LS-0001' }]);
  });
});

describe('a dataset of DCAT-US 3', () => {
  const [record = {}] = rich.dataset;
  const draft = map(record);

  it('has its elements in Chinese before English before any', () => {
    expect(draft).toMatchObject({
      title: '空气质量',
      titleEn: 'Air quality',
      abstract: '小时均值。',
      keywords: ['air', 'pm2.5'],
      themes: ['Environment'],
      publisher: { name: 'Office of the Environment' },
      email: 'fixture.person@linshui.example',
      phone: '+1-555-010-0100',
      openType: 'http://publications.europa.eu/resource/authority/access-right/PUBLIC',
      updateCycle: 'http://publications.europa.eu/resource/authority/frequency/HOURLY',
      temporal: { start: '2019-01-01', end: '2020-12-31' },
      spatial: 'Linshui; North district',
      landingPage: 'https://data.linshui.example/air',
      version: '2.1',
      licenseUrl: 'https://creativecommons.org/licenses/by/4.0/',
      licenseTitle: 'CC BY 4.0',
    });
    expect(Object.keys(extrasOf(draft))).toEqual(['@id', 'creator', 'inSeries', 'spatial', 'temporal']);
  });

  it('has a service for a distribution', () => {
    expect(draft.distributions).toMatchObject([
      {
        remoteId: 'https://data.linshui.example/id/air/api',
        url: 'https://api.linshui.example/air',
        format: 'API',
        bytes: '1024',
        hash: 'abc123',
      },
    ]);
  });
});

describe('values as portals write them', () => {
  it.each<[unknown, unknown, boolean]>([
    ['2010/2012', { start: '2010', end: '2012' }, false],
    [
      '2010-01-01T00:00:00Z/2011-01-01T00:00:00Z',
      { start: '2010-01-01T00:00:00Z', end: '2011-01-01T00:00:00Z' },
      false,
    ],
    ['2010/P1Y', { start: '2010' }, true],
    ['P1Y/2011', { end: '2011' }, true],
    ['2010/..', { start: '2010' }, false],
    ['/2011', { end: '2011' }, false],
    ['2010', '2010', false],
    ['since 2010 / now', 'since 2010 / now', false],
    ['01/02/2010', '01/02/2010', false],
    [[{ startDate: '2010' }], { start: '2010' }, false],
    [{ startDate: { '@value': '2010' }, endDate: null }, { start: '2010' }, false],
    [null, undefined, false],
  ])('temporal %j is %j', (temporal, expected, isKept) => {
    const draft = map({ temporal });
    expect(draft.temporal).toEqual(expected);
    expect(Object.hasOwn(extrasOf(draft), 'temporal')).toBe(isKept);
  });

  it.each<[unknown, unknown, boolean]>([
    ['New York', 'New York', false],
    ['-77.1,38.8,-76.9,39.0', undefined, true],
    ['{"type":"Point","coordinates":[0,1]}', undefined, true],
    ['POLYGON ((0 0, 1 1))', undefined, true],
    [{ type: 'Point', coordinates: [0, 1] }, undefined, true],
    [['A', 'B'], 'A; B', false],
    [[{ prefLabel: { en: 'A' } }, { bbox: 'POLYGON((0 0,1 1))' }], 'A', true],
    [null, undefined, false],
  ])('spatial %j is %j', (spatial, expected, isKept) => {
    const draft = map({ spatial });
    expect(draft.spatial).toEqual(expected);
    expect(Object.hasOwn(extrasOf(draft), 'spatial')).toBe(isKept);
  });

  it.each<[unknown, Json, boolean]>([
    [
      'https://creativecommons.org/licenses/by/4.0',
      { licenseUrl: 'https://creativecommons.org/licenses/by/4.0' },
      false,
    ],
    ['cc-by', { licenseId: 'cc-by' }, false],
    [
      'Open Data Commons Open Database License (ODbL)',
      { licenseTitle: 'Open Data Commons Open Database License (ODbL)' },
      false,
    ],
    [
      { '@id': 'https://x.example/l', title: 'L 1' },
      { licenseUrl: 'https://x.example/l', licenseTitle: 'L 1' },
      false,
    ],
    ["<p align='center'>No warranty</p>", {}, true],
    ['x '.repeat(150), {}, true],
    [null, {}, false],
  ])('license %j is %j', (license, expected, isKept) => {
    const { licenseId, licenseTitle, licenseUrl, ...draft } = map({ license });
    const nothing = { licenseId: undefined, licenseTitle: undefined, licenseUrl: undefined };
    expect({ licenseId, licenseTitle, licenseUrl }).toEqual({ ...nothing, ...expected });
    expect(Object.hasOwn(extrasOf(draft as DatasetDraft), 'license')).toBe(isKept);
  });

  it('takes the licence that all distributions state, and none where they differ', () => {
    const by = { license: 'https://x.example/by' };
    expect(map({ distribution: [by, by] }).licenseUrl).toBe('https://x.example/by');
    expect(map({ distribution: [by, { license: 'https://x.example/sa' }] }).licenseUrl).toBeUndefined();
    expect(map({ distribution: [by, {}] }).licenseUrl).toBeUndefined();
  });

  it.each<[unknown, Json]>([
    [
      'https://rights.example/PUBLIC',
      { openType: 'https://rights.example/PUBLIC', openCondition: undefined },
    ],
    ['open', { openType: 'open' }],
    [
      'Free to all who ask for it in writing.',
      { openType: undefined, openCondition: 'Free to all who ask for it in writing.' },
    ],
    [{ '@type': 'RightsStatement', label: 'restricted' }, { openType: 'restricted' }],
  ])('access rights %j', (accessRights, expected) => {
    expect(map({ accessRights })).toMatchObject(expected);
  });

  it.each<[unknown, Json | undefined, unknown]>([
    ['Office', { name: 'Office' }, undefined],
    [{ name: 'Office', subOrganizationOf: 'City' }, { name: 'Office' }, 'City > Office'],
    [{ name: 'Office', subOrganizationOf: [{ prefLabel: 'City' }] }, { name: 'Office' }, 'City > Office'],
    [{ name: null }, undefined, undefined],
    [null, undefined, undefined],
  ])('publisher %j is %j', (publisher, expected, hierarchy) => {
    const draft = map({ publisher });
    expect(draft.publisher).toEqual(expected);
    expect(extrasOf(draft)['publisher_hierarchy']).toBe(hierarchy);
  });

  it('ends a circle of organizations', () => {
    const publisher: Record<string, unknown> = { name: 'A' };
    publisher['subOrganizationOf'] = publisher;
    expect(extrasOf(map({ publisher }))['publisher_hierarchy']).toMatch(/^(?:A > ){20}A$/);
  });

  it('does not see another order of keywords as another dataset', () => {
    expect(map({ keyword: ['b', 'a'] })).toEqual(map({ keyword: ['a', 'b'] }));
    expect(map({ keyword: 'b, a' }).keywords).toBe('b, a');
  });

  it('has nothing for null, empty text and empty lists, whatever they stand in', () => {
    const members = [
      ...new Set([...plain.dataset, ...rich.dataset].flatMap((record) => Object.keys(record))),
    ];
    const nothing = map();
    for (const value of [null, '', []]) {
      const draft = map(Object.fromEntries(members.map((member) => [member, value])));
      expect({ ...draft, extras: [] }).toEqual({ ...nothing, extras: [] });
    }
    expect(map(Object.fromEntries(members.map((member) => [member, null])))).toEqual(nothing);
  });

  it('keeps a redaction among the extras, and takes it for no value', () => {
    const draft = map({ title: 'A', modified: '[[REDACTED-EX B4]]', distribution: '[[REDACTED-EX B4]]' });
    expect(draft).toMatchObject({ modified: undefined, distributions: [] });
    expect(extrasOf(draft)).toEqual({ modified: '[[REDACTED-EX B4]]', distribution: '[[REDACTED-EX B4]]' });
    expect(draft.unread).toBeUndefined();
  });

  it('names the distributions that it cannot read, and keeps the others', () => {
    const draft = map({ distribution: [{ downloadURL: 'https://x.example/a' }, 'https://x.example/b'] });
    expect(draft.distributions).toHaveLength(1);
    expect(draft.unread).toEqual([
      { pointer: '/distribution/1', reason: 'not an object', value: 'https://x.example/b' },
    ]);
  });

  it('takes the addresses of a record of the first edition for its distribution', () => {
    const accessURL = 'https://x.example/a.csv';
    expect(map({ accessURL, format: 'text/csv' })).toMatchObject({
      distributions: [{ url: accessURL, format: 'text/csv' }],
      extras: [],
    });
    const webService = 'https://x.example/api';
    expect(map({ webService, mbox: 'a@x.example', contactPoint: 'A' })).toMatchObject({
      distributions: [{ url: webService, format: 'API' }],
      contactName: 'A',
      email: 'a@x.example',
    });
    expect(map({ accessURL, distribution: [{ downloadURL: accessURL }] })).toMatchObject({
      distributions: [{ url: accessURL }],
      extras: [{ key: 'accessURL', value: accessURL }],
    });
  });

  it.each<[Json, unknown]>([
    [{ downloadURL: 'u', mediaType: 'text/csv' }, 'text/csv'],
    [{ downloadURL: 'u', mediaType: 'application/octet-stream' }, undefined],
    [
      { downloadURL: 'u', mediaType: { '@id': 'https://m.example/csv' }, format: { prefLabel: 'CSV' } },
      'CSV',
    ],
    [{ accessURL: 'u', conformsTo: 'http://www.opengis.net/spec/WMS' }, 'API'],
    [{ accessURL: 'u', conformsTo: 'http://www.isotc211.org/2005/gmd' }, undefined],
  ])('the format of %j is %j', (distribution, format) => {
    expect(map({ distribution }).distributions).toMatchObject([{ url: 'u', format }]);
  });

  it('fills what is empty by the labels that the source explains', () => {
    const labels = { superTheme: 'themes', 'agency-code': 'publisherCode', modified: 'issued' };
    const record = { superTheme: ['JUST'], 'agency-code': '1', modified: '2020' };
    expect(map(record, labels)).toMatchObject({
      themes: ['JUST'],
      publisher: { code: '1' },
      modified: '2020',
      issued: undefined,
    });
    expect(map({ ...record, theme: ['Law'] }, labels).themes).toEqual(['Law']);
  });

  it('gives the same for a record that went through JSON', () => {
    for (const record of [...plain.dataset, ...rich.dataset]) {
      expect(map(JSON.parse(JSON.stringify(record)) as Json)).toEqual(map(record));
    }
  });
});
