import { publisherIdentifier } from '../../../../../src/domain/identifiers.js';
import type { PublishedPublisher } from '../../../../../src/domain/published.js';
import { NO_HARVEST } from '../../../../../src/http/harvest-desk.js';
import { startTestServer, type TestServer } from '../../../../support/api-client.js';
import { createInMemoryCatalog, type InMemoryCatalog } from '../../../../support/in-memory-catalog.js';
import { makeSource } from '../../../../support/make-dataset.js';
import { ALL, datasetOf, EDUCATION, publish } from '../../../../support/published-datasets.js';

function publisherCalled(title: string, name: string): PublishedPublisher {
  return {
    ...EDUCATION,
    identifier: publisherIdentifier({ sourceId: 'jiangcheng', name: title }),
    title,
    name,
  };
}

function publishedBy(index: number, publisher: PublishedPublisher) {
  return publish(datasetOf(`p${index}`, { title: `数据${index}`, publisher: { name: publisher.title } }), {
    ...{ name: `d-${index}`, order: index, publisher },
  });
}

const FIRST = publisherCalled('阿城市交通运输局', 'a-cheng');
const MANY = 3000;

/** One publisher with two datasets, and thousands with one each. */
function manyPublishers(): InMemoryCatalog {
  const numbered = Array.from({ length: MANY }, (_, index) =>
    publishedBy(index, publisherCalled(`第${index}号水务局`, `shui-wu-${index}`)),
  );
  return createInMemoryCatalog([...numbered, publishedBy(MANY, FIRST), publishedBy(MANY + 1, FIRST)]);
}

function titlesIn(body: string): readonly string[] {
  return [...body.matchAll(/<a href="\/organization\/[^"?]+[^"]*">([^<]+)<\/a><\/td>/g)].map(
    ([, title = '']) => title,
  );
}

describe('the list of publishers', () => {
  const store = manyPublishers();
  let hub: TestServer;
  const list = async (query: string): Promise<string> =>
    (await hub.send({ path: encodeURI(`/organization${query}`) })).body;

  beforeAll(async () => {
    const harvest = { ...NO_HARVEST, sources: [makeSource({ region: '江城市' })] };
    hub = await startTestServer({ store, harvest });
  });
  afterAll(() => hub.close());

  it('shows a page of them, those with the most datasets first', async () => {
    const body = await list('');
    const titles = titlesIn(body);
    expect([titles.length, titles[0]]).toEqual([60, FIRST.title]);
    expect(body).toContain('共 3,001 个提供方');
    expect(body).toContain('<a href="/organization?page=51"');
    expect(body).toContain('href="/source/jiangcheng"');
    expect(body).toContain(`href="/city/${encodeURIComponent('江城市')}"`);
  });

  it('pages to the end, and no farther', async () => {
    const seen = new Set<string>();
    for (let page = 1; page <= 51; page += 1) {
      for (const title of titlesIn(await list(`?sort=name&page=${page}`))) seen.add(title);
    }
    expect(seen.size).toBe(MANY + 1);
    const last = titlesIn(await list('?page=51'));
    expect(last).toHaveLength(1);
    expect(titlesIn(await list('?page=52'))).toEqual(last);
    for (const page of ['0', '-1', 'x', '1e3', '99999999999'])
      expect(titlesIn(await list(`?page=${page}`))[0]).toBe(FIRST.title);
  });

  it.each([
    ['交通运输', 1],
    ['jiaotongyun', 1],
    ['jtys', 1],
    ['JTYS', 1],
    ['a-cheng', 1],
    ['阿城 运输', 1],
    ['swj', MANY],
    ['第17号', 1],
    ['没有', 0],
    ['!!', 0],
  ])('finds “%s”', async (q, count) => {
    const body = await list(`?q=${q}`);
    expect(titlesIn(body)).toHaveLength(Math.min(count, 60));
    expect(body).toContain(
      count === 0
        ? `没有名称、拼音或首字母含“${q}”`
        : `找到 ${count.toLocaleString('en')} 个名称含“${q}”的提供方`,
    );
    expect(body).toContain(`value="${q}"`);
  });

  it('keeps what was chosen in its links', async () => {
    const body = await list('?q=swj&sort=name&page=2&lang=en');
    expect(body).toContain('<a href="/organization?q=swj&amp;sort=name&amp;lang=en" rel="prev">');
    expect(body).toContain('<input type="hidden" name="sort" value="name"');
    expect(body).toContain('<input type="hidden" name="lang" value="en"');
    expect(body).toContain('href="/organization?q=swj&amp;lang=en">number of datasets');
    expect(body).toContain('<meta name="robots" content="noindex"');
  });

  it('asks the index nothing', async () => {
    const { searches } = store;
    await list('?q=swj');
    await list('?page=2');
    expect(store.searches).toBe(searches);
  });

  it('has those that are published in the meantime', async () => {
    const small = createInMemoryCatalog(ALL);
    const own = await startTestServer({ store: small });
    expect((await own.send({ path: '/organization' })).body).toContain('共 2 个提供方');
    small.publish(publishedBy(9, FIRST));
    const { body } = await own.send({ path: '/organization' });
    expect(body).toContain('共 3 个提供方');
    expect(body).toContain(FIRST.title);
    await own.close();
  });

  it('disarms what was typed', async () => {
    const body = await list('?q="><script>alert(1)</script>');
    expect(body).not.toContain('<script>alert');
    expect(body).toContain('value="&quot;>&lt;script>alert(1)&lt;/script>"');
  });
});
