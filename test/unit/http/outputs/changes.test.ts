import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { SetAsideChange } from '../../../../src/domain/change.js';
import { sha256Hex } from '../../../../src/domain/identifiers.js';
import { FollowingHub } from '../../../support/following-hub.js';
import { makeDataset, makeSource, makeUpsert } from '../../../support/make-dataset.js';

const source = makeSource();

interface Entry {
  readonly seq: number;
  readonly time: string;
  readonly kind: string;
  readonly identifier: string;
  readonly name?: string;
  readonly chain?: readonly object[];
  readonly record?: Readonly<Record<string, unknown>>;
}

interface Page {
  readonly hub: string;
  readonly seq: number;
  readonly head: number;
  readonly more: boolean;
  readonly next: string;
  readonly changes: readonly Entry[];
  readonly error?: string;
}

const REFUSED: SetAsideChange = {
  ...{ type: 'set-aside', outcome: 'refused', remoteId: 'b', mappingVersion: 'test/1', problems: [] },
};

let hub: FollowingHub;
beforeEach(async () => {
  hub = new FollowingHub();
  await hub.start();
});
afterEach(() => hub.close());

async function publish(...ids: readonly string[]): Promise<void> {
  await hub.publish(
    source,
    ids.map((id) => makeUpsert(makeDataset(id))),
  );
}

