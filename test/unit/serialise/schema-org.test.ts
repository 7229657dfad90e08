import fc from 'fast-check';
import type { Dataset } from '../../../src/domain/dataset.js';
import type { PublishedDataset } from '../../../src/domain/published.js';
import { hasCroissant, toCroissant } from '../../../src/serialise/croissant/dataset.js';
import { wellFormedJson } from '../../../src/serialise/plain-text.js';
import { toSchemaOrgCatalog } from '../../../src/serialise/schema-org/data-catalog.js';
import { toSchemaOrgDataset } from '../../../src/serialise/schema-org/dataset.js';
import { SITE } from '../../support/api-client.js';
import { halfCharacters, hostileDataset } from '../../support/hostile-dataset.js';
import { BEDS, datasetOf, PATIENTS, publish, SCHOOLS } from '../../support/published-datasets.js';

type Json = Readonly<Record<string, unknown>>;

function plain(value: object | undefined): Json {
  return JSON.parse(wellFormedJson(value ?? {})) as Json;
}

function published(elements: Partial<Dataset>): PublishedDataset {
  return publish(datasetOf('x', { title: '题', ...elements }), { name: 'x', order: 1 });
}

function jsonLd(elements: Partial<Dataset>): Json {
  return plain(toSchemaOrgDataset(published(elements), SITE, 'zh'));
}

const CSV = { identifier: 'r1', title: '表.csv', url: 'http://a.cn/表.csv', format: 'CSV', bytes: 10 };

describe('the dataset in schema.org', () => {
  it('says of a dataset what the record says', () => {
    expect(plain(toSchemaOrgDataset(SCHOOLS, SITE, 'en'))).toEqual({
      '@context': 'https://schema.org/',
      '@type': 'Dataset',
      '@id': 'https://hub.example.org/dataset/yi-wu-jiao-yu-xue-xiao-ming-lu',
      name: '义务教育学校名录',
      alternateName: 'List of schools',
      description: '全市义务教育学校的名称、地址。\r\n每年更新。',
      url: 'https://hub.example.org/dataset/yi-wu-jiao-yu-xue-xiao-ming-lu',
      sameAs: 'https://jiangcheng.example.org/dataset/schools',
      identifier: [SCHOOLS.dataset.identifier, '3420100/000001'],
      keywords: ['学校', '义务教育/小学', '水'],
      publisher: { '@type': 'Organization', name: '江城市教育局', identifier: '11420100MB1234567X' },
      creator: { '@type': 'Organization', name: '江城市教育局', identifier: '11420100MB1234567X' },
      license: 'http://www.opendefinition.org/licenses/cc-by',
      datePublished: '2025-09-01',
      dateModified: '2026-01-01',
      temporalCoverage: '2025-01-01/2025-12-31',
      spatialCoverage: { '@type': 'Place', name: '江城市' },
      isAccessibleForFree: true,
      includedInDataCatalog: {
        '@type': 'DataCatalog',
        '@id': 'https://hub.example.org/',
        name: 'Catalogue of Jiang Province',
        url: 'https://hub.example.org/',
      },
    });
  });

  it('has a file by its address and media type', () => {
    const distributions = [CSV, { identifier: 'r2', url: '无' }, { identifier: 'r3', url: 'http://a.cn/y' }];
    expect(jsonLd({ distributions })['distribution']).toEqual([
      {
        '@type': 'DataDownload',
        name: '表.csv',
        contentUrl: 'http://a.cn/%E8%A1%A8.csv',
        encodingFormat: 'text/csv',
        contentSize: '10 B',
      },
      { '@type': 'DataDownload', contentUrl: 'http://a.cn/y' },
    ]);
  });

  it('shows no file of what is not open, and on what condition it is had', () => {
    expect(plain(toSchemaOrgDataset(PATIENTS, SITE, 'zh'))).toMatchObject({
      isAccessibleForFree: false,
      conditionsOfAccess: '《个人信息保护法》第二十八条',
    });
    const onRequest = plain(toSchemaOrgDataset(BEDS, SITE, 'zh'));
    expect(onRequest).toMatchObject({ conditionsOfAccess: '签订数据使用协议' });
    expect(onRequest).not.toHaveProperty('isAccessibleForFree');
    expect(onRequest).not.toHaveProperty('distribution');
    expect(plain(toSchemaOrgDataset(PATIENTS, SITE, 'zh'))).not.toHaveProperty('distribution');
  });

  it('has boxes latitude first, open periods, and a description in any case', () => {
    const extras = [{ key: 'spatial', value: '[170, -20, 190, -10]' }];
    expect(jsonLd({ extras, temporal: { start: '2020-01-01' } })).toMatchObject({
      description: '题',
      temporalCoverage: '2020-01-01/..',
      spatialCoverage: { '@type': 'Place', geo: { '@type': 'GeoShape', box: '-20 170 -10 -170' } },
    });
    expect(jsonLd({ temporal: { end: '2020-01-01' } })['temporalCoverage']).toBe('../2020-01-01');
  });

  it('describes the hub as a catalogue', () => {
    expect(plain(toSchemaOrgCatalog(SITE, 'zh'))).toEqual({
      '@context': 'https://schema.org/',
      '@type': 'DataCatalog',
      '@id': 'https://hub.example.org/',
      name: '江省公共数据目录',
      description: '全省公共数据的统一目录',
      url: 'https://hub.example.org/',
      publisher: { '@type': 'Organization', name: '江省数据局', email: 'hub@example.org' },
    });
  });
});

