import { GLOSSARY } from '../../../../../src/http/pages/help/glossary.js';
import { FIELD_EXAMPLES, WORD_EXAMPLES } from '../../../../../src/http/pages/help/search-examples.js';
import { HELP } from '../../../../../src/http/pages/help/texts.js';
import { startTestServer, type TestServer } from '../../../../support/api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../../../../support/make-dataset.js';
import { TempHub } from '../../../../support/temp-hub.js';

describe('the page of help', () => {
  const store = new TempHub();
  let hub: TestServer;
  beforeAll(async () => {
    await store.publish(makeSource(), [makeUpsert(makeDataset('parking'))]);
    hub = await startTestServer({ ...store.reading, search: store.openSearch().search });
  });
  afterAll(async () => {
    await hub.close();
    await store.close();
  });

  it.each(['zh', 'en'] as const)(
    'has every part in %s, each with an address of its own',
    async (language) => {
      const { status, body } = await hub.send({ path: `/help?lang=${language}` });
      expect(status).toBe(200);
      const parts = [...body.matchAll(/<a href="#([a-z]+)">/g)]
        .map(([, id = '']) => id)
        .filter((id) => id !== 'main');
      expect(parts).toEqual([
        ...[
          'search',
          'openness',
          'wrong',
          'figures',
          'past',
          'languages',
          'accessibility',
          'privacy',
          'glossary',
        ],
      ]);
      for (const id of parts) expect(body).toContain(`<h2 id="${id}">${HELP[id as 'search'][language]}</h2>`);
      for (const { term, meaning } of GLOSSARY) {
        expect(body).toContain(`<dt>${term[language]}</dt>`);
        expect(body).toContain(meaning[language].slice(0, 8));
      }
      expect(body).toContain('href="mailto:hub@example.org"');
    },
  );

  it('gives examples that can be searched for', async () => {
    const { body } = await hub.send({ path: '/help' });
    for (const { q } of [...WORD_EXAMPLES, ...FIELD_EXAMPLES]) {
      expect(body).toContain(`href="/dataset?${new URLSearchParams({ q }).toString()}"`);
      expect([q, (await hub.get('package_search', { q })).status]).toEqual([q, 200]);
    }
  });

  it('leads to an earlier day, and stays in it', async () => {
    const { body } = await hub.send({ path: '/help' });
    expect(body).toContain('href="/dataset?as_of=2026-10-31"');
    const then = await hub.send({ path: '/help?as_of=0&lang=en' });
    expect(then.status).toBe(200);
    expect(then.body).toContain('lang=en&amp;as_of=0');
  });
});
