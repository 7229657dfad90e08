import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { read, utils } from '@e965/xlsx';
import { jest } from '@jest/globals';
import SqliteDatabase from 'better-sqlite3';
import { parquetReadObjects } from 'hyparquet';
import { exportCatalog } from '../../src/app/export-catalog.js';
import { EXPORT_FORMATS, type ExportFormat } from '../../src/cli/requests.js';
import { type Call, leaksIn } from '../support/access-walk/allowed.js';
import { type Example, examplesOf, PAST_ACTIONS, PAST_PAGES } from '../support/access-walk/examples.js';
import {
  fileCanary,
  openWalkedHub,
  titleCanary,
  TOKEN,
  type WalkedHub,
} from '../support/access-walk/walked-hub.js';
import { SITE } from '../support/api-client.js';

/** Thousands of requests, on a busy machine. */
jest.setTimeout(120_000);

const STREAM_MS = 1500;
const AT_ONCE = 8;

let hub: WalkedHub;
let table: ReadonlyMap<string, readonly Example[]>;

beforeAll(async () => {
  hub = await openWalkedHub();
  table = examplesOf(hub);
});
afterAll(async () => {
  await hub.close();
});

const HEADERS: Readonly<Record<Call['caller'], Readonly<Record<string, string>>>> = {
  anonymous: {},
  stranger: { Authorization: 'Bearer not-the-token', 'X-CKAN-API-Key': 'not-the-token' },
  operator: { Authorization: `Bearer ${TOKEN}` },
};

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Body and headers in one text. */
async function ask(
  call: Omit<Call, 'isPast'>,
  example: Partial<Example>,
  init: RequestInit = {},
): Promise<Answer> {
  const { accept = '*/*', isEndless = false } = example;
  const headers = {
    ...HEADERS[call.caller],
    accept,
    ...(init.headers as Record<string, string> | undefined),
  };
  const signal = isEndless ? AbortSignal.timeout(STREAM_MS) : null;
  const { method } = call;
  const answer = await fetch(hub.url + call.path, { redirect: 'manual', ...init, method, headers, signal });
  const body = isEndless ? await readUntilAborted(answer) : await textOf(answer);
  if (method === 'HEAD') expect(body).toBe('');
  return { status: answer.status, text: JSON.stringify([...answer.headers]) + body };
}

/** What is packed is unpacked, by another library than has packed it. */
async function textOf(answer: Response): Promise<string> {
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  const unpack = UNPACK[type];
  if (!answer.ok || unpack === undefined) return answer.text();
  const bytes = Buffer.from(await answer.arrayBuffer());
  return bytes.length === 0 ? '' : await unpack(bytes);
}

async function readUntilAborted(answer: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  try {
    for await (const piece of answer.body ?? []) text += decoder.decode(piece, { stream: true });
  } catch (error) {
    // It is an error of another realm.
    if ((error as { readonly name?: string }).name !== 'TimeoutError') throw error;
  }
  return text;
}

interface Step {
  readonly call: Call;
  readonly example: Example;
  readonly init?: RequestInit;
}

interface Walk {
  readonly leaks: readonly string[];
  readonly broken: readonly string[];
  /** Everything that was answered, by path. */
  readonly seen: ReadonlyMap<string, string>;
}

async function walk(steps: readonly Step[]): Promise<Walk> {
  const leaks: string[] = [];
  const broken: string[] = [];
  const seen = new Map<string, string>();
  const left = [...steps];
  async function go(): Promise<void> {
    for (let step = left.pop(); step !== undefined; step = left.pop()) {
      const { call, example, init } = step;
      const { status, text } = await ask(call, example, init);
      const what = `${call.method} ${call.path} ${example.accept ?? ''} as ${call.caller}`;
      seen.set(call.path, text);
      if (status >= 500) broken.push(`${what}: ${status}`);
      for (const word of leaksIn(text, call)) leaks.push(`${what}: ${word}`);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, go));
  return { leaks, broken, seen };
}

