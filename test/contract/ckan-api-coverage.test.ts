import type { Dataset } from '../../src/domain/dataset.js';
import { startTestServer, type TestServer } from '../support/api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../support/make-dataset.js';
import { TempHub } from '../support/temp-hub.js';

const HARBIN = {
  type: 'Polygon',
  coordinates: [
    [
      [126, 45],
      [127, 45],
      [127, 46],
      [126, 46],
      [126, 45],
    ],
  ],
};
const FIJI = {
  type: 'LineString',
  coordinates: [
    [177, -19],
    [182, -16],
  ],
};

function about(name: string, elements: Partial<Dataset>, spatial?: unknown): Dataset {
  const value = typeof spatial === 'string' ? spatial : JSON.stringify(spatial);
  return makeDataset(name, {
    ...elements,
    ...(spatial !== undefined && { extras: [{ key: 'spatial', value }] }),
  });
}

/** The clock of the test's store stands in November 2026: what does not say when it is about was changed then. */
const DATASETS: readonly Dataset[] = [
  about('harbin', { temporal: { start: '2019', end: '2020' } }, HARBIN),
  about('fiji', { temporal: { start: '2021-03-10', end: '2021-03-10' } }, FIJI),
  about('nowhere', { temporal: { start: '2022' } }),
  about('words', {}, '江城市'),
  about('broken', {}, '{"type":"Point","coordinates":[126.5,'),
];

