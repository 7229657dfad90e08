import { mapRecord } from '../../../../harvesters/dcat/map.js';
import type { DatasetDraft } from '../../../../src/domain/dataset.js';
import { draftOf, recordsOf } from './dcat-harvester.js';
import { fileDocument } from './memory-document.js';

const CATALOGUE = new URL('../../../fixtures/portals/dcat/catalog.ttl', import.meta.url).pathname;

async function elementOf(element: keyof DatasetDraft, turtle: string, settings = {}): Promise<unknown> {
  return (await draftOf(`:a a dcat:Dataset ; ${turtle} .`, settings))[element];
}

describe('mapping a record', () => {
  it('gives each element its value as it was written', async () => {
    const [, busStops] = await recordsOf(fileDocument(CATALOGUE));
    expect(busStops?.draft).toEqual(
      expect.objectContaining({
        title: '公交站点',
        titleEn: 'Bus stops',
        abstract: '全市公交站点的位置与名称。',
        keywords: ['GIS', '公交', '站点'],
        themes: ['TRAN', '交通'],
        publisher: { name: '江城市交通运输局', code: '11420100000000001X', localId: '11420100000000001X' },
        issued: '2023-01-02',
        modified: '2024-05-06T07:08:09Z',
        updateCycle: 'MONTHLY',
        temporal: { start: '2020-01-01', end: '2023-12-31' },
        spatial: '江城市',
        phone: '027-12345678',
        openType: 'PUBLIC',
        licenseUrl: 'https://creativecommons.org/licenses/by/4.0/',
        landingPage: 'https://data.jiangcheng.example/page/bus-stops',
        version: '2.1',
        origin: {
          remoteId: 'https://data.jiangcheng.example/dataset/bus-stops',
          remoteName: 'JC-0001',
          url: 'https://data.jiangcheng.example/page/bus-stops',
        },
      }),
    );
    expect(busStops?.draft.email).toBeUndefined();
    expect(busStops?.draft.contactName).toBeUndefined();
  });

  it('gives distributions their elements and keeps the rest under its own name', async () => {
    const [, busStops] = await recordsOf(fileDocument(CATALOGUE));
    expect(busStops?.draft.distributions).toEqual([
      {
        remoteId: 'https://data.jiangcheng.example/file/bus-stops.csv',
        title: '站点表',
        url: 'https://data.jiangcheng.example/file/bus-stops.csv',
        format: 'CSV',
        mediaType: 'text/csv',
        bytes: '2048',
        hash: '8d5f',
        extras: {
          dcat_accessURL: 'https://data.jiangcheng.example/page/bus-stops',
          dct_license: 'https://creativecommons.org/licenses/by/4.0/',
          spdx_algorithm: 'checksumAlgorithm_sha1',
        },
      },
      {
        remoteId: 'https://api.jiangcheng.example/stops',
        title: '查询接口',
        url: 'https://api.jiangcheng.example/stops',
        format: 'API',
        extras: { dcat_accessService: '公交接口', dcat_accessService_title: '公交接口' },
      },
    ]);
  });

  it('keeps other languages, IRIs and shapes as extras', async () => {
    const [, busStops] = await recordsOf(fileDocument(CATALOGUE));
    expect(busStops?.draft.extras).toEqual([
      { key: 'dcat_keyword_en', value: 'bus' },
      { key: 'dct_description_en', value: 'All stops of the city.' },
      { key: 'dct_language', value: 'http://publications.europa.eu/resource/authority/language/ZHO' },
      {
        key: 'dct_spatial',
        value: JSON.stringify([
          'https://data.jiangcheng.example/place/jiangcheng',
          { '@type': ['dct:Location'], 'dcat:bbox': ['POLYGON((1 2,3 4,1 2))'] },
        ]),
      },
      { key: 'dct_title_de', value: 'Haltestellen' },
      { key: 'dct_title_en', value: 'Bus stops' },
    ]);
  });

  it('gives an empty draft of anything else', () => {
    const draft = mapRecord({ '@id': 3, 'dct:title': 'x', 'dct:issued': [{}], 'dcat:theme': [7] }, 'a', {
      languages: ['zh'],
      targetOf: () => undefined,
    });
    expect(draft.title).toBeUndefined();
    expect(draft.origin).toEqual({ remoteId: 'a' });
  });
});