function stepsOf(
  examples: readonly Example[],
  caller: Call['caller'],
  method: Call['method'] = 'GET',
): readonly Step[] {
  return examples.map((example) => {
    const { path, isPast = false } = example;
    return { example, call: { path, method, caller, isPast } };
  });
}

function allExamples(): readonly Example[] {
  return [...table.values()].flat();
}

/** Of each address, and of each action, the first few: for callers to whom nothing else is said than to others. */
function someExamples(most: number): readonly Example[] {
  const taken = new Map<string, number>();
  return [...table].flatMap(([url, examples]) =>
    examples.filter(({ path }) => {
      const key = url.endsWith('/action/:name') ? (path.split('?')[0] ?? '') : url;
      const count = taken.get(key) ?? 0;
      taken.set(key, count + 1);
      return count < most;
    }),
  );
}

describe('an access rule that is set once', () => {
  it('knows every address that the server has', () => {
    const urls = new Set(hub.routes.map(({ url }) => url));
    expect([...urls].filter((url) => !table.has(url))).toEqual([]);
    expect([...table.keys()].filter((url) => !urls.has(url))).toEqual([]);
  });

  it('is obeyed by every address, whatever it is asked for', async () => {
    const { leaks, broken, seen } = await walk(stepsOf(allExamples(), 'anonymous'));
    expect({ leaks, broken }).toEqual({ leaks: [], broken: [] });
    // What may be seen is seen: the walk would have met the rest there as well.
    const shows = (path: string, word: string): boolean => seen.get(path)?.includes(word) === true;
    const outputs = [
      '/data.json',
      '/catalog.ttl',
      '/catalog.jsonld',
      '/feeds/all.atom',
      '/feeds/all.rss',
      '/dataset',
    ];
    for (const path of [...outputs, '/changes?since=0&format=jsonl', '/changes?since=0&format=events', '/']) {
      expect([path, shows(path, titleCanary('open')), shows(path, titleCanary('closed'))]).toEqual([
        path,
        true,
        true,
      ]);
    }
    const current = hub.snapshotFiles.slice(hub.snapshotFiles.length / 2);
    const files = current.filter((path) => /datasets\.|catalog\./.test(path));
    expect(files.length).toBeGreaterThanOrEqual(5);
    for (const path of ['/catalog.xlsx', '/open-catalog.xlsx', ...files])
      expect([path, shows(path, titleCanary('open'))]).toEqual([path, true]);
    for (const path of ['/data.json', '/catalog.nt', '/changes?since=0&limit=1000', '/changes?since=0']) {
      expect([path, shows(path, fileCanary('open'))]).toEqual([path, true]);
    }
  });

  it('is obeyed for the operator, who alone sees what waits, and in no other place', async () => {
    const { leaks, broken, seen } = await walk(stepsOf(someExamples(4), 'operator'));
    expect({ leaks, broken }).toEqual({ leaks: [], broken: [] });
    expect(seen.get(`/api/lianmu/jobs/${hub.heldJob}/changes`)).toContain(titleCanary('staged'));
  });

  it('is obeyed for who has a wrong token', async () => {
    const { leaks, broken } = await walk(stepsOf(someExamples(1), 'stranger'));
    expect({ leaks, broken }).toEqual({ leaks: [], broken: [] });
  });

  it('is obeyed by every method', async () => {
    const some = someExamples(1);
    const posts = some.map((example): Step => {
      const [path = '', query = ''] = example.path.split('?');
      const body = JSON.stringify(Object.fromEntries(new URLSearchParams(query)));
      return {
        example,
        call: { path, method: 'POST', caller: 'anonymous', isPast: example.isPast ?? false },
        init: { body, headers: { 'Content-Type': 'application/json' } },
      };
    });
    const quiet = some.filter(({ isEndless }) => isEndless !== true);
    const { leaks, broken } = await walk([
      ...stepsOf(quiet, 'anonymous', 'HEAD'),
      ...stepsOf(quiet, 'anonymous', 'OPTIONS'),
      ...posts,
    ]);
    expect({ leaks, broken }).toEqual({ leaks: [], broken: [] });
  });

  it('is obeyed behind a callback and under every compression', async () => {
    const actions = someExamples(2).filter(({ path }) => path.startsWith('/api/3/action/'));
    const jsonp = actions.map((example) => ({
      ...example,
      path: `${example.path}${example.path.includes('?') ? '&' : '?'}callback=show`,
    }));
    const compressed = someExamples(1).flatMap((example) =>
      ['gzip', 'deflate', 'br', 'identity'].map((encoding): Step => ({
        example,
        call: { path: example.path, method: 'GET', caller: 'anonymous', isPast: example.isPast ?? false },
        init: { headers: { 'Accept-Encoding': encoding } },
      })),
    );
    const few = compressed.filter(
      ({ call }) => !call.path.startsWith('/api/3/action/') || call.path.includes('search'),
    );
    const { leaks, broken } = await walk([...stepsOf(jsonp, 'anonymous'), ...few]);
    expect({ leaks, broken }).toEqual({ leaks: [], broken: [] });
  });

  it('is obeyed by what is told of earlier states', async () => {
    const last = await hub.reading.catalog.latestSeq();
    const moments = [1, Math.floor(last / 2), last - 1, last].map(String);
    const examples = [...moments, '2026-09-02', '2026-09-03'].flatMap((moment) =>
      [...PAST_ACTIONS.map((action) => `/api/3/action/${action}`), ...PAST_PAGES].map((path) => ({
        path: `${path}${path.includes('?') ? '&' : '?'}as_of=${moment}`,
        isPast: true,
      })),
    );
    const { leaks, broken, seen } = await walk(stepsOf(examples, 'anonymous'));
    expect({ leaks, broken }).toEqual({ leaks: [], broken: [] });
    const all = [...seen.values()].join('\n');
    expect([all.includes(fileCanary('closedSince')), all.includes(fileCanary('removed'))]).toEqual([
      true,
      true,
    ]);
  });
});