describe('package_search by where and when datasets are about', () => {
  const hub = new TempHub();
  let server: TestServer;
  beforeAll(async () => {
    await hub.publish(
      makeSource(),
      DATASETS.map((dataset) => makeUpsert(dataset)),
    );
    const other = makeSource({ id: 'haicheng', title: '海城市公共数据开放平台' });
    const files = [{ identifier: 'f', description: '泊位的坐标为国家大地坐标系' }];
    await hub.publish(other, [makeUpsert(makeDataset('sea', { distributions: files }, 'haicheng'))]);
    const { datasets, catalog } = hub.reading;
    server = await startTestServer({ datasets, catalog, search: hub.openSearch().search });
  });
  afterAll(async () => {
    await server.close();
    await hub.close();
  });

  async function found(parameters: Readonly<Record<string, string>>): Promise<readonly string[]> {
    const { status, json } = await server.get('package_search', {
      ...parameters,
      sort: 'metadata_created asc',
    });
    expect(status).toBe(200);
    expect(json.result.count).toBe(json.result.results.length);
    return json.result.results.map((each) => remoteId(each));
  }

  function remoteId(found: object): string {
    const { extras } = found as {
      readonly extras: readonly { readonly key: string; readonly value: string }[];
    };
    return extras.find(({ key }) => key === 'harvest_remote_id')?.value ?? '';
  }

  it.each([
    ['126.5,45.5,130,50', ['harbin'], 'a part of it'],
    ['127,46,128,47', ['harbin'], 'a corner'],
    ['127.0000001,45,128,46', [], 'a hair beside'],
    ['120,40,125,44', [], 'nothing there'],
    ['-180,-90,180,90', ['harbin', 'fiji'], 'the world, without what is nowhere'],
    ['-1000,-100,1000,100', ['harbin', 'fiji'], 'a map that is zoomed out'],
    ['170,-30,-170,0', ['fiji'], 'over the antimeridian'],
    ['-180,-30,-179,0', ['fiji'], 'beyond the antimeridian'],
    ['487,45,488,46', ['harbin'], 'a map that was turned round the globe'],
    [' 126 , 45 ,127,46.0', ['harbin'], 'blanks'],
    ['1.26e2,45,127,46', ['harbin'], 'a number with its power'],
  ])('ext_bbox=%s finds %j: %s', async (box, expected) => {
    expect(await found({ ext_bbox: box })).toEqual(expected);
  });

  it('filters besides what is asked', async () => {
    const world = { ext_bbox: '-180,-90,180,90' };
    expect(await found({ ...world, q: 'title:fiji' })).toEqual(['fiji']);
    expect(await found({ ...world, q: '停车场', fq: '-title:fiji' })).toEqual(['harbin']);
    expect(await found({ ...world, ext_startdate: '2021' })).toEqual(['fiji']);
    const { json } = await server.get('package_search', { ...world, 'facet.field': '["tags"]', rows: '0' });
    expect(json.result.facets).toEqual({ tags: { 停车: 2, 交通: 2 } });
  });

  it.each([
    '',
    ' ',
    '1,2,3',
    '1,2,3,4,5',
    'a,b,c,d',
    '1,2,,4',
    '1,2,NaN,4',
    '1,2,Infinity,4',
    '0,31,1,30',
    '30,120,31,121',
  ])('ext_bbox=%j is none', async (box) => {
    const { status, json } = await server.get('package_search', { ext_bbox: box });
    if (box === '') expect(status).toBe(200);
    else {
      expect(status).toBe(409);
      expect(json.error).toEqual({
        __type: 'Search Error',
        message: 'Search error: Wrong bounding box provided',
      });
    }
  });

  it.each([
    [{ ext_startdate: '2020-12-31' }, ['harbin', 'fiji', 'nowhere', 'words', 'broken', 'sea']],
    [{ ext_startdate: '2021', ext_enddate: '2021' }, ['fiji']],
    [{ ext_enddate: '2020' }, ['harbin']],
    [{ ext_startdate: '2021-03-10T23:59:59Z', ext_enddate: '2021-03-11T00:00:00Z' }, ['fiji']],
    [{ ext_startdate: '2021-03-11T07:59:59+08:00', ext_enddate: '2021-03-12' }, ['fiji']],
    [{ ext_startdate: '2021-03-11T08:00:00+08:00', ext_enddate: '2021-03-12' }, []],
    [{ ext_startdate: '2021-03-11', ext_enddate: '2021-03-10' }, []],
    [{ ext_startdate: '2026-11', ext_enddate: '2026-11-30' }, ['nowhere', 'words', 'broken', 'sea']],
    [{ ext_startdate: 'NOW-1DAY', ext_enddate: '*' }, ['nowhere', 'words', 'broken', 'sea']],
    [{ ext_startdate: '2026-11-22 00:00', ext_enddate: 'NOW+1YEAR' }, ['nowhere']],
  ])('%j finds %j', async (times, expected) => {
    expect(await found(times)).toEqual(expected);
  });

  it.each([
    'yesterday',
    '2021-02-30',
    '2021-13',
    '2021-1-1',
    '10.03.2021',
    '2021-03-10T25:00:00',
    `2${'0'.repeat(999)}`,
  ])('ext_startdate=%s is no date', async (text) => {
    for (const parameter of ['ext_startdate', 'ext_enddate']) {
      const { status, json } = await server.get('package_search', { [parameter]: text });
      expect(status).toBe(409);
      expect(json.error.message).toBe(
        `Search error: SOLR returned an error running query: Invalid Date String:'${text.slice(0, 60)}'`,
      );
    }
  });

  it('takes an empty date for none', async () => {
    expect(await found({ ext_startdate: '', ext_enddate: '' })).toHaveLength(6);
  });

  it('finds files by their descriptions, which are no description of the dataset', async () => {
    expect(await found({ q: '大地坐标' })).toEqual(['sea']);
    expect(await found({ fq: 'res_description:国家' })).toEqual(['sea']);
    expect(await found({ fq: 'res_description:*' })).toEqual(['sea']);
    expect(await found({ fq: 'notes:国家' })).toEqual([]);
  });

  it('finds and counts by the titles of sources, as they are now', async () => {
    expect(await found({ fq: 'harvest_source_title:"海城市公共数据开放平台"' })).toEqual(['sea']);
    expect(await found({ fq: 'harvest_source_title:海*' })).toEqual(['sea']);
    expect(await found({ fq: '-harvest_source_title:"江城市公共数据开放平台"' })).toEqual(['sea']);
    expect(await found({ fq: 'harvest_source_title:nobody' })).toEqual([]);
    const facets = { 'facet.field': '["harvest_source_title"]', rows: '0' };
    const { json } = await server.get('package_search', facets);
    expect(json.result.facets).toEqual({
      harvest_source_title: { 江城市公共数据开放平台: 5, 海城市公共数据开放平台: 1 },
    });
    await hub.publish(makeSource({ id: 'haicheng', title: '江城市公共数据开放平台' }), []);
    const renamed = await server.get('package_search', facets);
    expect(renamed.json.result.facets).toEqual({ harvest_source_title: { 江城市公共数据开放平台: 6 } });
  });

  it('sorts by the titles of sources', async () => {
    const { json } = await server.get('package_search', {
      sort: 'harvest_source_title desc, name asc',
      rows: '1',
    });
    expect(json.result.count).toBe(6);
  });
});
