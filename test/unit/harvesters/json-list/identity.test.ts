import { fixture } from '../../../support/fixture-file.js';
import { draftsOf, gathered, listHarvester, oddities, refsIn } from './list-harvester.js';

const catalogue = fixture('portals/json-list/catalogue.json') as readonly Readonly<Record<string, unknown>>[];

async function idsOf(
  harvester: ReturnType<typeof listHarvester>,
  records: readonly unknown[],
): Promise<unknown> {
  return refsIn(await gathered(harvester, records)).map(({ remoteId }) => remoteId);
}

describe('what tells a record of a list', () => {
  it.each([
    ['its own id', { id: 17, 信息资源代码: 'A/1', 详情页网址: 'https://a.example/1', 标题: '名录' }, '17'],
    ['its id under another name', { 数据集ID: 'x-1', 标题: '名录' }, 'x-1'],
    ['its code', { 标题: '名录', 信息资源代码: 'A/1', 详情页网址: 'https://a.example/1' }, 'A/1'],
    [
      'its page',
      { 标题: '名录', 数源单位: '市教育局', 详情页网址: ' https://a.example/1 ' },
      'https://a.example/1',
    ],
    [
      'title and publisher, where the page is no address',
      { 标题: '名录', 数源单位: '市教育局', url: '暂无' },
      '名录 | 市教育局',
    ],
    ['its title', { 标题: '名录', 数源单位: '' }, '名录'],
  ])('is %s', async (_, record, remoteId) => {
    expect(await idsOf(listHarvester(), [record])).toEqual([remoteId]);
  });

  it('is its content where nothing else tells it, without what counts its visitors', async () => {
    const records = [
      { 摘要: '甲', 浏览量: 1 },
      { 摘要: '乙', 浏览量: 2 },
    ];
    const ids = await idsOf(listHarvester(), records);
    expect(ids).toEqual([expect.stringMatching(/^~[0-9a-f]{20}$/), expect.stringMatching(/^~/)]);
    expect(
      await idsOf(
        listHarvester(),
        records.map((record) => ({ ...record, 浏览量: 3 })),
      ),
    ).toEqual(ids);
  });

  it('is what the source states, as far as a record has it', async () => {
    const harvester = listHarvester({ key: ['标题', '区县'] });
    const records = [
      { 标题: '名录', 区县: '东区', id: 1 },
      { 标题: '名录', 区县: '西区', id: 2 },
      { 标题: '名录', 区县: null, id: 3 },
      { id: 4 },
    ];
    expect(await idsOf(harvester, records)).toEqual(['名录 | 东区', '名录 | 西区', '名录 | ', '4']);
  });

  it('does not depend on the spelling of the list', async () => {
    const escaped = '[{"\\u6807\\u9898": "名录", "数源单位": "市教育局"}]';
    for (const options of [{}, { key: ['标题', '数源单位'] }]) {
      const [ref] = refsIn(await gathered(listHarvester(options), escaped));
      expect(ref?.remoteId).toBe('名录 | 市教育局');
    }
  });
});

describe('a record met again', () => {
  const keyed = listHarvester({ key: ['标题'] });

  it('is a notice where it is the same, and not a second record', async () => {
    for (const harvester of [keyed, listHarvester()]) {
      const items = await gathered(harvester, [...catalogue, ...catalogue.slice(0, 2)]);
      expect(refsIn(items)).toHaveLength(catalogue.length);
      expect(oddities(items)).toEqual(['notice duplicate-record', 'notice duplicate-record']);
    }
  });

  it('is the same also when it was visited meanwhile', async () => {
    const again = { ...catalogue[0], 浏览量: 10_000 };
    expect(oddities(await gathered(keyed, [...catalogue, again]))).toEqual(['notice duplicate-record']);
  });

  it('keeps an identity of its own where it is another one under the same key', async () => {
    const other = { ...catalogue[0], 数源单位: '区城管局' };
    const items = await gathered(keyed, [...catalogue, other, other]);
    expect(oddities(items)).toEqual(['record identity-collision', 'notice duplicate-record']);
    const ids = refsIn(items).map(({ remoteId }) => remoteId);
    expect(new Set(ids).size).toBe(catalogue.length + 1);
    expect(ids.at(-1)).toMatch(/^公园绿地名录~[0-9a-f]{12}$/);

    const visited = { ...other, 浏览量: 10_000 };
    const later = refsIn(await gathered(keyed, [...catalogue, visited]));
    expect(later.map(({ remoteId }) => remoteId)).toEqual(ids);
  });

  it('counts by the labels of the source as well', async () => {
    const harvester = listHarvester({ key: ['标题'], ignore: ['編號'] });
    const rows = [1, 2].map((row) => ({ 編號: row, 标题: '名录' }));
    expect(oddities(await gathered(harvester, rows))).toEqual(['notice duplicate-record']);
    expect((await draftsOf(harvester, rows))[0]?.extras).toEqual([{ key: '标题', value: '名录' }]);
  });
});