function ask(query: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${hub.url}/changes${query}`, { headers });
}

async function page(query: string): Promise<Page> {
  return (await (await ask(query)).json()) as Page;
}

function entriesIn(lines: string): readonly Entry[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Entry);
}

/** A stream that is read as it comes. */
async function open(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const asked = request(`${hub.url}${path}`, { headers }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return answer.setEncoding('utf8');
}

async function readUntil(stream: IncomingMessage, wanted: string): Promise<string> {
  let text = '';
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.includes(wanted)) return text;
  }
  throw new Error(`the stream ended before ${wanted}: ${text}`);
}

describe('pages of changes', () => {
  it('lead from one to the next, to where everything is known and the link stays', async () => {
    await publish('a', 'b', 'c', 'd', 'e');
    const first = await page('?limit=2');
    expect(first).toMatchObject({
      seq: 2,
      head: 5,
      more: true,
      next: 'https://hub.example.org/changes?since=2&limit=2',
    });
    expect(first.changes.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'put'],
      [2, 'put'],
    ]);
    const answer = await ask(new URL(first.next).search);
    expect(answer.headers.get('link')).toBe('<https://hub.example.org/changes?since=4&limit=2>; rel="next"');
    const last = await page('?since=4&limit=2');
    expect(last).toMatchObject({
      seq: 5,
      more: false,
      next: 'https://hub.example.org/changes?since=5&limit=2',
    });
    expect(await page('?since=5&limit=2')).toMatchObject({
      seq: 5,
      more: false,
      next: last.next,
      changes: [],
    });
  });

  it('have the last change of each dataset only, and gone ones without their content', async () => {
    await publish('a', 'b');
    await hub.publish(source, [makeUpsert(makeDataset('a', { title: '新的' }), 'updated')], true);
    const { changes } = await page('');
    expect(changes.map(({ seq, kind }) => [seq, kind])).toEqual([
      [3, 'put'],
      [4, 'delete'],
    ]);
    expect(changes[0]?.record).toMatchObject({ title: '新的', changed: changes[0]?.time });
    expect(changes[0]?.chain).toHaveLength(2);
    expect(changes[1]).toMatchObject({ name: expect.stringMatching(/b$/) as string });
    expect(changes[1]).not.toHaveProperty('record');
  });

  it('say nothing of what was refused but that it is gone', async () => {
    await publish('a', 'b');
    const [, known] = (await page('')).changes;
    await hub.publish(source, [REFUSED]);
    const { changes } = await page('');
    const gone = changes.find(({ kind }) => kind === 'delete');
    expect(Object.keys(gone ?? {}).sort()).toEqual(['identifier', 'kind', 'seq', 'time']);
    expect(gone?.identifier).toBe(known?.identifier);
    expect(JSON.stringify(changes)).not.toContain('公共停车场信息 b');
  });

  it.each(['rejected', 'failed'] as const)(
    'tell of what was refused no more after it was %s, until it is published again',
    async (outcome) => {
      await publish('b');
      const { identifier, name = '' } = (await page('')).changes[0]!;
      await hub.publish(source, [REFUSED]);
      await hub.publish(source, [{ ...REFUSED, outcome }]);
      const { changes } = await page('');
      expect(Object.keys(changes[0] ?? {}).sort()).toEqual(['identifier', 'kind', 'seq', 'time']);
      for (const path of [`/dataset/${name}`, `/dataset/${identifier}.ttl`]) {
        const answer = await fetch(`${hub.url}${path}`);
        expect(answer.status).toBe(404);
        expect(await answer.text()).not.toContain('公共停车场信息 b');
      }
      await hub.publish(source, [makeUpsert(makeDataset('b'), 'restored')]);
      expect((await page('')).changes).toMatchObject([{ kind: 'put', name }]);
    },
  );

  it('show no file of a dataset that is not open, nor what the hub notes for itself', async () => {
    const distributions = [{ identifier: 'f1', url: 'https://portal.example.org/secret.csv' }];
    const adjustments = [{ pointer: '/distributions/0/url', rule: 'x', from: 'secret.csv' }];
    for (const visibility of ['closed', 'on-request', 'open'] as const) {
      const dataset = makeDataset(visibility, { visibility, distributions, adjustments });
      await hub.publish(source, [makeUpsert(dataset)]);
    }
    const records = (await page('')).changes.map(({ record }) => record);
    expect(records.map((record) => record?.['distributions'])).toEqual([[], [], distributions]);
    for (const record of records) {
      expect(record).not.toHaveProperty('adjustments');
      expect(record).not.toHaveProperty('validated');
    }
    expect(JSON.stringify(records.slice(0, 2))).not.toContain('secret');
  });

  it('stay valid JSON with texts that are hardly any', async () => {
    const title = 'a\u0000\u001b\u202e"\\ud83d\\\ud83d\u2028';
    await hub.publish(source, [makeUpsert(makeDataset('a', { title, abstract: 'x'.repeat(1_000_000) }))]);
    const text = await (await ask('')).text();
    expect(text).not.toMatch(/(?<!\\)(?:\\\\)*\\ud/);
    const [entry] = (JSON.parse(text) as Page).changes;
    expect(entry?.record?.['title']).toBe(title.toWellFormed());
    expect(entry?.record?.['abstract']).toHaveLength(1_000_000);
  });

  it('are not sent twice to who has them', async () => {
    await publish('a');
    const etag = (await ask('')).headers.get('etag') ?? '';
    expect((await ask('', { 'If-None-Match': etag })).status).toBe(304);
    expect((await ask('', { 'If-None-Match': etag, Accept: 'application/x-ndjson' })).status).toBe(200);
    await publish('b');
    expect((await ask('', { 'If-None-Match': etag })).status).toBe(200);
  });

  it.each([
    ['?since=-1', 400, 'since'],
    ['?since=abc', 400, 'since'],
    ['?since=1&since=2', 400, 'since'],
    ['?limit=0', 400, 'limit'],
    ['?wait=long', 400, 'wait'],
    ['?format=xml', 400, 'format'],
    ['?since=2', 410, 'begin at 0'],
  ])('refuse %s with %i', async (query, status, reason) => {
    await publish('a');
    const answer = await ask(query);
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as Page).error).toContain(reason);
  });

  it('may be read by scripts of any page', async () => {
    const answer = await ask('', { Origin: 'https://app.example.org' });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-expose-headers')).toContain('Link');
  });

  it('tell HEAD what they would be', async () => {
    await publish('a');
    const answer = await fetch(`${hub.url}/changes`, { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('link')).toContain('since=1');
  });
});

describe('lines of changes', () => {
  it('are all up to the present without a limit, and a page with one', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `r${index}`);
    await publish(...ids);
    const all = await ask('?format=jsonl');
    expect(all.headers.get('content-type')).toContain('application/x-ndjson');
    expect(all.headers.get('link')).toContain('since=60&format=jsonl');
    expect(entriesIn(await all.text()).map(({ seq }) => seq)).toEqual(ids.map((_, index) => index + 1));
    const some = await ask('?since=10&limit=30', { Accept: 'application/x-ndjson' });
    expect(entriesIn(await some.text())).toHaveLength(30);
    expect(some.headers.get('link')).toContain('since=40&limit=30');
  });

  it('are packed for who takes that', async () => {
    await publish('a', 'b', 'c', 'd');
    const answer = await open('/changes?format=jsonl', { 'Accept-Encoding': 'gzip' });
    expect(answer.headers['content-encoding']).toBe('gzip');
    answer.destroy();
  });
});

describe('the state', () => {
  it('is the hash of the versions, and moves with each publication', async () => {
    async function check(): Promise<void> {
      const { hub: id } = await page('?limit=1');
      const lines = entriesIn(await (await ask('?format=jsonl')).text())
        .filter(({ kind }) => kind === 'put')
        .map(({ identifier, time }) => `${identifier} ${time}\n`)
        .sort();
      const state = (await (await fetch(`${hub.url}/changes/state`)).json()) as object;
      const seq = await hub.store.reading.catalog.latestSeq();
      expect(state).toEqual({ hub: id, seq, datasets: lines.length, sha256: sha256Hex(lines.join('')) });
    }
    await check();
    await publish(...Array.from({ length: 1200 }, (_, index) => `r${index}`));
    await check();
    await hub.publish(source, [
      makeUpsert(makeDataset('r1', { title: '新的' }), 'updated'),
      { ...REFUSED, remoteId: 'r2' },
    ]);
    await check();
  });
});

describe('who waits for changes', () => {
  it('is answered at once when there are any', async () => {
    await publish('a');
    expect(await page('?wait=60')).toMatchObject({ seq: 1, more: false });
  });

  it('is answered when something is published', async () => {
    await publish('a');
    const waiting = page('?since=1&wait=60');
    await publish('b');
    expect(await waiting).toMatchObject({ seq: 2, changes: [{ seq: 2, kind: 'put' }] });
  });

  it('has an empty page when the time is over', async () => {
    expect(await page('?wait=1')).toMatchObject({ seq: 0, changes: [] });
  });

  it('gets an empty page at once when the hub is stopped', async () => {
    await publish('a');
    const waiting = page('?since=1&wait=60');
    const other = await open('/changes?format=events&since=1');
    await readUntil(other, 'retry');
    await hub.stop();
    expect(await waiting).toMatchObject({ seq: 1, changes: [] });
  });
});

describe('events', () => {
  it('come as they are published, and resume where a client lost them', async () => {
    await publish('a');
    const stream = await open('/changes', { Accept: 'text/event-stream' });
    expect(stream.headers['content-type']).toContain('text/event-stream');
    expect(await readUntil(stream, '"seq":1')).toContain('id: 1\nevent: put\ndata: {');
    await publish('b');
    const next = await readUntil(stream, '\n\n');
    expect(next).toContain('id: 2\n');
    stream.destroy();
    await hub.publish(source, [REFUSED]);
    const resumed = await open('/changes', { Accept: 'text/event-stream', 'Last-Event-ID': '2' });
    const text = await readUntil(resumed, 'delete');
    expect(text).not.toContain('id: 2\n');
    expect(text).toContain('id: 3\nevent: delete\n');
    resumed.destroy();
  });

  it('are for so many clients, and a seat is free again when one goes', async () => {
    const streams: IncomingMessage[] = [];
    for (let count = 0; count < 200; count += 1) streams.push(await open('/changes?format=events'));
    const refused = await ask('?wait=60');
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).not.toBeNull();
    expect((await ask('')).status).toBe(200);
    streams[0]?.destroy();
    for (let status = 503; status !== 200;) {
      const stream = await open('/changes?format=events');
      status = stream.statusCode ?? 0;
      streams.push(stream);
    }
    for (const stream of streams) stream.destroy();
  });
});
