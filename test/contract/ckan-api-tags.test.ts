import { startTestServer, type TestServer } from '../support/api-client.js';
import { SCHOOLS } from '../support/published-datasets.js';

describe('tags and what helps to type', () => {
  let hub: TestServer;
  beforeAll(async () => {
    hub = await startTestServer();
  });
  afterAll(() => hub.close());

  type Pairs = readonly (readonly [string, string])[];
  const searches: readonly (readonly [string, Pairs, readonly string[], number])[] = [
    ['by one text', [['query', '学']], ['义务教育-小学', '学校'], 2],
    ['by the other word for it', [['q', '学']], ['义务教育-小学', '学校'], 2],
    [
      'by several, all of which apply',
      [
        ['query', '学'],
        ['query', '校'],
      ],
      ['学校'],
      1,
    ],
    ['in any case', [['query', 'SVG']], ['-svg onload-alert-6-'], 1],
    ['none without a text', [], [], 0],
    ['none for blanks', [['query', ' ']], [], 0],
    [
      'a page of them, and how many there are',
      [
        ['query', '学'],
        ['limit', '1'],
        ['offset', '1'],
      ],
      ['学校'],
      2,
    ],
  ];
  it.each(searches)('finds tags %s', async (_case, pairs, names, count) => {
    const { result } = (await hub.get('tag_search', pairs)).json;
    expect(result.count).toBe(count);
    expect(result.results.map(({ name }) => name)).toEqual(names);
    expect((await hub.get('tag_autocomplete', pairs)).json.result).toEqual(names);
  });

  it('gives tags of a search exactly three keys', async () => {
    const [tag] = (await hub.get('tag_search', { query: '学校' })).json.result.results;
    expect(Object.keys(tag!).sort()).toEqual(['id', 'name', 'vocabulary_id']);
  });

  it('shows a tag by its name and by its id, with its packages when asked', async () => {
    const tag = (await hub.get('tag_show', { id: '学校' })).json.result;
    expect((await hub.get('tag_show', { id: tag.id })).json.result).toEqual(tag);
    const { packages } = (await hub.get('tag_show', { id: tag.id, include_datasets: 'true' })).json.result;
    expect(packages.map(({ name }) => name)).toEqual([SCHOOLS.name]);
  });

  it.each([
    ['tag_show', { id: '无此标签' }],
    ['tag_show', { id: '7d4a56b2-6802-8b23-a39c-000000000000' }],
    ['tag_show', { id: '学校', vocabulary_id: 'Topics' }],
    ['tag_search', { query: '学', vocabulary_id: 'Topics' }],
    ['tag_autocomplete', { query: '学', vocabulary_id: 'Topics' }],
    ['vocabulary_show', { id: 'Topics' }],
  ])('%s %o is not found', async (action, parameters) => {
    const answer = await hub.get(action, parameters);
    expect(answer.status).toBe(404);
    expect(answer.json.error.message).toMatch(/^Not found/);
  });

  const suggestions: readonly (readonly [string, string, Record<string, string>, readonly string[]])[] = [
    ['packages by the beginning of the name', 'package_autocomplete', { q: 'YI-Y' }, ['yi-yuan-chuang-wei']],
    ['packages by a part of the title', 'package_autocomplete', { q: '床位' }, ['yi-yuan-chuang-wei']],
    ['no package for quotes', 'package_autocomplete', { q: '"' }, []],
    ['packages up to a limit', 'package_autocomplete', { q: 'yi-', limit: '1' }, [SCHOOLS.name]],
    ['no package with the limit 0', 'package_autocomplete', { q: 'yi-', limit: '0' }, []],
    ['organizations by name', 'organization_autocomplete', { q: 'JIAO-YU' }, ['jiang-cheng-shi-jiao-yu-ju']],
    ['organizations up to a limit', 'organization_autocomplete', { q: '江城', limit: '0' }, []],
    ['groups by title', 'group_autocomplete', { q: '医疗' }, ['health']],
  ];
  it.each(suggestions)('suggests %s', async (_case, action, parameters, names) => {
    const { json } = await hub.get(action, parameters);
    expect((json.result as unknown as readonly { name: string }[]).map(({ name }) => name)).toEqual(names);
  });

  it('says whether a package was found by its name or its title', async () => {
    const { json } = await hub.get('package_autocomplete', { q: '床位' });
    expect(json.result).toEqual([
      {
        match_displayed: '医院床位使用情况 (yi-yuan-chuang-wei)',
        match_field: 'title',
        name: 'yi-yuan-chuang-wei',
        title: '医院床位使用情况',
      },
    ]);
  });

  it('suggests formats in lower case', async () => {
    expect((await hub.get('format_autocomplete', { q: 'CS' })).json.result).toEqual(['csv']);
    expect((await hub.get('format_autocomplete', { q: 'cs', limit: '0' })).json.result).toEqual([]);
  });

  it.each([
    'package_autocomplete',
    'organization_autocomplete',
    'group_autocomplete',
    'format_autocomplete',
    'user_autocomplete',
  ])('%s needs a text', async (action) => {
    const answer = await hub.get(action);
    expect(answer.status).toBe(409);
    expect(answer.json.error).toEqual({ q: ['Missing value'], __type: 'Validation Error' });
  });
});
