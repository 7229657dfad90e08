import { createCipheriv } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { PortalRequestEntry } from '../../../src/domain/portal-request.js';
import { requestDatabasePath } from '../../../src/storage/requests/request-database.js';
import { countRequests, listRequests } from '../../../src/storage/requests/request-reader.js';
import { type RequestLimits, RequestStore } from '../../../src/storage/requests/request-store.js';

const START = Date.UTC(2026, 10, 1);
const DAY_MS = 86_400_000;

let dir: string;
let now: number;
let stores: RequestStore[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lianmu-requests-'));
  now = START;
  stores = [];
});
afterEach(() => {
  for (const store of stores) store.close();
  rmSync(dir, { recursive: true, force: true });
});

const KEY = Buffer.alloc(32, 7);

/** A store that has a key. */
type KeyedStore = Omit<RequestStore, 'answersOf'> & { answersOf(sourceId: string): Cache };

function open(limits: Partial<RequestLimits> = {}, key: Uint8Array = KEY): KeyedStore {
  const store = new RequestStore(dir, { now: () => new Date(now), limits, answerKey: key });
  stores.push(store);
  return store as KeyedStore;
}

/** Bytes that do not compress. */
function noise(length: number, seed = 1): Buffer {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16));
  return cipher.update(Buffer.alloc(length));
}

const DAMAGED = /cannot be read any more/;

type Cache = NonNullable<ReturnType<RequestStore['answersOf']>>;

async function bytesOf(cache: Cache, key: string): Promise<Buffer | undefined> {
  const kept = await cache.find(key);
  return kept && Buffer.concat([...kept.pieces()]);
}

function answers(): number {
  const database = new SqliteDatabase(requestDatabasePath(dir), { readonly: true });
  try {
    const count = database.prepare<[], { pieces: number }>('SELECT count(*) AS pieces FROM answer_piece');
    return count.get()?.pieces ?? 0;
  } finally {
    database.close();
  }
}

