import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { HARVESTER_KINDS } from '../../harvesters/index.js';
import { openSchemas } from '../../src/app/hub-schemas.js';
import type * as threadValidator from '../../src/app/validator/thread-validator.js';
import { readEnv } from '../../src/config/env.js';
import type { Configuration } from '../../src/config/hub-config.js';
import { loadConfig } from '../../src/config/load-config.js';
import type { ValidationReport } from '../../src/http/validator.js';
import { isCron } from '../../src/schedule/cron.js';
import { startPackagePortal } from '../support/package-portal.js';
import { testSource } from '../support/source.js';

/** Threads are started from built modules; `npm test` builds first. */
const ROOT = join(import.meta.dirname, '../..');
const { createThreadValidator } = (await import(
  join(ROOT, 'dist/src/app/validator/thread-validator.js')
)) as typeof threadValidator;

const schemaDir = join(ROOT, 'schemas');
const folder = mkdtempSync(join(tmpdir(), 'lianmu-validator-'));
const { signal } = new AbortController();
let configuration: Configuration;

beforeAll(async () => {
  const schemas = openSchemas(schemaDir);
  configuration = await loadConfig({
    kinds: Object.values(HARVESTER_KINDS),
    schemas: schemas.files,
    validate: schemas.compiled.validate.bind(schemas.compiled),
    ...{ isCron, env: readEnv({}), dir: join(ROOT, 'config') },
  });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let files = 0;

function fileOf(content: string | Uint8Array): string {
  const path = join(folder, `input-${(files += 1)}`);
  writeFileSync(path, content);
  return path;
}

function validator(changes: { readonly sources?: Configuration['sources']; readonly limitMs?: number } = {}) {
  const { sources = [], ...limits } = changes;
  const hub = { ...configuration.hub, validator: { fetch: true } };
  return createThreadValidator({
    configuration: { ...configuration, hub, sources },
    ...{ schemaDir, now: () => Date.now(), ...limits },
  });
}

function check(content: string | Uint8Array, kind?: string): Promise<ValidationReport> {
  const input = { file: fileOf(content) };
  return validator().check({ input, client: 'a', signal, ...(kind !== undefined && { kind }) });
}

const PACKAGE = {
  id: '1',
  name: 'a',
  title: '公交线路',
  organization: { id: 'o', title: '交通局' },
  resources: [],
};
const TURTLE = `@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
<https://x.example.org/c> a dcat:Catalog ; dcat:dataset <https://x.example.org/1> .
<https://x.example.org/1> a dcat:Dataset ; dct:title "公交线路"@zh .`;
const DATA_JSON = {
  conformsTo: 'https://project-open-data.cio.gov/v1.1/schema',
  dataset: [{ identifier: '1', title: '公交线路', publisher: { name: '交通局' } }],
};

describe('the validator in its thread', () => {
  it.each([
    ['ckan', JSON.stringify({ success: true, result: { count: 1, results: [PACKAGE] } })],
    ['dcat', TURTLE],
    ['data-json', JSON.stringify(DATA_JSON)],
    ['workbook', '信息资源名称,信息资源提供方\n公交线路,交通局\n'],
    ['json-list', JSON.stringify([{ 信息资源名称: '公交线路', 信息资源提供方: '交通局' }])],
  ])('recognises and checks %s', async (kind, content) => {
    const report = await check(content);
    expect([report.kind, report.records]).toEqual([kind, 1]);
    expect(report.listed[0]?.title).toBe('公交线路');
    expect(report.groups.length).toBeGreaterThan(0);
  });

  it('reads as it is told', async () => {
    await expect(check(TURTLE, 'ckan')).rejects.toMatchObject({ code: 'validation', fault: 'unreadable' });
    await expect(check('x', 'no-kind')).rejects.toMatchObject({ fault: 'unknown' });
  });

  it('refuses garbage', async () => {
    const noise = Uint8Array.from({ length: 50_000 }, (_, index) => (index * 7919) % 251);
    await expect(check(noise)).rejects.toMatchObject({ fault: 'unreadable' });
    await expect(check('{"cut off')).rejects.toMatchObject({ fault: 'unreadable' });
  });

  it('refuses a workbook that unpacks without end', async () => {
    const zip = new ZipFile();
    const zeros = Buffer.alloc(300 * 1024 * 1024, 0x20);
    zip.addBuffer(Buffer.from('<Types/>'), '[Content_Types].xml');
    zip.addBuffer(zeros, 'xl/worksheets/sheet1.xml', { compressionLevel: 1 });
    zip.end();
    const bomb = await buffer(zip.outputStream);
    expect(bomb.length).toBeLessThan(8 * 1024 * 1024);
    await expect(check(bomb)).rejects.toMatchObject({ code: 'validation' });
  });

  it('asks nobody for what a file says is elsewhere', async () => {
    let asked = 0;
    const portal = createHttpServer((_request, response) => {
      asked += 1;
      response.end('{}');
    });
    await new Promise<void>((resolve) => portal.listen(0, '127.0.0.1', resolve));
    const { port } = portal.address() as AddressInfo;
    const elsewhere = `http://127.0.0.1:${port}/next`;
    const page = `@prefix hydra: <http://www.w3.org/ns/hydra/core#> . <${elsewhere}> hydra:next <${elsewhere}> . ${TURTLE}`;
    await check(page);
    await check(JSON.stringify({ result: { results: [{ ...PACKAGE, url: elsewhere }], next: elsewhere } }));
    portal.close();
    expect(asked).toBe(0);
  });

  it('checks addresses of public hosts and of configured portals only', async () => {
    const portal = await startPackagePortal([
      JSON.stringify(PACKAGE),
      JSON.stringify({ ...PACKAGE, id: '2' }),
    ]);
    const input = { url: portal.url };
    await expect(validator().check({ input, client: 'a', signal })).rejects.toMatchObject({
      fault: 'address',
    });
    const known = validator({ sources: [testSource({ url: portal.url })] });
    const report = await known.check({ input, client: 'a', signal, kind: 'ckan' });
    expect(report.records).toBe(2);
    await portal.close();
    await expect(
      validator().check({ input: { url: 'file:///etc/passwd' }, client: 'a', signal }),
    ).rejects.toMatchObject({ fault: 'address' });
    const closed = createThreadValidator({ configuration, schemaDir, now: () => 0 });
    expect(closed.fetches).toBe(false);
    await expect(closed.check({ input, client: 'a', signal })).rejects.toMatchObject({ fault: 'closed' });
  });

  it('checks two at once and no more, one address, four a minute of one client', async () => {
    const own = validator();
    const content = JSON.stringify([PACKAGE]);
    const one = (): Promise<ValidationReport> =>
      own.check({ input: { file: fileOf(content) }, client: 'a', signal });
    const all = await Promise.allSettled([one(), one(), one()]);
    expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    const address = (): Promise<unknown> =>
      own
        .check({ input: { url: 'http://127.0.0.1:9/' }, client: 'a', signal })
        .catch((error: unknown) => error);
    const both = await Promise.all([address(), address()]);
    expect(both.map((error) => (error as { fault: string }).fault)).toEqual(['address', 'busy']);
    for (let asked = 1; asked < 4; asked += 1) await address();
    expect(await address()).toMatchObject({ fault: 'too-often' });
  });

  it('ends when its time is up, and when nobody waits any more', async () => {
    const slow = validator({ limitMs: 50 });
    await expect(slow.check({ input: { file: fileOf('[]') }, client: 'a', signal })).rejects.toMatchObject({
      fault: 'too-slow',
    });
    const abort = new AbortController();
    const waiting = validator().check({ input: { file: fileOf('[]') }, client: 'a', signal: abort.signal });
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ fault: 'busy' });
  });

  it('holds up nobody else', async () => {
    const many = JSON.stringify(
      Array.from({ length: 3000 }, (_, index) => ({ ...PACKAGE, id: `p${index}` })),
    );
    const input = { file: fileOf(many) };
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const report = await validator().check({ input, client: 'a', signal });
    delay.disable();
    expect([report.records, report.listed.length]).toEqual([3000, 2000]);
    // Of the machine, which has other work: the half of all turns is what the code answers for.
    expect(delay.percentile(50) / 1e6).toBeLessThan(20);
  });
});