describe('the text of a record', () => {
  it.each([
    ['"A"@en, "B"@zh-Hant, "C"@zh-CN', 'C'],
    ['"A"@en, "B"@fr', 'A'],
    ['"A", "B"@en', 'B'],
    ['"A", "B"@fr', 'A'],
    ['"A"@it, "B"@de', 'B'],
    ['"", "  ", "A"@fr', 'A'],
  ])('of %s is %s', async (titles, title) => {
    expect(await elementOf('title', `dct:title ${titles}`)).toBe(title);
  });

  it('is in the languages of the source', async () => {
    expect(
      await elementOf('title', 'dct:title "A"@en, "B"@it', { options: { languages: ['it', 'en'] } }),
    ).toBe('B');
  });

  it.each([
    ['"a"@en, "乙"@zh, "c"', ['c', '乙']],
    ['"a"@en, "b"@de', ['a']],
    ['"a"@fr, "b"@de', ['b', 'a']],
    ['"a", "b", " a"', ['a', 'b']],
  ])('as keywords of %s is %j', async (keywords, expected) => {
    expect(await elementOf('keywords', `dct:title "t" ; dcat:keyword ${keywords}`)).toEqual(expected);
  });
});

describe('an element of a record', () => {
  it.each<[keyof DatasetDraft, string, unknown]>([
    [
      'themes',
      'dcat:theme "geospatial", <https://p/theme/Umwelt%20und%20Klima>',
      ['geospatial', 'Umwelt und Klima'],
    ],
    ['themes', 'dcat:theme [ skos:prefLabel "Verkehr"@de, "交通"@zh ]', ['交通']],
    [
      'themes',
      'dcat:theme <http://publications.europa.eu/resource/authority/data-theme/SOCI> . <http://publications.europa.eu/resource/authority/data-theme/SOCI> skos:prefLabel "Società"@it',
      ['SOCI'],
    ],
    ['updateCycle', 'dct:accrualPeriodicity <http://purl.org/cld/freq/annual>', 'annual'],
    ['updateCycle', 'dct:accrualPeriodicity "R/P1Y"', 'R/P1Y'],
    ['updateCycle', 'dct:accrualPeriodicity [ rdfs:label "每月" ]', '每月'],
    ['publisher', 'dct:publisher "局"', { name: '局' }],
    ['publisher', 'dct:publisher [ rdfs:label "LHP" ]', { name: 'LHP' }],
    ['publisher', 'dct:publisher <https://p/x> ; dct:creator [ foaf:name "C" ]', { name: 'C' }],
    ['publisher', 'dct:publisher :p . :p foaf:name "P"', { name: 'P', localId: 'https://data.example/p' }],
    [
      'publisher',
      'dct:publisher :p . :p foaf:name "P" ; dct:identifier "c_a1"',
      { name: 'P', localId: 'c_a1' },
    ],
    ['publisher', 'dct:publisher <https://p/x>', undefined],
    ['modified', 'dct:modified "2020-01-01", "2024-01-01"', '2024-01-01'],
    ['temporal', 'dct:temporal "2010/2020"', '2010/2020'],
    ['temporal', 'dct:temporal [ <https://schema.org/startDate> "2010" ]', { start: '2010' }],
    [
      'temporal',
      'dct:temporal [ <http://www.w3.org/2006/time#hasEnd> [ <http://www.w3.org/2006/time#inXSDDate> "2011" ] ]',
      { end: '2011' },
    ],
    ['spatial', 'dct:spatial "4.3,51.2,4.5,51.3"', undefined],
    ['spatial', 'dct:spatial "江城市", [ skos:prefLabel "东区" ]', '江城市、东区'],
    ['spatial', 'dct:spatial <http://publications.europa.eu/resource/authority/country/CHN>', undefined],
    ['licenseTitle', 'dct:license "自定义许可"', '自定义许可'],
    ['licenseUrl', 'dct:license "", <https://l/1>', 'https://l/1'],
    [
      'licenseUrl',
      'dcat:distribution [ dct:license <https://l/1> ], [ dct:license <https://l/1> ]',
      'https://l/1',
    ],
    [
      'licenseUrl',
      'dcat:distribution [ dct:license <https://l/1> ], [ dct:license <https://l/2> ]',
      undefined,
    ],
    [
      'openType',
      'dct:accessRights <http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC>',
      'NON_PUBLIC',
    ],
    ['openType', '<https://project-open-data.cio.gov/v1.1/schema#accessLevel> "public"', 'public'],
    [
      'openCondition',
      `dct:accessRights [ rdfs:label "${'申请人须书面申请，'.repeat(8)}" ]`,
      '申请人须书面申请，'.repeat(8),
    ],
    ['version', 'dcat:version "3"', '3'],
    ['phone', 'dcat:contactPoint [ vcard:tel "010 1234" ]', '010 1234'],
    ['phone', 'dcat:contactPoint [ vcard:fn "Nobody" ]', undefined],
  ])('%s of %s is %j', async (element, turtle, expected) => {
    expect(
      await elementOf(
        element,
        turtle.includes('dct:title') ? turtle : turtle.replace(/^/, 'dct:title "t" ; '),
      ),
    ).toEqual(expected);
  });

  it('is filled by the source’s own labels from what the profile does not know', async () => {
    const draft = await draftOf(
      ':a a dcat:Dataset ; dct:title "t" ; dct:audience "公众" ; <https://gov.example/code> "307000/1" .',
      {
        labels: (label) => ({ 'https://gov.example/code': 'code', dct_audience: 'shareCondition' })[label],
      },
    );
    expect(draft).toMatchObject({ code: '307000/1', shareCondition: '公众' });
    expect(draft.extras).toEqual([
      { key: 'dct_audience', value: '公众' },
      { key: 'https://gov.example/code', value: '307000/1' },
    ]);
  });
});

