import fc from 'fast-check';
import { DATA_JSON } from '../../../harvesters/data-json/index.js';
import type { Dataset } from '../../../src/domain/dataset.js';
import type { PublishedDataset } from '../../../src/domain/published.js';
import { dataJsonCatalog } from '../../../src/serialise/data-json/catalog.js';
import { toDataJsonDataset, type DataJsonDataset } from '../../../src/serialise/data-json/dataset.js';
import { SITE } from '../../support/api-client.js';
import { openDataJsonSchema } from '../../support/data-json-schema.js';
import { halfCharacters, hostileDataset } from '../../support/hostile-dataset.js';
import { ALL, BEDS, datasetOf, PATIENTS, publish, SCHOOLS } from '../../support/published-datasets.js';
import { testSource } from '../../support/source.js';

const check = openDataJsonSchema();
const itChecked = check === undefined ? it.skip : it;

function written(datasets: Iterable<PublishedDataset>): { readonly dataset: readonly DataJsonDataset[] } {
  return JSON.parse([...dataJsonCatalog(datasets, SITE)].join('')) as { dataset: DataJsonDataset[] };
}

function of(elements: Partial<Dataset>): DataJsonDataset {
  return toDataJsonDataset(
    publish(datasetOf('x', { title: '题', ...elements }), { name: 'x', order: 1 }),
    SITE,
  );
}