describe('kept answers', () => {
  it('are unreadable on disk, and for whoever comes later with another key', async () => {
    const text = Buffer.from('联系人 张三 13800000001 '.repeat(40));
    await open().answersOf('a').keep('k', { etag: '"1"' }, [text]);
    expect(await bytesOf(open().answersOf('a'), 'k')).toEqual(text);
    for (const ending of ['', '-wal']) {
      const file = readFileSync(requestDatabasePath(dir) + ending);
      expect(file.includes('13800000001') || file.includes('张三')).toBe(false);
    }
    expect(answers()).toBe(1);
    expect(await open({}, Buffer.alloc(32, 8)).answersOf('a').find('k')).toBeUndefined();
    expect(answers()).toBe(0);
  });

  it('are none without a key', () => {
    const store = new RequestStore(dir, { now: () => new Date(now) });
    stores.push(store);
    expect(store.answersOf('a')).toBeUndefined();
  });

  it('come back as they were kept, after a restart too', async () => {
    const bytes = noise(2_500_000);
    const facts = { etag: '"1"', contentType: 'application/json' };
    await open()
      .answersOf('a')
      .keep('k', facts, [bytes.subarray(0, 10), bytes.subarray(10)]);
    const cache = open().answersOf('a');
    expect(await cache.find('k')).toMatchObject(facts);
    expect((await bytesOf(cache, 'k'))?.equals(bytes)).toBe(true);
    expect(await cache.find('other')).toBeUndefined();
    expect(await open().answersOf('b').find('k')).toBeUndefined();
  });

  it('are replaced as a whole, and forgotten with all their pieces', async () => {
    const cache = open().answersOf('a');
    await cache.keep('k', { etag: '"1"' }, [noise(3_000_000)]);
    await cache.keep('k', { lastModified: 'yesterday' }, [Buffer.from('new')]);
    expect(await cache.find('k')).not.toHaveProperty('etag');
    expect(answers()).toBe(1);
    await cache.forget('k');
    expect(await cache.find('k')).toBeUndefined();
    expect(answers()).toBe(0);
  });

  it('stay as they were when the new one breaks off', async () => {
    const cache = open().answersOf('a');
    await cache.keep('k', { etag: '"1"' }, [Buffer.from('old')]);
    function* broken(): Generator<Buffer> {
      yield Buffer.from('half');
      throw new Error('cut');
    }
    await expect(cache.keep('k', { etag: '"2"' }, broken())).rejects.toThrow('cut');
    expect(await bytesOf(cache, 'k')).toEqual(Buffer.from('old'));
    expect(answers()).toBe(1);
  });

  it('are none where one is too large', async () => {
    const cache = open({ answerBytes: 1_000 }).answersOf('a');
    await cache.keep('k', { etag: '"1"' }, [Buffer.from('small')]);
    await cache.keep('k', { etag: '"2"' }, [noise(5_000)]);
    expect(await cache.find('k')).toBeUndefined();
    expect(answers()).toBe(0);
  });

  it('of one source give way to each other, the one longest unused first', async () => {
    const store = open({ sourceBytes: 25_000 });
    const cache = store.answersOf('a');
    await store.answersOf('b').keep('k', { etag: '"b"' }, [noise(20_000)]);
    for (const key of ['k1', 'k2']) {
      await cache.keep(key, { etag: '"1"' }, [noise(10_000)]);
      now += DAY_MS;
    }
    await cache.find('k1');
    await cache.keep('k3', { etag: '"1"' }, [noise(10_000)]);
    const found = await Promise.all(['k1', 'k2', 'k3'].map((key) => cache.find(key)));
    expect(found.map((kept) => kept !== undefined)).toEqual([true, false, true]);
    expect(await store.answersOf('b').find('k')).toBeDefined();
  });

  it('are asked for anew after a month, and dropped when nobody asked for a quarter', async () => {
    await open()
      .answersOf('a')
      .keep('k', { etag: '"1"' }, [Buffer.from('1')]);
    now += 29 * DAY_MS;
    expect(await open().answersOf('a').find('k')).toBeDefined();
    now += 2 * DAY_MS;
    expect(await open().answersOf('a').find('k')).toBeUndefined();
    now += 90 * DAY_MS;
    await open()
      .answersOf('a')
      .keep('other', { etag: '"1"' }, [Buffer.from('1')]);
    expect(answers()).toBe(1);
  });

  it('that are damaged say so', async () => {
    const cache = open().answersOf('a');
    await cache.keep('k', { etag: '"1"' }, [noise(1_000)]);
    const database = new SqliteDatabase(requestDatabasePath(dir));
    database.prepare('UPDATE answer_piece SET bytes = ?').run(noise(1_000, 2));
    const kept = await cache.find('k');
    expect(() => [...kept!.pieces()]).toThrow(DAMAGED);
    database.prepare('DELETE FROM answer_piece').run();
    expect(() => [...kept!.pieces()]).toThrow(DAMAGED);
    database.close();
  });

  it('of a source are forgotten together', async () => {
    const store = open();
    for (const source of ['a', 'b'])
      for (const key of ['1', '2']) await store.answersOf(source).keep(key, { etag: '"1"' }, [noise(10)]);
    store.answersOf('a').forgetAll();
    expect(await store.answersOf('a').find('1')).toBeUndefined();
    expect(await store.answersOf('b').find('2')).toBeDefined();
    expect(answers()).toBe(2);
  });

  it('are for the operator only', () => {
    open();
    expect(statSync(requestDatabasePath(dir)).mode & 0o077).toBe(0);
  });
});

describe('the file', () => {
  it('is replaced when it is no store', async () => {
    writeFileSync(requestDatabasePath(dir), noise(10_000));
    const cache = open().answersOf('a');
    await cache.keep('k', { etag: '"1"' }, [Buffer.from('1')]);
    expect(await bytesOf(cache, 'k')).toEqual(Buffer.from('1'));
  });

  it('is given up and removed when it turns out damaged, without a word to who uses it', async () => {
    const store = open();
    for (let index = 0; index < 1_000; index += 1)
      await store.answersOf('a').keep(`k${index}`, { etag: '"1"' }, [noise(100)]);
    store.close();
    stores = [];
    const path = requestDatabasePath(dir);
    const bytes = readFileSync(path);
    const ROOTS = 20 * 4096;
    expect(bytes.length).toBeGreaterThan(2 * ROOTS);
    // The first pages say what tables there are; they stay, so that the file opens.
    writeFileSync(path, Buffer.concat([bytes.subarray(0, ROOTS), noise(bytes.length - ROOTS)]));
    const damaged = open();
    await damaged.answersOf('a').keep('k1', { etag: '"2"' }, [Buffer.from('1')]);
    damaged.ledger.add(entry({}));
    damaged.ledger.flush();
    expect(await damaged.answersOf('a').find('k1')).toBeUndefined();
    expect(existsSync(path)).toBe(false);
    await open()
      .answersOf('a')
      .keep('k', { etag: '"3"' }, [Buffer.from('1')]);
    expect(await open().answersOf('a').find('k')).toMatchObject({ etag: '"3"' });
  });

  it('may be open several times', async () => {
    const [one, other] = [open(), open()];
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? one : other).answersOf('a').keep(`k${index}`, { etag: '"1"' }, [noise(2_000)]),
      ),
    );
    one.ledger.add(entry({}));
    other.ledger.add(entry({}));
    one.ledger.flush();
    other.ledger.flush();
    expect(answers()).toBe(20);
    expect(listRequests(dir, 'a', { limit: 10 })).toHaveLength(2);
  });
});