describe('a distribution', () => {
  async function distributionOf(turtle: string): Promise<unknown> {
    return (await draftOf(`:a a dcat:Dataset ; dct:title "t" ; dcat:distribution ${turtle} .`))
      .distributions?.[0];
  }

  it.each([
    ['<https://f/1.csv>', { url: 'https://f/1.csv', remoteId: 'https://f/1.csv' }],
    ['[ dcat:downloadURL "https://f/1" ]', { url: 'https://f/1', remoteId: 'https://f/1' }],
    ['[ dcat:accessURL <https://f/1> ; dct:identifier "i" ]', { url: 'https://f/1', remoteId: 'i' }],
    ['[ dcat:accessService [ dcat:endpointURL <https://s/> ] ]', { url: 'https://s/', format: 'API' }],
    ['[ dct:format [ rdfs:label "Shape" ] ]', { format: 'Shape' }],
    ['[ dcat:mediaType "text/csv" ]', { format: 'text/csv', mediaType: 'text/csv' }],
    [
      '[ dct:format <https://www.iana.org/assignments/media-types/application/json> ]',
      { format: 'application/json' },
    ],
    ['[ dcat:byteSize "10.5"^^xsd:decimal ]', { bytes: '10.5' }],
  ])('%s has %j', async (turtle, expected) => {
    expect(await distributionOf(turtle)).toMatchObject(expected);
  });

  it('of a service that is a record of its own is its endpoint', async () => {
    const draft = await draftOf(':s a dcat:DataService ; dct:title "s" ; dcat:endpointURL <https://s/> .', {
      options: { services: true },
    });
    expect(draft.distributions).toEqual([{ remoteId: 'https://s/', url: 'https://s/', format: 'API' }]);
  });
});
