import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openShelf } from '../../../../src/app/snapshot/open-shelf.js';
import { shelfOf } from '../../../../src/app/snapshot/shelf.js';
import { readRange } from '../../../../src/http/byte-range.js';
import { createServer, type HttpServer } from '../../../../src/http/server.js';
import { PROFILE, SITE } from '../../../support/api-client.js';
import { makeDataset, makeSource, makeUpsert } from '../../../support/make-dataset.js';
import { TempSnapshots } from '../../../support/temp-snapshots.js';

let snapshots: TempSnapshots;
let shelf: ReturnType<typeof openShelf>;
let server: HttpServer;
beforeAll(async () => {
  snapshots = new TempSnapshots();
  const { store } = snapshots;
  const { reading, dataDir } = store;
  await store.publish(makeSource(), [makeUpsert(makeDataset('a')), makeUpsert(makeDataset('b'))]);
  shelf = openShelf({ dataDir, snapshotKey: undefined, history: reading.history });
  const { datasets, history, catalog } = reading;
  server = await createServer({
    ...{ datasets, history, catalog, search: store.openSearch().search },
    ...{ profile: PROFILE, site: SITE, snapshots: shelf },
  });
  await server.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await server.close();
  shelf.close();
  await snapshots.close();
});

interface List {
  readonly publicKey: string;
  readonly snapshots: readonly {
    readonly seq: number;
    readonly manifest: string;
    readonly files: readonly { readonly name: string; readonly url: string; readonly sha256: string }[];
  }[];
}

function get(
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<Response> {
  return fetch(`${server.url}${path}`, { headers, method, redirect: 'manual' });
}

async function list(): Promise<List> {
  return (await (await get('/snapshots')).json()) as List;
}

const make = (asOf?: number) =>
  snapshots.make({
    to: shelfOf(snapshots.store.dataDir),
    formats: ['jsonl', 'csv'],
    ...(asOf !== undefined && { asOf }),
  });

describe('/snapshots', () => {
  it('is empty at first', async () => {
    expect(await list()).toEqual({ publicKey: `${SITE.url}/snapshots/public-key.pem`, snapshots: [] });
    for (const path of ['latest/manifest.json', '1/manifest.json', 'x/manifest.json', 'public-key.pem']) {
      expect((await get(`/snapshots/${path}`)).status).toBe(404);
    }
  });

  it('lists what there is, the newest first, and gives every file as it is', async () => {
    await make(1);
    const { folder } = await make();
    const { snapshots: all } = await list();
    expect(all.map(({ seq }) => seq)).toEqual([2, 1]);
    expect(all[0]?.manifest).toBe(`${SITE.url}/snapshots/2/manifest.json`);
    const files = [...(all[0]?.files.map(({ name }) => name) ?? []), 'manifest.json.sig', 'SHA256SUMS'];
    expect(files).toContain('datasets.jsonl.gz');
    for (const name of files) {
      const answer = await get(`/snapshots/2/${name}`, { 'accept-encoding': 'gzip, br' });
      expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${name}"`);
      expect(answer.headers.get('content-encoding')).toBeNull();
      expect(Buffer.from(await answer.arrayBuffer()).equals(readFileSync(join(folder, name)))).toBe(true);
    }
    const latest = await get('/snapshots/latest/datasets.csv');
    expect([latest.status, latest.headers.get('location')]).toEqual([
      302,
      `${SITE.url}/snapshots/2/datasets.csv`,
    ]);
  });

  it('gives no other files', async () => {
    for (const name of [
      '..%2Fseq-000000002%2Fmanifest.json',
      'snapshot-key.pem',
      'catalog.xlsx',
      '..%2f..%2flianmu.sqlite',
    ]) {
      expect((await get(`/snapshots/2/${name}`)).status).toBe(404);
    }
  });

  it('gives parts, and nothing that is known already', async () => {
    const whole = await get('/snapshots/2/datasets.csv');
    const text = Buffer.from(await whole.arrayBuffer());
    const tag = whole.headers.get('etag') ?? '';
    expect(tag).toBe(`"${createHash('sha256').update(text).digest('hex')}"`);
    expect(whole.headers.get('content-type')).toBe('text/csv;charset=utf-8');
    const part = await get('/snapshots/2/datasets.csv', { range: 'bytes=10-19' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${text.length}`]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(text.subarray(10, 20));
    const rest = await get('/snapshots/2/datasets.csv', { range: 'bytes=-5', 'if-range': tag });
    expect(Buffer.from(await rest.arrayBuffer())).toEqual(text.subarray(-5));
    const changed = await get('/snapshots/2/datasets.csv', { range: 'bytes=-5', 'if-range': '"other"' });
    expect(changed.status).toBe(200);
    const beyond = await get('/snapshots/2/datasets.csv', { range: `bytes=${text.length}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${text.length}`]);
    expect((await get('/snapshots/2/datasets.csv', { 'if-none-match': `W/${tag}` })).status).toBe(304);
    const head = await get('/snapshots/2/datasets.csv', {}, 'HEAD');
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(text.length)]);
  });

  it('withdraws at once what something was refused of', async () => {
    await snapshots.store.publish(makeSource(), [
      { type: 'set-aside', outcome: 'refused', remoteId: 'b', mappingVersion: 'test/1', problems: [] },
    ]);
    // The first one is from before there was such a dataset.
    expect((await list()).snapshots.map(({ seq }) => seq)).toEqual([1]);
    expect((await get('/snapshots/2/datasets.csv')).status).toBe(404);
    await make(2);
    expect((await list()).snapshots.map(({ seq }) => seq)).toEqual([2, 1]);
  });
});

describe('ranges of bytes', () => {
  it.each([
    [undefined, 'whole'],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=5-', { start: 5, end: 9 }],
    ['bytes=5-99', { start: 5, end: 9 }],
    ['bytes=-3', { start: 7, end: 9 }],
    ['bytes=-99', { start: 0, end: 9 }],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=7-3', 'whole'],
    ['bytes=0-1,3-4', 'whole'],
    ['bytes=-', 'whole'],
    ['lines=1-2', 'whole'],
  ])('%s', (header, range) => {
    expect(readRange(header, 10)).toEqual(range);
  });
});
