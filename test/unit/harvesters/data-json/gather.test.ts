import { SourceResponseError } from '../../../../src/domain/errors.js';
import type { RecordRef } from '../../../../src/pipeline/ports.js';
import { fixture } from '../../../support/fixture-file.js';
import { failure } from '../../portal-client/loopback.js';
import { dataJson, gatherOf, idsOf, MemoryDocument, oddities, portalOf, recordsOf } from './documents.js';

type Record1 = Readonly<Record<string, unknown>>;

const catalogue = fixture('portals/data-json/catalogue.json') as { readonly dataset: readonly Record1[] };
const IDS = [
  'https://data.linshui.example/id/bus-stops',
  'LS-0002',
  '3',
  'https://data.linshui.example/trees',
];
const never = new AbortController().signal;

function utf16(text: string, isBig: boolean): Buffer {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
}

describe('the datasets of a data.json', () => {
  const text = JSON.stringify(catalogue, null, 2);

  it.each<[string, Buffer | string]>([
    ['as it is', text],
    ['on one line', JSON.stringify(catalogue)],
    ['with a byte order mark', `\uFEFF${text}`],
    ['in UTF-16LE', utf16(text, false)],
    ['in UTF-16BE', utf16(text, true)],
    ['as a bare list', JSON.stringify(catalogue.dataset)],
    ['one a line', catalogue.dataset.map((dataset) => JSON.stringify(dataset)).join('\n')],
    ['in two catalogues in a row', halves()],
  ])('come by identifier, number, or page: %s', async (_, content) => {
    const gathered = await gatherOf(content);
    expect(idsOf(gathered)).toEqual(IDS);
    expect(oddities(gathered)).toEqual([]);
  });

  function halves(): string {
    const { dataset } = catalogue;
    return JSON.stringify([{ dataset: dataset.slice(0, 2) }, { dataset: dataset.slice(2) }]);
  }

  it('carry the bytes that the portal sent', async () => {
    const [first] = recordsOf(await gatherOf(text));
    expect(JSON.parse(Buffer.from(first?.sent?.bytes ?? []).toString())).toEqual(catalogue.dataset[0]);
  });

  it('are found in what DCAT-US 3 nests, and counted once', async () => {
    const gathered = await gatherOf(fixture('portals/data-json/catalogue-3.json'));
    expect(idsOf(gathered)).toEqual(['Linshui / AIR-1', 'district-1', 'village-1', 'report-2023', 'climate']);
    expect(oddities(gathered)).toEqual([]);
  });

  it.each([false, true])(
    'are found in nested catalogues that are written in UTF-16, big-endian: %s',
    async (isBig) => {
      const nested = JSON.stringify({
        title: '“省”',
        catalog: [{ dataset: [{ identifier: 'a', title: 'A' }] }],
      });
      expect(idsOf(await gatherOf(utf16(nested, isBig)))).toEqual(['a']);
    },
  );

  it('of a nested list that repeats the catalogue are duplicates', async () => {
    const a = { identifier: 'a', title: 'A' };
    const gathered = await gatherOf({ dataset: [a], datasetSeries: [{ seriesMember: [a] }] });
    expect(idsOf(gathered)).toEqual(['a']);
    expect(oddities(gathered)).toEqual(['notice duplicate-record']);
  });

  it('that lie too deep to be looked at are said to be missing', async () => {
    let catalog: Record1 = { dataset: [{ identifier: 'deep', title: 'Deep' }] };
    for (let level = 0; level < 20; level += 1) catalog = { catalog: [catalog] };
    const gathered = await gatherOf({ dataset: [], ...catalog });
    expect(idsOf(gathered)).toEqual([]);
    expect(oddities(gathered)).toEqual(['gap malformed-record']);
  });

  it('stand where the source says', async () => {
    const gathered = await gatherOf(
      { result: { items: [{ identifier: 'x' }] } },
      { list: ['result', 'items'] },
    );
    expect(idsOf(gathered)).toEqual(['x']);
  });

  it('are none in an empty catalogue', async () => {
    expect(await gatherOf({ dataset: [] })).toEqual([]);
    expect(await gatherOf([])).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['an error message', { error: 'maintenance', status: 503 }, 'schema'],
    ['no list where the list belongs', { dataset: null }, 'schema'],
    ['lists of something else', [[1, 2], { name: 'x' }], 'schema'],
    ['a page for people', '<!doctype html><title>x</title>', 'html'],
    ['nothing', '', 'empty'],
    ['half a catalogue', '{"dataset": [{"identifier": "a"}, {"identif', 'truncated'],
    ['no JSON', '{"dataset": [{"identifier": "a"}} nonsense', 'not-json'],
  ])('are refused in %s', async (_, content, fault) => {
    const error = await failure(gatherOf(content));
    expect(error).toBeInstanceOf(SourceResponseError);
    expect(error).toMatchObject({ fault });
  });
});