describe('data.json', () => {
  itChecked('is valid under the schemas of DCAT-US 1.1, without datasets too', () => {
    expect(check?.(written(ALL))).toEqual([]);
    expect(check?.(written([]))).toEqual([]);
    expect(written(ALL).dataset).toHaveLength(ALL.length);
    // The schemas are at work.
    expect(check?.({ ...written([]), dataset: [{ title: 'x' }] })).not.toEqual([]);
  });

  itChecked('is valid whatever a portal writes', () => {
    fc.assert(
      fc.property(hostileDataset(), (dataset) => {
        const json = [...dataJsonCatalog([publish(dataset, { name: 'n', order: 1 })], SITE)].join('');
        expect(check?.(JSON.parse(json))).toEqual([]);
        expect(halfCharacters(json)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('is a line a dataset, each made when it is asked for', () => {
    let read = 0;
    function* counted(): Generator<PublishedDataset> {
      for (const published of ALL) {
        read += 1;
        yield published;
      }
    }
    const pieces = dataJsonCatalog(counted(), SITE);
    pieces.next();
    expect(read).toBe(0);
    pieces.next();
    expect(read).toBe(1);
    expect([...dataJsonCatalog(ALL, SITE)].join('').split('\n')).toHaveLength(ALL.length + 3);
  });

  it('says of a dataset what the record says', () => {
    expect(toDataJsonDataset(SCHOOLS, SITE)).toEqual({
      '@type': 'dcat:Dataset',
      identifier: SCHOOLS.dataset.identifier,
      title: '义务教育学校名录',
      description: '全市义务教育学校的名称、地址。\r\n每年更新。',
      keyword: ['学校', '义务教育/小学', '水'],
      modified: '2026-01-01',
      issued: '2025-09-01',
      publisher: { '@type': 'org:Organization', name: '江城市教育局' },
      contactPoint: {
        '@type': 'vcard:Contact',
        fn: '基础教育处',
        hasEmail: 'mailto:jyj@example.org',
        tel: '027-12345678',
      },
      accessLevel: 'public',
      accrualPeriodicity: 'R/P1Y',
      landingPage: 'https://jiangcheng.example.org/dataset/schools',
      license: 'http://www.opendefinition.org/licenses/cc-by',
      spatial: '江城市',
      temporal: '2025-01-01/2025-12-31',
      theme: ['教育文化', '生活服务'],
      distribution: [
        {
          '@type': 'dcat:Distribution',
          title: '学校名录.csv',
          description: '逗号分隔',
          mediaType: 'text/csv',
          format: 'CSV',
        },
        { '@type': 'dcat:Distribution' },
      ],
    });
  });

  it('shows no file of what is not open, but the condition or the reason', () => {
    expect(toDataJsonDataset(PATIENTS, SITE)).toMatchObject({
      accessLevel: 'non-public',
      rights: '《个人信息保护法》第二十八条',
    });
    expect(toDataJsonDataset(BEDS, SITE)).toMatchObject({
      accessLevel: 'restricted public',
      rights: '签订数据使用协议',
    });
    for (const published of [PATIENTS, BEDS]) {
      expect(toDataJsonDataset(published, SITE)).not.toHaveProperty('distribution');
      expect(JSON.stringify(written([published]))).not.toMatch(/hidden|不可见/i);
    }
  });

  it('fills what the schema asks for and the record lacks', () => {
    expect(of({ title: '', themes: ['6'] })).toMatchObject({
      title: 'x',
      description: 'x',
      keyword: ['交通运输'],
      modified: '2026-02-03',
      landingPage: 'https://hub.example.org/dataset/x',
      contactPoint: { fn: '江省数据局', hasEmail: 'mailto:hub@example.org' },
    });
    expect(of({ keywords: [' '], issued: '2020-01-02' })).toMatchObject({
      keyword: ['江城市教育局'],
      modified: '2020-01-02',
    });
  });

  it('names the office that can be reached, and says where no address is published', () => {
    expect(of({ contact: { phone: '027-1' } }).contactPoint).toEqual({
      '@type': 'vcard:Contact',
      fn: '江城市教育局',
      hasEmail: '[[REDACTED]]',
      tel: '027-1',
    });
    const silent = { ...SITE, publisher: { name: '江省数据局' } };
    const published = publish(datasetOf('x', { title: '题', contact: { email: '交通@a.cn' } }), {
      name: 'x',
      order: 1,
    });
    expect(toDataJsonDataset(published, silent).contactPoint).toMatchObject({
      fn: '江城市教育局',
      hasEmail: '[[REDACTED]]',
    });
  });

  it.each([
    [
      'a file',
      { url: 'http://a.cn/x', format: 'CSV' },
      { downloadURL: 'http://a.cn/x', mediaType: 'text/csv' },
    ],
    ['an unknown format', { url: 'http://a.cn/x', format: '图' }, { accessURL: 'http://a.cn/x' }],
    [
      'a page',
      { url: 'http://a.cn/x', format: 'HTML' },
      { accessURL: 'http://a.cn/x', mediaType: 'text/html' },
    ],
    [
      'an interface',
      { url: 'http://a.cn/x', format: 'JSON', kind: 'api' as const },
      { accessURL: 'http://a.cn/x', mediaType: 'application/json' },
    ],
    ['no address', { url: '数据局', format: 'XLS' }, { mediaType: 'application/vnd.ms-excel' }],
    [
      'a stated type',
      { url: 'http://a.cn/x', mediaType: 'Text/CSV; charset=gbk' },
      { downloadURL: 'http://a.cn/x', mediaType: 'text/csv' },
    ],
    ['words as a type', { url: 'http://a.cn/x', mediaType: '表格' }, { accessURL: 'http://a.cn/x' }],
  ])('writes the address of %s as what it is', (_what, distribution, expected) => {
    const [first] = of({ distributions: [{ identifier: 'r', ...distribution }] }).distribution ?? [];
    const { format } = distribution as { format?: string };
    expect(first).toEqual({ '@type': 'dcat:Distribution', ...expected, ...(format && { format }) });
  });

  it('cuts what is too long between characters, and leaves out half a period', () => {
    const { description, temporal } = of({
      abstract: '\u{1f600}'.repeat(500_000),
      temporal: { start: '2020-01-01' },
    });
    expect(description.endsWith('\u{1f600}…')).toBe(true);
    expect(description.length).toBeLessThanOrEqual(10_000);
    expect(temporal).toBeUndefined();
  });

  it('is read back by the harvester of the kind', () => {
    const harvester = DATA_JSON.create(testSource({ kind: DATA_JSON.kind }), {
      portal: undefined as never,
      labels: () => undefined,
    });
    const [schools] = written([SCHOOLS]).dataset;
    const draft = harvester.map(schools, SCHOOLS.dataset.identifier);
    const { title, abstract, issued, modified } = SCHOOLS.dataset;
    expect(draft).toMatchObject({
      ...{ title, abstract, issued, modified },
      keywords: [...(SCHOOLS.dataset.keywords ?? [])].sort(),
      publisher: { name: '江城市教育局' },
      temporal: { start: '2025-01-01', end: '2025-12-31' },
      spatial: '江城市',
      themes: ['教育文化', '生活服务'],
      phone: '027-12345678',
      email: 'jyj@example.org',
      distributions: [{ title: '学校名录.csv', description: '逗号分隔', format: 'CSV' }, {}],
    });
    expect(draft.extras).toEqual([]);
  });
});
