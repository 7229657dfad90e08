import { fixture } from '../../../support/fixture-file.js';
import { draftsOf, listHarvester } from './list-harvester.js';

const catalogue = fixture('portals/json-list/catalogue.json') as readonly unknown[];

describe('the draft of a listed record', () => {
  it('has values as the portal wrote them, under their elements and among the extras', async () => {
    const [draft] = await draftsOf(listHarvester(), catalogue);
    expect(draft).toMatchObject({
      title: '公园绿地名录',
      publisher: { name: '市城管局' },
      themes: '城建住房',
      updateCycle: '每年',
      landingPage: 'https://data.jiangcheng.example.org/catalog/1',
      origin: {
        remoteId: 'https://data.jiangcheng.example.org/catalog/1',
        url: 'https://data.jiangcheng.example.org/catalog/1',
      },
    });
    expect(draft?.extras).toContainEqual({ key: '数据格式', value: "['xls', 'csv']" });
  });

  it('has no counter in it, however its label is written', async () => {
    const record = {
      标题: '名录',
      浏览量: 1,
      '下载次数：': '2',
      Download_Count: 3,
      評分: 4,
      爬取时间: '2024-01-01',
    };
    const [draft] = await draftsOf(listHarvester(), [record]);
    expect(draft?.extras).toEqual([{ key: '标题', value: '名录' }]);
  });

  it('knows what programs call the elements, unless the source says otherwise', async () => {
    const record = { name: '名录', description: '各区', url: 'https://a.example/1', Tags: ['学校', '教育'] };
    const [known] = await draftsOf(listHarvester(), [record]);
    expect(known).toMatchObject({ title: '名录', abstract: '各区', keywords: ['学校', '教育'] });
    expect(known?.origin.url).toBe('https://a.example/1');
    const [other] = await draftsOf(listHarvester({}, { labels: { url: 'none', description: 'spatial' } }), [
      record,
    ]);
    expect(other).toMatchObject({
      title: '名录',
      spatial: '各区',
      abstract: undefined,
      landingPage: undefined,
    });
    expect(other?.origin).toEqual({ remoteId: '名录' });
  });

  it('has the constants of the source, whatever the record says', async () => {
    const fixed = {
      openType: '无条件开放',
      publisherUnit: '数据科',
      keywords: ['江城'],
      temporalStart: '2020',
    };
    const [draft] = await draftsOf(listHarvester({ fixed }), catalogue);
    expect(draft).toMatchObject({
      openType: '无条件开放',
      publisher: { name: '市城管局', unit: '数据科' },
      keywords: ['江城'],
      temporal: { start: '2020' },
      title: '公园绿地名录',
    });
  });

  it('has a page by the template, where the record has all that is in it', async () => {
    const harvester = listHarvester({ page: 'https://data.example.org/{区}/{id}' });
    const records = [
      { id: 7, 标题: '名录', 区: '东/区', 详情页网址: 'https://old.example/7' },
      { id: 8, 标题: '名单', 详情页网址: 'https://old.example/8' },
      { id: 9, 标题: '名册', 区: '', 详情页网址: '暂无' },
    ];
    const pages = (await draftsOf(harvester, records)).map(({ origin, landingPage }) => [
      origin.url,
      landingPage,
    ]);
    const first = 'https://data.example.org/%E4%B8%9C%2F%E5%8C%BA/7';
    expect(pages).toEqual([
      [first, first],
      ['https://old.example/8', 'https://old.example/8'],
      [undefined, '暂无'],
    ]);
  });
});
