import { EventEmitter, once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { startTestServer } from '../../support/api-client.js';
import { createInMemoryCatalog } from '../../support/in-memory-catalog.js';
import { ALL, datasetOf, publish } from '../../support/published-datasets.js';

/** Far less than the connection would be kept for. */
const SOON = 5000;

describe('a server that is closed while it answers over a connection that is kept', () => {
  const agent = new Agent({ keepAlive: true });
  afterAll(() => {
    agent.destroy();
  });

  async function ask(url: string): Promise<IncomingMessage> {
    const [answer] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
    return answer;
  }

  it(
    'ends the connection with an answer that had not begun, and says so',
    async () => {
      const store = createInMemoryCatalog(ALL);
      const search = store.openSearch();
      const find = search.search.bind(search);
      const work = new EventEmitter();
      const asked = once(work, 'asked');
      const released = once(work, 'released');
      const slow: typeof search.search = async (...request) => {
        work.emit('asked');
        await released;
        return find(...request);
      };
      const hub = await startTestServer({
        store,
        search: Object.assign(search, { search: slow }),
      });
      const answering = ask(`${hub.url}/sitemap.xml`);
      await asked;
      const closed = hub.close();
      work.emit('released');
      const answer = await answering;
      expect([answer.statusCode, answer.headers.connection]).toEqual([200, 'close']);
      expect(await text(answer)).toContain('<sitemapindex');
      await closed;
    },
    SOON,
  );

  it(
    'ends it after an answer that was being sent, which arrives whole',
    async () => {
      const abstract = '长'.repeat(9000);
      const many = Array.from({ length: 400 }, (_, index) =>
        publish(datasetOf(`m${index}`, { title: `标题${index}`, abstract }), {
          name: `n-${index}`,
          order: index,
        }),
      );
      const hub = await startTestServer({ store: createInMemoryCatalog(many) });
      const answer = await ask(`${hub.url}/data.json`);
      expect(answer.headers.connection).toBe('keep-alive');
      const closed = hub.close();
      const { dataset } = JSON.parse(await text(answer)) as { readonly dataset: readonly unknown[] };
      expect(dataset).toHaveLength(many.length);
      await closed;
    },
    SOON,
  );
});
