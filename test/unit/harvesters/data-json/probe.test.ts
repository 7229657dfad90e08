import { DATA_JSON } from '../../../../harvesters/data-json/index.js';
import { SourceResponseError } from '../../../../src/domain/errors.js';
import type { ProbeFinding } from '../../../../src/pipeline/ports.js';
import { fixture } from '../../../support/fixture-file.js';
import { failure } from '../../portal-client/loopback.js';
import { MemoryDocument, portalOf } from './documents.js';

const catalogue = JSON.stringify(fixture('portals/data-json/catalogue.json'));

async function probe(
  url: string,
  contents: Readonly<Record<string, string>>,
  missing = (address: string): Error =>
    new SourceResponseError('missing', { url: address, fault: 'client-error', status: 404 }),
): Promise<{ readonly finding: ProbeFinding | undefined; readonly asked: readonly string[] }> {
  const documents = Object.fromEntries(
    Object.entries(contents).map(([at, text]) => [at, new MemoryDocument(text, at)]),
  );
  const { portal, asked } = portalOf(documents, missing);
  const finding = await DATA_JSON.probe?.(portal, url, new AbortController().signal);
  for (const document of Object.values(documents))
    if (asked.includes(document.url)) expect(document.isClosed).toBe(true);
  return { finding, asked };
}

describe('an unknown address', () => {
  it.each([
    ['https://x.example', 'https://x.example/data.json'],
    ['https://x.example/open/', 'https://x.example/open/data.json'],
    ['https://x.example/data.json', 'https://x.example/data.json'],
    ['https://x.example/get?what=catalogue', 'https://x.example/get?what=catalogue'],
  ])('%s has its data.json at %s', async (url, found) => {
    const { finding, asked } = await probe(url, { [found]: catalogue });
    expect(finding).toMatchObject({ url: found, records: 4, options: {}, certainty: 0.95 });
    expect(asked).toEqual([found]);
  });

  it('may be the document itself under any name', async () => {
    const { finding, asked } = await probe('https://x.example/export', {
      'https://x.example/export': catalogue,
    });
    expect(finding?.url).toBe('https://x.example/export');
    expect(asked).toEqual(['https://x.example/export/data.json', 'https://x.example/export']);
  });

  it.each([
    ['a page', '<!doctype html><title>x</title>'],
    ['other JSON', '{"result": []}'],
    ['an empty catalogue', '{"dataset": []}'],
    ['datasets of another kind', '{"dataset": [{"name": "a"}, {"name": "b"}]}'],
  ])('is none with %s', async (_, text) => {
    const url = 'https://x.example/data.json';
    expect((await probe(url, { [url]: text })).finding).toBeUndefined();
  });

  it('is less surely one without the members of DCAT-US', async () => {
    const url = 'https://x.example/data.json';
    const text = '{"dataset": [{"title": "a", "description": "b"}]}';
    expect((await probe(url, { [url]: text })).finding?.certainty).toBe(0.7);
  });

  it('is none where nothing answers, and a fault of our own is thrown', async () => {
    expect((await probe('https://x.example', {})).finding).toBeUndefined();
    const bug = new TypeError('a bug');
    expect(await failure(probe('https://x.example', {}, () => bug))).toBe(bug);
  });
});
