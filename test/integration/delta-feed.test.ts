import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { canonicalJson, sha256Hex } from '../../src/domain/identifiers.js';
import { CuttingProxy } from '../support/cutting-proxy.js';
import { FollowingHub } from '../support/following-hub.js';
import { seededRandom } from '../support/seeded-random.js';

const run = promisify(execFile);
const IDS = Array.from({ length: 40 }, (_, index) => `r${index}`);

interface Mirror {
  readonly seq: number;
  readonly records: Readonly<Record<string, object>>;
}

interface Entry {
  readonly kind: string;
  readonly identifier: string;
  readonly record?: object;
}

/** Of a page or of lines. */
function entriesOf(text: string): readonly Entry[] {
  if (text.startsWith('{"hub"')) return (JSON.parse(text) as { readonly changes: readonly Entry[] }).changes;
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as Entry]));
}

/** The consumer of docs/delta-feed.md, as it stands there. */
const CONSUMER = /```js\n([\s\S]+?)```/.exec(
  readFileSync(join(import.meta.dirname, '../../docs/delta-feed.md'), 'utf8'),
)?.[1];

describe('a consumer that is written by the documentation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianmu-mirror-'));
  const script = join(folder, 'mirror.mjs');
  const hub = new FollowingHub();
  const proxy = new CuttingProxy(() => Number(new URL(hub.url).port));
  let address = '';

  beforeAll(async () => {
    writeFileSync(script, CONSUMER ?? '');
    address = await proxy.listen();
    await hub.start(address);
  });
  afterAll(async () => {
    await hub.close();
    await proxy.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** False when the consumer gave up. */
  async function follow(file: string): Promise<boolean> {
    return run(process.execPath, [script, address, join(folder, file)]).then(
      () => true,
      () => false,
    );
  }

  function read(file: string): Mirror {
    return JSON.parse(readFileSync(join(folder, file), 'utf8')) as Mirror;
  }

  function hashOfDump(lines: readonly string[]): string {
    return sha256Hex(lines.map((line) => `${line}\n`).join(''));
  }

  /** The file that the consumer's records make. */
  function hashOf({ records }: Mirror): string {
    const inOrder = Object.keys(records).sort();
    return hashOfDump(inOrder.map((identifier) => canonicalJson(records[identifier])));
  }

  it('has the full dump after whatever happened, wherever it began and however often it was cut off', async () => {
    const random = seededRandom(6);
    for (let round = 0; round < 12; round += 1) {
      for (let runs = random.below(3); runs >= 0; runs -= 1) await hub.publishAnything(random, IDS);
      // One goes on from an earlier round, one begins anew; both may lose their connection on the way.
      for (const file of [random.pick(['a.json', 'b.json', 'c.json']), `new-${round}.json`]) {
        proxy.cutAfter(random.pick([200, 3000, 20_000, Infinity]));
        const reached = await follow(file);
        proxy.cutAfter(Infinity);
        if (!reached) expect(await follow(file)).toBe(true);
        const mirror = read(file);
        expect(mirror.seq).toBe(await hub.store.reading.catalog.latestSeq());
        expect(hashOf(mirror)).toBe(hashOfDump(hub.dump()));
      }
    }
    expect(proxy.cuts).toBeGreaterThan(3);
  }, 120_000);

  it('is right however much is published while it reads', async () => {
    const random = seededRandom(66);
    const records = new Map<string, object>();
    let rounds = 0;
    for (let [since, more] = [0, true]; more;) {
      const path = `/changes?since=${since}&limit=${random.pick([1, 3, 30])}&format=${random.pick(['json', 'jsonl'])}`;
      const asking = fetch(hub.url + path);
      // The first pages are read while others are published, the last in peace.
      if (rounds < 15) await hub.publishAnything(random, IDS);
      rounds += 1;
      const answer = await asking;
      for (const { kind, identifier, record } of entriesOf(await answer.text())) {
        if (kind === 'put') records.set(identifier, record ?? {});
        else records.delete(identifier);
      }
      since = Number(/since=(\d+)/.exec(answer.headers.get('link') ?? '')?.[1]);
      more = rounds <= 15 || since < (await hub.store.reading.catalog.latestSeq());
    }
    expect(rounds).toBeGreaterThan(15);
    expect(hashOf({ seq: 0, records: Object.fromEntries(records) })).toBe(hashOfDump(hub.dump()));
  });

  it('begins anew when its copy is not right', async () => {
    await follow('spoilt.json');
    const mirror = read('spoilt.json');
    const [first = ''] = Object.keys(mirror.records);
    const records = Object.fromEntries(
      Object.entries(mirror.records).filter(([identifier]) => identifier !== first),
    );
    writeFileSync(join(folder, 'spoilt.json'), JSON.stringify({ ...mirror, records }));
    expect(await follow('spoilt.json')).toBe(true);
    expect(hashOf(read('spoilt.json'))).toBe(hashOfDump(hub.dump()));
  });

  it('begins anew when the hub was put back to an earlier state, or is another one', async () => {
    await follow('back.json');
    const mirror = read('back.json');
    for (const changed of [{ seq: mirror.seq + 1000 }, { hub: 'another' }]) {
      writeFileSync(join(folder, 'back.json'), JSON.stringify({ ...mirror, ...changed, records: {} }));
      expect(await follow('back.json')).toBe(true);
      expect(hashOf(read('back.json'))).toBe(hashOfDump(hub.dump()));
    }
  });
});