function entry(changes: Partial<PortalRequestEntry>): PortalRequestEntry {
  return {
    sourceId: 'a',
    at: new Date(now),
    method: 'GET',
    url: 'https://portal.example.org/',
    status: 200,
    bytes: 10,
    milliseconds: 5,
    attempt: 1,
    ...changes,
  };
}

describe('the ledger', () => {
  it('lists the requests of one source, the latest first, page by page', () => {
    const { ledger } = open();
    for (let index = 1; index <= 5; index += 1) ledger.add(entry({ url: `https://x.example/${index}` }));
    ledger.add(entry({ sourceId: 'b' }));
    ledger.flush();
    const first = listRequests(dir, 'a', { limit: 2 });
    expect(first.map(({ url }) => url.at(-1))).toEqual(['5', '4']);
    const rest = listRequests(dir, 'a', { limit: 10, before: first[1]!.id });
    expect(rest.map(({ url }) => url.at(-1))).toEqual(['3', '2', '1']);
    expect(rest[0]).toMatchObject({
      at: new Date(START),
      status: 200,
      bytes: 10,
      milliseconds: 5,
      attempt: 1,
    });
    expect(rest[0]).not.toHaveProperty('error');
  });

  it('counts by day and outcome', () => {
    const { ledger } = open();
    ledger.add(entry({}));
    ledger.add(entry({}));
    ledger.add(entry({ status: 304, bytes: 0 }));
    now += DAY_MS;
    ledger.add({ ...entry({ error: 'ECONNRESET', bytes: 0 }), status: 200 });
    ledger.flush();
    expect(countRequests(dir, 'a')).toEqual([
      { day: '2026-11-02', outcome: 'ECONNRESET', requests: 1, bytes: 0 },
      { day: '2026-11-01', outcome: '200', requests: 2, bytes: 20 },
      { day: '2026-11-01', outcome: '304', requests: 1, bytes: 0 },
    ]);
  });

  it('writes what waits when it is closed', () => {
    const store = open();
    store.ledger.add(entry({}));
    expect(listRequests(dir, 'a', { limit: 1 })).toEqual([]);
    store.close();
    stores = [];
    store.ledger.add(entry({}));
    store.ledger.flush();
    expect(listRequests(dir, 'a', { limit: 9 })).toHaveLength(1);
  });

  it('keeps so many rows of a source, for thirty days', () => {
    const { ledger } = open({ rows: 3 });
    for (let index = 1; index <= 5; index += 1) ledger.add(entry({ attempt: index }));
    ledger.add(entry({ sourceId: 'b' }));
    ledger.flush();
    expect(listRequests(dir, 'a', { limit: 10 }).map(({ attempt }) => attempt)).toEqual([5, 4, 3]);
    now += 31 * DAY_MS;
    ledger.add(entry({}));
    ledger.flush();
    expect(listRequests(dir, 'a', { limit: 10 })).toHaveLength(1);
    expect(listRequests(dir, 'b', { limit: 10 })).toEqual([]);
  });

  it('is empty where nothing was asked yet, and makes no file to say so', () => {
    expect(listRequests(dir, 'a', { limit: 1 })).toEqual([]);
    expect(countRequests(dir, 'a')).toEqual([]);
    expect(readdirSync(dir)).toEqual([]);
  });
});

it('keeps robots.txt by origin', async () => {
  const fetchedAt = new Date(START);
  await open().robots.keep('https://a.example', { fetchedAt, text: 'User-agent: *' });
  await open().robots.keep('https://a.example', { fetchedAt, text: '' });
  expect(await open().robots.find('https://a.example')).toEqual({ fetchedAt, text: '' });
  expect(await open().robots.find('https://b.example')).toBeUndefined();
});