describe('Croissant', () => {
  const fields = [{ name: '名称', nameEn: 'name', dataType: 'C' as const }, { name: '名称' }];

  it('has the tables as files and the columns of the first as fields', () => {
    const xlsx = { identifier: 'r0', url: 'http://a.cn/x.xlsx', format: 'XLSX', hash: 'A'.repeat(64) };
    const pdf = { identifier: 'r2', url: 'http://a.cn/x.pdf', format: 'PDF' };
    const croissant = plain(toCroissant(published({ fields, distributions: [xlsx, pdf, CSV] }), SITE));
    expect(croissant).toMatchObject({
      '@type': 'sc:Dataset',
      conformsTo: 'http://mlcommons.org/croissant/1.0',
      name: '题',
      description: '题',
      url: 'https://hub.example.org/dataset/x',
      isLiveDataset: true,
    });
    expect(croissant['distribution']).toEqual([
      {
        '@type': 'cr:FileObject',
        '@id': 'file-1',
        name: '表.csv',
        contentUrl: 'http://a.cn/%E8%A1%A8.csv',
        encodingFormat: 'text/csv',
        contentSize: '10 B',
      },
      {
        '@type': 'cr:FileObject',
        '@id': 'file-2',
        name: 'file-2',
        contentUrl: 'http://a.cn/x.xlsx',
        encodingFormat: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        sha256: 'A'.repeat(64),
      },
    ]);
    const source = { fileObject: { '@id': 'file-1' }, extract: { column: '名称' } };
    expect(croissant['recordSet']).toEqual([
      {
        '@type': 'cr:RecordSet',
        '@id': 'records',
        name: 'records',
        field: [
          {
            '@type': 'cr:Field',
            '@id': 'records/1',
            name: '名称',
            description: 'name',
            dataType: 'sc:Text',
            source,
          },
          { '@type': 'cr:Field', '@id': 'records/2', name: '名称', dataType: 'sc:Text', source },
        ],
      },
    ]);
  });

  const withTable = { fields, distributions: [CSV] };
  it.each<readonly [string, Partial<Dataset>]>([
    ['of no known column', { ...withTable, fields: [] }],
    ['of columns without types', { ...withTable, fields: [{ name: '名称' }] }],
    ['of no table', { ...withTable, distributions: [{ ...CSV, format: 'PDF' }] }],
    ['of an interface', { ...withTable, distributions: [{ ...CSV, kind: 'api' }] }],
    ['of a table without an address', { ...withTable, distributions: [{ ...CSV, url: '无' }] }],
    ['that is closed', { ...withTable, visibility: 'closed' }],
    ['that is had on request', { ...withTable, visibility: 'on-request' }],
  ])('is not made of a dataset %s', (_what, elements) => {
    expect(hasCroissant(published(withTable))).toBe(true);
    expect(hasCroissant(published(elements))).toBe(false);
    expect(toCroissant(published(elements), SITE)).toBeUndefined();
  });

  it('is JSON of whole characters whatever a portal writes, like the dataset in schema.org', () => {
    fc.assert(
      fc.property(hostileDataset(), (dataset) => {
        const record = publish(dataset, { name: 'n', order: 1 });
        for (const value of [toCroissant(record, SITE), toSchemaOrgDataset(record, SITE, 'zh')]) {
          const json = wellFormedJson(value ?? {});
          expect(halfCharacters(json)).toEqual([]);
          const urls = [...json.matchAll(/"(?:contentUrl|sameAs)":"((?:[^"\\]|\\.)*)"/g)];
          for (const [, url = ''] of urls) expect(url).toMatch(/^(?:https?|ftp):\/\/[\x21-\x7e]+$/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
