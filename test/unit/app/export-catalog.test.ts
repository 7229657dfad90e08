import { read, utils } from '@e965/xlsx';
import { exportCatalog } from '../../../src/app/export-catalog.js';
import { EXPORT_FORMATS, type ExportFormat, type ExportRequest } from '../../../src/cli/requests.js';
import type { SyntaxName } from '../../../src/serialise/dcat/syntax/syntaxes.js';
import { SITE } from '../../support/api-client.js';
import { makeSource } from '../../support/make-dataset.js';
import { ALL, EDUCATION, HEALTH } from '../../support/published-datasets.js';
import { ODD } from '../../support/rdf/odd-datasets.js';
import { differencesOf, parseRdf } from '../../support/rdf/parse-rdf.js';
import { loadDcatApShapes } from '../../support/rdf/shacl.js';

const EVERYTHING = [...ALL, ...ODD];

const signal = new AbortController().signal;

const publishers = () => [EDUCATION, HEALTH].map((publisher) => ({ ...publisher, datasets: 1 }));
const SOURCES = [makeSource({ id: 'other-county', region: '江城县' })];
const reader = { all: () => EVERYTHING, publishers };

async function bytesOf(request: Omit<ExportRequest, 'signal'>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of exportCatalog(
    { ...request, signal },
    { datasets: reader, sources: SOURCES },
    SITE,
  ))
    pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

async function exported(format: ExportFormat, part: Partial<ExportRequest> = {}): Promise<string> {
  return (await bytesOf({ format, ...part })).toString();
}

function namesIn(lines: string): readonly string[] {
  return lines
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly name: string }).name);
}

describe('exports', () => {
  it.each(EXPORT_FORMATS)('in %s hold no file of a dataset that is not open', async (format) => {
    expect(await exported(format)).not.toMatch(/hidden\.csv|不可见的文件/);
  });

  it('hold a package a line in jsonl', async () => {
    expect(namesIn(await exported('jsonl'))).toEqual(EVERYTHING.map(({ name }) => name));
  });

  it.each([HEALTH.name, HEALTH.title, HEALTH.identifier])(
    'hold one publisher only: %s',
    async (publisher) => {
      const own = EVERYTHING.filter((published) => published.publisher.identifier === HEALTH.identifier);
      expect(own.length).toBeGreaterThan(0);
      expect(own.length).toBeLessThan(EVERYTHING.length);
      let counted = 0;
      const onDataset = (): void => {
        counted += 1;
      };
      expect(namesIn(await exported('jsonl', { publisher, onDataset }))).toEqual(own.map(({ name }) => name));
      expect(counted).toBe(own.length);
      await bytesOf({ format: 'guide-xlsx', publisher, onDataset });
      expect(counted).toBe(2 * own.length);
    },
  );

  it('hold one city or county only: its sources, and publishers that are called after it', async () => {
    const own = EVERYTHING.filter(({ publisher }) => publisher.title.startsWith(HEALTH.title));
    expect(namesIn(await exported('jsonl', { region: HEALTH.title }))).toEqual(own.map(({ name }) => name));
    const sourceId = EVERYTHING[0]?.dataset.sourceId ?? '';
    const pieces: string[] = [];
    const catalog = { datasets: reader, sources: [makeSource({ id: sourceId, region: '江城县' })] };
    for await (const piece of exportCatalog({ format: 'jsonl', region: '江城县', signal }, catalog, SITE))
      pieces.push(String(piece));
    const brought = EVERYTHING.filter(({ dataset }) => dataset.sourceId === sourceId);
    expect(namesIn(pieces.join(''))).toEqual(brought.map(({ name }) => name));
    expect(await exported('jsonl', { region: '江城县' })).toBe('');
    await expect(exported('jsonl', { region: '没有的市' })).rejects.toThrow('belongs to 没有的市');
  });

  it('know no publisher that there is not', async () => {
    await expect(exported('jsonl', { publisher: '没有的局' })).rejects.toThrow('no publisher is called');
  });

  it('are the workbook of the guide, with the list of what is not open', async () => {
    const book = read(await bytesOf({ format: 'guide-xlsx' }));
    expect(book.SheetNames).toEqual(['政务信息资源目录', '未开放资源清单']);
    const [all = [], closed = []] = book.SheetNames.map((name) =>
      utils.sheet_to_json<Readonly<Record<string, string>>>(book.Sheets[name] ?? {}),
    );
    const titles = new Set(all.map((row) => row['信息资源名称']));
    expect(titles.has(ALL[0]?.dataset.title)).toBe(true);
    const notOpen = EVERYTHING.filter(({ dataset }) => dataset.visibility !== 'open');
    expect(notOpen.length).toBeGreaterThan(0);
    expect(closed).toHaveLength(notOpen.length);
  });

  it('say the same in all syntaxes of DCAT, and keep its shapes', async () => {
    const turtle = await parseRdf(await exported('dcat-ttl'), 'ttl');
    expect((await loadDcatApShapes()?.(turtle)) ?? []).toEqual([]);
    const others: readonly (readonly [ExportFormat, SyntaxName])[] = [
      ['dcat-nt', 'nt'],
      ['dcat-jsonld', 'jsonld'],
      ['dcat-xml', 'xml'],
    ];
    for (const [format, syntax] of others) {
      expect(differencesOf(await parseRdf(await exported(format), syntax), turtle)).toEqual([]);
    }
  });
});
