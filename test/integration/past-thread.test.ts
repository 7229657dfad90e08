import { join } from 'node:path';
import type * as pastThread from '../../src/app/past-thread.js';
import { NO_SEARCH_WORDS } from '../../src/domain/search-words.js';
import type { PastAnswer } from '../../src/http/past.js';
import { PROFILE, SITE } from '../support/api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../support/make-dataset.js';
import { TempHub } from '../support/temp-hub.js';

/** Threads are started from built modules; `npm test` builds first. */
const DIST = join(import.meta.dirname, '../../dist/src/app');
const { PastThread } = (await import(join(DIST, 'past-thread.js'))) as typeof pastThread;

describe('the thread of earlier states', () => {
  const store = new TempHub();
  const past = new PastThread({
    words: NO_SEARCH_WORDS,
    dataDir: store.dataDir,
    site: SITE,
    profile: PROFILE,
    version: '0.1.0',
    ...{ sources: [], timezone: 'Asia/Shanghai', overdueTolerance: 0 },
    ...{ theme: {}, assets: { styles: '/s.css', scripts: [], icon: '/i.svg' } },
  });
  beforeAll(async () => {
    for (const id of ['1', '2', '3']) await store.publish(makeSource(), [makeUpsert(makeDataset(id))]);
  });
  afterAll(async () => {
    await past.close();
    await store.close();
  });

  function ask(seq: number, parameters: Readonly<Record<string, string>>): Promise<PastAnswer> {
    return past.answer({
      ...{ seq, action: 'package_search', reference: 'r1' },
      parameters: new Map(Object.entries(parameters)),
    });
  }

  it('answers of several states, and refuses as the API does', async () => {
    const answers = await Promise.all([ask(2, {}), ask(1, {}), ask(2, { q: 'title:[' })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 409]);
    const [two, one] = answers.map(({ content }) => JSON.parse(Buffer.from(content).toString()) as unknown);
    expect(two).toMatchObject({ success: true, result: { count: 2 } });
    expect(one).toMatchObject({ success: true, result: { count: 1 } });
  });

  it('starts anew when it is asked after its end', async () => {
    await past.close();
    expect((await ask(1, {})).status).toBe(200);
  });
});
