import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failure } from '../../portal-client/loopback.js';
import { draftsOf, gathered, listHarvester, oddities, rawOf, refsIn } from './list-harvester.js';

const FOLDER = join(import.meta.dirname, '../../../fixtures/portals/json-list');
const file = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

async function titlesIn(text: string, options = {}): Promise<unknown> {
  return (await draftsOf(listHarvester(options), text)).map(({ title }) => title);
}

describe('a list of records', () => {
  it.each([
    [
      'an array',
      'catalogue.json',
      {},
      ['公园绿地名录', '公共厕所位置', '公交站点', '学校名录', '图书馆名录'],
    ],
    ['objects in a row', 'row.json', {}, ['停车场收费', '景点门票']],
    ['a member of an object', 'envelope.json', { list: ['data', 'list'] }, ['公园绿地名录', '公共厕所位置']],
  ])('is read from %s', async (_, name, options, titles) => {
    expect(await titlesIn(file(name), options)).toEqual(titles);
  });

  it('loses a line that is no JSON and says so', async () => {
    const items = await gathered(listHarvester(), file('lines.jsonl'));
    expect(refsIn(items)).toHaveLength(2);
    expect(oddities(items)).toEqual(['gap malformed-record']);
  });

  it.each([[42], ['text'], [null], [[1]]])('loses an element that is no record: %j', async (element) => {
    for (const options of [{}, { key: ['标题'] }]) {
      const items = await gathered(listHarvester(options), [{ 标题: '名录' }, element]);
      expect(refsIn(items)).toHaveLength(1);
      expect(oddities(items)).toEqual(['gap malformed-record']);
    }
  });

  it('ends with a typed error where the list is not where it was promised, breaks off, or is a page', async () => {
    const read = (text: string, options = {}): Promise<unknown> =>
      failure(gathered(listHarvester(options), text));
    expect(await read('{"data": {}}', { list: ['data', 'list'] })).toMatchObject({ fault: 'schema' });
    expect(await read('[{"标题": "名录"}, {"标题"')).toMatchObject({ fault: 'truncated' });
    expect(await read('<html><body>502</body></html>')).toMatchObject({ fault: 'html' });
  });

  it('takes a record nested ten thousand levels deep for one record', async () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    const text = `[{"标题": "深", "值": ${deep}}, {"标题": "浅"}]`;
    for (const options of [{}, { key: ['标题'] }]) {
      const ids = refsIn(await gathered(listHarvester(options), text)).map(({ remoteId }) => remoteId);
      expect(ids).toEqual(['深', '浅']);
    }
  });
});

describe('values that stand deeper in a record', () => {
  it('are read as its own where the source unwraps them, and its own labels win', async () => {
    const harvester = listHarvester({ unwrap: ['info'] }, { labels: { desc: 'abstract', time: 'issued' } });
    const [report, empty] = await draftsOf(harvester, file('wrapped.json'));
    expect(report).toMatchObject({ title: '地表水月报', abstract: '断面监测', issued: '2019-01-26' });
    expect(report?.origin.remoteId).toBe('2842');
    expect(report?.extras).toContainEqual({ key: 'id', value: '2842' });
    expect(empty).toMatchObject({ title: '行政区划', abstract: undefined });
  });

  it('stay one value of their label without it', async () => {
    const [report] = await draftsOf(listHarvester(), file('wrapped.json'));
    expect(report?.extras).toContainEqual({ key: 'info', value: expect.stringContaining('断面监测') });
    expect(report?.abstract).toBeUndefined();
  });

  const packed = { field: '内容', between: '#', within: '\t' };

  it('are unpacked from text, in which the separator may stand in a value', async () => {
    const [roads, plain] = await draftsOf(listHarvester({ packed }), file('packed.json'));
    expect(roads).toMatchObject({
      title: '道路名录',
      publisher: { name: '市交通运输局' },
      abstract: '含1#、2#大桥',
    });
    expect(plain?.extras).toContainEqual({ key: '内容', value: '没有标签' });
  });

  it('are unpacked from records that are such texts themselves', async () => {
    const harvester = listHarvester({ packed: { between: '#', within: '\t' }, key: ['标题'] });
    const items = await gathered(harvester, ['标题\t道路名录#摘要\t市区', 'nothing']);
    expect(oddities(items)).toEqual(['gap malformed-record']);
    expect(await rawOf(harvester, refsIn(items)[0])).toEqual({ 标题: '道路名录', 摘要: '市区' });
  });

  it('cannot change what an object is', async () => {
    const harvester = listHarvester({ packed: { between: '#', within: '=' } });
    const raw = await rawOf(harvester, refsIn(await gathered(harvester, ['__proto__=x#标题=名录']))[0]);
    expect(Object.keys(raw as object)).toEqual(['__proto__', '标题']);
  });
});