function bookText(bytes: Buffer): string {
  const book = read(bytes);
  return JSON.stringify(book.SheetNames.map((name) => utils.sheet_to_json(book.Sheets[name] ?? {})));
}

const UNPACK: Readonly<Record<string, (bytes: Buffer) => string | Promise<string>>> = {
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': bookText,
  'application/gzip': (bytes) => gunzipSync(bytes).toString('utf8'),
  'application/vnd.apache.parquet': async (bytes) => {
    const { buffer, byteOffset, byteLength } = bytes;
    return JSON.stringify(
      await parquetReadObjects({ file: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer }),
      (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
    );
  },
  'application/vnd.sqlite3': sqliteText,
};

function sqliteText(bytes: Buffer): string {
  const database = new SqliteDatabase(bytes);
  try {
    const tables = database
      .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
      .all();
    return JSON.stringify(tables.map(({ name }) => database.prepare(`SELECT * FROM "${name}"`).all()));
  } finally {
    database.close();
  }
}

/** What a file says, as text; a format that compresses is read by another library than writes it. */
const READ: Readonly<Record<ExportFormat, (bytes: Buffer) => string>> = {
  jsonl: String,
  'data-json': String,
  'dcat-ttl': String,
  'dcat-nt': String,
  'dcat-jsonld': String,
  'dcat-xml': String,
  'guide-xlsx': bookText,
  'open-catalog-xlsx': bookText,
};

describe('an export', () => {
  it.each(EXPORT_FORMATS)('as %s shows what everybody may see and nothing else', async (format) => {
    const { signal } = new AbortController();
    const bytes = await buffer(
      Readable.from(exportCatalog({ format, signal }, { datasets: hub.reading.datasets, sources: [] }, SITE)),
    );
    const text = READ[format](bytes);
    const call: Call = { path: format, method: 'GET', caller: 'anonymous', isPast: false };
    expect(leaksIn(text, call)).toEqual([]);
    expect([text.includes(titleCanary('open')), text.includes(titleCanary('closed'))]).toEqual([true, true]);
  });
});
