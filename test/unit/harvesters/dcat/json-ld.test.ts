import { splitJson } from '../../../../harvesters/dcat/json-split.js';
import { failure } from '../../portal-client/loopback.js';
import { collect, dcatHarvester, never, recordsOf } from './dcat-harvester.js';
import { memoryDocument } from './memory-document.js';

async function parts(text: string, pieces: number): Promise<readonly unknown[]> {
  // eslint-disable-next-line @typescript-eslint/require-await -- as text comes
  async function* cut(): AsyncGenerator<string, void> {
    for (let at = 0; at < text.length; at += pieces) yield text.slice(at, at + pieces);
  }
  const found: unknown[] = [];
  for await (const { name, isElement, text: value } of splitJson(cut(), 'https://p/')) {
    found.push([name === undefined ? undefined : JSON.parse(name), isElement, JSON.parse(value)]);
  }
  return found;
}

describe('a JSON document taken apart', () => {
  it.each([1, 2, 3, 4, 1000])(
    'gives each member and each element of a list, in pieces of %d',
    async (pieces) => {
      const value = {
        '@context': [{ a: 'http://a/[' }, 'b'],
        'a "quoted\\" name': 'with ] and \\" and }',
        '@graph': [{ x: [1, [2]] }, 'y\\', 3, null, [4]],
        empty: [],
        nested: { deep: { list: ['{'] } },
        last: -1.5e3,
      };
      const expected = [
        ['@context', false, value['@context']],
        ['a "quoted\\" name', false, value['a "quoted\\" name']],
        ...value['@graph'].map((element) => ['@graph', true, element]),
        ['nested', false, value.nested],
        ['last', false, value.last],
      ];
      expect(await parts(JSON.stringify(value), pieces)).toEqual(expected);
      expect(await parts(`\n${JSON.stringify(value, undefined, 2)} \n`, pieces)).toEqual(expected);
      expect(await parts(JSON.stringify([{ a: 1 }, []]), pieces)).toEqual([
        [undefined, true, { a: 1 }],
        [undefined, true, []],
      ]);
    },
  );

  it.each([
    ['truncated', '{"a": [1'],
    ['truncated', '{"a": "b'],
    ['not-json', '"a"'],
    ['not-json', '{"a" 1}'],
    ['not-json', '{a: 1}'],
    ['too-large', `{"a": ${'['.repeat(5000)}`],
    ['too-large', `{"a": "${'x'.repeat(17_000_000)}`],
  ])('is told as %s when it is none', async (fault, text) => {
    expect(await failure(parts(text, 65_536))).toMatchObject({ code: 'source-response', fault });
  });
});

const CONTEXT = { dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/' };
const ONE = { '@id': 'http://a/1', '@type': 'dcat:Dataset', 'dct:title': 'One' };
const TWO = { '@type': 'dcat:Dataset', 'dct:title': 'Two', 'dct:identifier': '2' };

async function titles(value: unknown): Promise<readonly unknown[]> {
  return (await recordsOf(memoryDocument(JSON.stringify(value)))).map(({ draft }) => draft.title);
}

describe('JSON-LD', () => {
  it.each([
    ['a graph', { '@context': CONTEXT, '@graph': [ONE, TWO] }],
    ['a graph whose context comes last', { '@graph': [ONE, TWO], '@context': CONTEXT }],
    ['a named graph', { '@context': CONTEXT, '@graph': [ONE, TWO], '@id': 'http://a/graph' }],
    ['a list with contexts', [ONE, TWO].map((node) => ({ '@context': CONTEXT, ...node }))],
    [
      'a catalogue with its datasets',
      { '@context': CONTEXT, '@type': 'dcat:Catalog', 'dcat:dataset': [TWO, ONE] },
    ],
    [
      'a graph under another name',
      { '@context': { ...CONTEXT, graph: '@graph', name: 'dct:title' }, graph: [{ ...ONE }, { ...TWO }] },
    ],
    [
      'a context that is built in',
      {
        '@context': 'https://www.w3.org/ns/dcat.jsonld',
        type: 'Catalog',
        dataset: [
          { id: 'http://a/1', type: 'Dataset', title: 'One' },
          { type: 'Dataset', title: 'Two', identifier: '2' },
        ],
      },
    ],
  ])('is read from %s', async (_name, value) => {
    expect([...(await titles(value))].sort()).toEqual(['One', 'Two']);
  });

  it('keeps to the name of its object, wherever that stands', async () => {
    const value = {
      '@context': CONTEXT,
      'dct:title': ['One', 'Eins'],
      '@type': 'dcat:Dataset',
      '@id': 'http://a/1',
    };
    const [record] = await recordsOf(memoryDocument(JSON.stringify(value)));
    expect(record?.raw).toEqual({
      '@id': 'http://a/1',
      '@type': ['dcat:Dataset'],
      'dct:title': ['Eins', 'One'],
    });
  });

  it('joins blank nodes of one label over all of a document that is parsed in parts', async () => {
    const many = Array.from({ length: 1200 }, (_, at) => ({
      '@id': `http://a/${at}`,
      '@type': 'dcat:Dataset',
      'dct:title': `T${at}`,
      'dct:publisher': { '@id': '_:bureau' },
      'dcat:distribution': { 'dct:title': `F${at}` },
    }));
    const graph = [...many, { '@id': '_:bureau', 'http://xmlns.com/foaf/0.1/name': 'Bureau' }];
    const records = await recordsOf(memoryDocument(JSON.stringify({ '@context': CONTEXT, '@graph': graph })));
    expect(records).toHaveLength(1200);
    for (const { draft } of records) {
      expect(draft.publisher).toEqual({ name: 'Bureau' });
      expect(draft.distributions).toMatchObject([{ title: String(draft.title).replace('T', 'F') }]);
    }
  });

  it('fetches no context', async () => {
    const { harvester } = dcatHarvester();
    const document = memoryDocument(
      JSON.stringify({ '@context': 'https://elsewhere.example/c.jsonld', '@graph': [ONE] }),
    );
    expect(await failure(collect(harvester.read(document, never())))).toMatchObject({
      code: 'source-response',
      fault: 'refused-address',
      message: expect.stringContaining('https://elsewhere.example/c.jsonld'),
    });
  });
});