describe('identities', () => {
  it('of records without an identifier are their page, or their title and publisher', async () => {
    const dataset = [
      { title: 'A', publisher: { name: 'P' }, landingPage: ' https://x.example/a ' },
      { title: 'A', publisher: { name: 'P' } },
      { title: { zh: '甲', en: 'B' }, publisher: 'Q', identifier: '  ' },
      { title: 'C', identifier: null },
      { title: 'D', identifier: { '@type': 'Identifier' }, '@id': 'https://x.example/id/d' },
      { title: 'E', identifier: { notation: 'E-1' }, '@id': '_:b0' },
      { title: 'F', identifier: ['F-1', 'F-2'] },
      { title: 'G', '@id': '_:b1' },
    ];
    expect(idsOf(await gatherOf({ dataset }))).toEqual([
      'https://x.example/a',
      'A / P',
      '甲 / Q',
      'C',
      'https://x.example/id/d',
      'E-1',
      'F-1',
      'G',
    ]);
  });

  it('are by the members that the source states', async () => {
    const dataset = [
      { identifier: 'changes', bureauCode: ['015:11'], title: 'A', publisher: { name: 'P' } },
      { identifier: 'changes', publisher: { name: 'P' } },
      { identifier: 'changes' },
    ];
    const gathered = await gatherOf({ dataset }, { key: ['bureauCode', 'title', 'publisher.name'] });
    expect(idsOf(gathered)).toEqual(['015:11 / A / P', 'P']);
    expect(oddities(gathered)).toEqual(['gap malformed-record']);
  });

  it('that repeat are duplicates where the record is the same, however it is printed', async () => {
    const a = { identifier: 'a', title: 'A "quoted" \\' };
    const gathered = await gatherOf(`{"dataset": [${JSON.stringify(a)}, ${JSON.stringify(a, null, 3)}]}`);
    expect(idsOf(gathered)).toEqual(['a']);
    expect(oddities(gathered)).toEqual(['notice duplicate-record']);
  });

  it('that repeat with another content stay records of their own, with a problem', async () => {
    const dataset = [
      { identifier: 'a', title: 'A' },
      { identifier: 'a', title: 'A ' },
      { identifier: 'b', title: 'B' },
    ];
    const gathered = recordsOf(await gatherOf({ dataset }));
    expect(gathered.map(({ remoteId }) => remoteId)).toEqual([
      'a',
      expect.stringMatching(/^a~[0-9a-f]{12}$/),
      'b',
    ]);
    expect(gathered.map(({ problems = [] }: RecordRef) => problems.map(({ code }) => code))).toEqual([
      [],
      ['identity-collision'],
      [],
    ]);
    const reprinted = await gatherOf(JSON.stringify({ dataset }, null, 1));
    expect(idsOf(reprinted)).toEqual(gathered.map(({ remoteId }) => remoteId));
  });

  it('are missing in elements that are no JSON, and the others are kept', async () => {
    const good = '{"identifier": "a", "title": "A", "description": "A"}';
    const broken = '{"name": nonsense}';
    for (const content of [`{"dataset": [${broken}, ${good}]}`, `[${broken}, ${good}]`]) {
      const gathered = await gatherOf(content);
      expect(idsOf(gathered)).toEqual(['a']);
      expect(new Set(oddities(gathered))).toEqual(new Set(['gap malformed-record']));
    }
  });

  it('are missing in what is no dataset', async () => {
    const gathered = await gatherOf({
      dataset: [1, null, 'https://x.example/a', [], {}, { identifier: 'a' }],
    });
    expect(idsOf(gathered)).toEqual(['a']);
    expect(oddities(gathered)).toEqual(Array(5).fill('gap malformed-record'));
  });
});

describe('the options', () => {
  it('leave out what is part of a collection or series', async () => {
    const dataset = [
      { identifier: 'parent' },
      { identifier: 'child', isPartOf: 'parent' },
      { identifier: 'member', inSeries: [{ '@id': 'https://x.example/series' }] },
      { identifier: 'loner', isPartOf: null, inSeries: [] },
    ];
    expect(idsOf(await gatherOf({ dataset }))).toHaveLength(4);
    expect(idsOf(await gatherOf({ dataset }, { collections: 'parents-only' }))).toEqual(['parent', 'loner']);
  });

  it('take the access levels that are named, and what names none', async () => {
    const dataset = [
      { identifier: 'open', accessLevel: 'public' },
      { identifier: 'asked', accessLevel: ' Restricted  Public ' },
      { identifier: 'shut', accessLevel: 'non-public' },
      { identifier: 'unknown' },
    ];
    const accessLevels = ['public', 'restricted public'];
    expect(idsOf(await gatherOf({ dataset }, { accessLevels }))).toEqual(['open', 'asked', 'unknown']);
  });
});

describe('the document', () => {
  it('is closed when the walk ends, and when it is given up', async () => {
    for (const isWhole of [true, false]) {
      const document = new MemoryDocument(JSON.stringify(catalogue));
      const url = 'https://data.linshui.example/data.json';
      const { portal, asked } = portalOf({ [url]: document }, (missing) => new Error(missing));
      const ids: string[] = [];
      for await (const item of dataJson({}, {}, portal).gather({ mode: 'full' }, never)) {
        if (item.type === 'record') ids.push(item.remoteId);
        if (!isWhole) break;
      }
      expect(asked).toEqual([url]);
      expect(ids).toHaveLength(isWhole ? 4 : 1);
      expect(document.isClosed).toBe(true);
    }
  });

  it('is left where it is when the run is stopped', async () => {
    const abort = new AbortController();
    const document = new MemoryDocument(JSON.stringify(catalogue));
    const reason = new Error('the operator stopped it');
    const walk = async (): Promise<void> => {
      for await (const item of dataJson().read(document, abort.signal))
        if (item.type === 'record') abort.abort(reason);
    };
    expect(await failure(walk())).toBe(reason);
  });
});
