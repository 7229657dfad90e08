import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSON_LIST } from '../../../../harvesters/json-list/index.js';
import type { ProbeFinding } from '../../../../src/pipeline/ports.js';
import { gatherAll } from '../../../support/harvester-contract.js';
import { failure, type Loopback, loopback, never } from '../../portal-client/loopback.js';
import { listHarvester, oddities, refsIn } from './list-harvester.js';

const FOLDER = join(import.meta.dirname, '../../../fixtures/portals/json-list');

describe('the documents of a source', () => {
  let portal: Loopback;

  /** Gives the fixtures, and these texts besides. */
  async function serve(texts: Readonly<Record<string, string>> = {}): Promise<void> {
    portal = await loopback((request, response) => {
      const name = (request.url ?? '').slice(1);
      const text = texts[name];
      if (text === '') response.writeHead(404).end();
      else response.end(text ?? readFileSync(join(FOLDER, name)));
    });
  }
  afterEach(() => portal.close());

  function gather(documents: readonly string[]): ReturnType<typeof gatherAll> {
    const url = `${portal.url}/`;
    return gatherAll(listHarvester(documents.length === 0 ? {} : { documents }, { url }, portal.client()));
  }

  it('are one list: what stands in two of them is one record', async () => {
    await serve({ 'more.json': readFileSync(join(FOLDER, 'lines.jsonl'), 'utf8').split('\n')[0] ?? '' });
    const items = await gather(['catalogue.json', 'more.json']);
    expect(refsIn(items)).toHaveLength(5);
    expect(oddities(items)).toEqual(['notice duplicate-record']);
  });

  it('are a gap each where they are wrong, as long as another one is right', async () => {
    await serve({ 'gone.json': '', 'page.json': '<html><body>error</body></html>' });
    const items = await gather(['gone.json', 'catalogue.json', 'page.json']);
    expect(refsIn(items)).toHaveLength(5);
    expect(oddities(items)).toEqual(['gap fetch-failed', 'gap fetch-failed']);
    expect(await failure(gather(['gone.json', 'page.json']))).toMatchObject({ status: 404 });
  });

  it('are a gap where one is another once more: what stands in it was not told', async () => {
    await serve({ 'again.json': readFileSync(join(FOLDER, 'catalogue.json'), 'utf8') });
    const items = await gather(['catalogue.json', 'again.json']);
    expect(refsIn(items)).toHaveLength(5);
    expect(oddities(items)).toEqual(['gap fetch-failed']);
  });

  it('are not read further than they are asked for', async () => {
    await serve();
    const harvester = listHarvester({}, { url: `${portal.url}/catalogue.json` }, portal.client());
    for await (const item of harvester.gather({ mode: 'full' }, never)) {
      expect(item).toMatchObject({ type: 'record' });
      break;
    }
    expect(portal.requests).toHaveLength(1);
  });

  describe('at an unknown address', () => {
    async function probe(name: string, text?: string): Promise<ProbeFinding | undefined> {
      await serve(text === undefined ? {} : { [name]: text });
      return JSON_LIST.probe?.(portal.client(), `${portal.url}/${name}`, never);
    }

    it.each([
      ['catalogue.json', {}, 5],
      ['envelope.json', { list: ['data', 'list'] }, 2],
      ['row.json', {}, 3],
    ])('%s is told with the way to its list', async (name, options, records) => {
      const finding = await probe(name);
      expect(finding).toMatchObject({ url: `${portal.url}/${name}`, options, records });
      expect(finding?.certainty).toBeLessThan(0.5);
      expect(finding?.evidence).not.toBe('');
    });

    it.each([
      ['a page', '<html><body>数据</body></html>'],
      ['nothing', ''],
      ['numbers', '[1, 2, 3]'],
      ['records without a title', '[{"a": 1, "b": 2, "c": 3}]'],
      ['packages with files', '[{"title": "名录", "id": "1", "resources": [{"url": "x"}]}]'],
      ['a broken list', '[{"标题": "名录"'],
    ])('%s is none of ours', async (_, text) => {
      expect(await probe('list.json', text)).toBeUndefined();
    });
  });
});
