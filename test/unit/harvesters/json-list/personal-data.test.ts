import { fixture } from '../../../support/fixture-file.js';
import { draftsOf, gathered, listHarvester, rawOf, refsIn } from './list-harvester.js';

const records = fixture('portals/json-list/with-persons.json') as readonly Readonly<
  Record<string, unknown>
>[];

describe('persons in a list', () => {
  it('reach neither what is stored nor its key', async () => {
    for (const options of [{}, { key: ['标题', '数源单位'] }]) {
      const harvester = listHarvester(options);
      const refs = refsIn(await gathered(harvester, records));
      const raws = await Promise.all(refs.map((ref) => rawOf(harvester, ref)));
      expect(refs.map(({ remoteId }) => remoteId)).not.toContainEqual(
        expect.stringMatching(/(?<![0-9a-f])138\d{8}/),
      );
      expect(raws).toEqual([
        {
          ...records[0],
          联系人: null,
          联系电话: null,
          邮箱: null,
          摘要: '机构地址，负责人电话***，邮箱***。',
          窗口: [{ 负责人: null, 地址: '一楼' }],
          咨询: null,
        },
        { ...records[1], 标题: '热线***' },
      ]);
      const written = JSON.stringify(await draftsOf(harvester, records));
      expect(written).not.toMatch(/李四五|王五六|@|(?<![0-9a-f])138\d{8}/);
    }
  });

  it('stay where the source keeps them', async () => {
    const harvester = listHarvester({}, { personalData: { keep: ['name', 'mobile', 'email'] } });
    const [ref] = refsIn(await gathered(harvester, records));
    expect(await rawOf(harvester, ref)).toEqual(records[0]);
  });

  it('are looked for in time that grows with the text alone', async () => {
    const harvester = listHarvester();
    const long = `@${'a'.repeat(1_000_000)}@ 1${'3'.repeat(1_000_000)}`;
    const [ref] = refsIn(await gathered(harvester, [{ 标题: '长', 摘要: long }]));
    expect(await rawOf(harvester, ref)).toMatchObject({ 标题: '长' });
  });
});
