import { generateKeyPairSync } from 'node:crypto';
import { join, resolve } from 'node:path';
import { HARVESTER_KINDS } from '../../../harvesters/index.js';
import { readEnv } from '../../../src/config/env.js';
import { defineSources, loadConfig } from '../../../src/config/load-config.js';
import { ConfigError } from '../../../src/domain/errors.js';
import { CHECKS, FIXTURES, loadFolder, NO_ENV, problemsOf, ROOT } from './load-fixture.js';

const GOOD = join(FIXTURES, 'good');

describe('loadConfig', () => {
  it('completes the hub with the defaults of its schema', async () => {
    const { hub } = await loadFolder(GOOD);
    expect(hub).toEqual({
      title: { zh: '测试目录', en: 'Test catalogue' },
      description: { zh: '', en: '' },
      baseUrl: 'https://hub.example.org',
      publisher: { name: '' },
      dataDir: join(GOOD, 'store'),
      host: '127.0.0.1',
      port: 8080,
      timezone: 'Asia/Urumqi',
      logLevel: 'info',
      concurrency: 4,
      overdueTolerance: 0.2,
      search: { keptMegabytes: 16 },
      schedule: { jitterSeconds: 300 },
      validator: { fetch: false },
      snapshots: { keep: 7, formats: ['jsonl', 'csv', 'xlsx', 'parquet', 'sqlite'] },
      alarms: { silence: 5, failures: 3, moved: 0.3, allowPrivate: false },
      limits: { removedShare: 0.1, fieldShare: 0.9, missingRuns: 2, missingDays: 0, hours: 24 },
      network: {
        timeoutSeconds: 20,
        maxMegabytes: 64,
        maxDocumentMegabytes: 512,
        concurrency: 2,
        minDelayMs: 0,
        retries: 3,
        windows: [],
      },
      portal: { embedding: { ancestors: ['*'] } },
    });
  });

  it('completes a source with the defaults of its schema and the settings of the hub', async () => {
    const { sources } = await loadFolder(GOOD);
    const [haizhou, jiangcheng] = sources;
    expect(sources.map(({ id }) => id)).toEqual(['haizhou', 'jiangcheng-city', 'profiled']);
    expect(jiangcheng).toMatchObject({
      enabled: true,
      timezone: 'Asia/Urumqi',
      strict: false,
      personalData: { keep: [] },
      visibility: { unknownOpenness: 'open', refuseLevels: [] },
      limits: { removedShare: 0.1, fieldShare: 0.9, missingRuns: 2, missingDays: 0, hours: 24 },
      network: {
        allowPrivate: false,
        timeoutSeconds: 20,
        maxMegabytes: 64,
        maxDocumentMegabytes: 512,
        concurrency: 2,
        minDelayMs: 0,
        retries: 3,
        windows: [],
      },
      crosswalks: {},
      labels: {},
    });
    expect(haizhou).toMatchObject({
      enabled: false,
      timezone: 'Asia/Shanghai',
      limits: { removedShare: 1 },
      network: { allowPrivate: true, timeoutSeconds: 20, concurrency: 8 },
      options: { page_size: 100, listing: 'auto' },
      labels: { 备注: 'none' },
    });
  });

  it('lays a source over the profile that it names, member by member', async () => {
    const { sources } = await loadFolder(GOOD);
    const source = sources.find(({ id }) => id === 'profiled');
    expect(source).toMatchObject({
      kind: 'ckan',
      profile: 'family',
      title: '海州区数据门户',
      folder: join(FIXTURES, 'handed-in'),
      options: { page_size: 20, tags_filter_include: ['open'] },
      crosswalks: { 'update-cycle': { '01': 'daily', '02': 'monthly' } },
      labels: { 备注: 'none' },
      network: { retries: 7, concurrency: 2 },
    });
    expect(source).not.toHaveProperty('about');
  });

  it('freezes everything through and through', async () => {
    const { hub, sources, crosswalks } = await loadFolder(GOOD);
    for (const part of [hub, hub.network, sources, sources[0]?.options, crosswalks['labels']]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  it('lets the environment win and keeps secrets apart from the sources', async () => {
    const env = readEnv({
      LIANMU_DATA_DIR: 'elsewhere',
      LIANMU_PORT: '0',
      LIANMU_LOG_LEVEL: 'debug',
      LIANMU_SOURCE_JIANGCHENG_CITY_TOKEN: 'hunter2',
      LIANMU_SOURCE_HAIZHOU_TOKEN: '',
      PATH: '/bin',
    });
    const { hub, secrets, sources } = await loadFolder(GOOD, env);
    expect(hub).toMatchObject({ dataDir: resolve('elsewhere'), port: 0, logLevel: 'debug' });
    expect(secrets).toEqual({ 'jiangcheng-city': { token: 'hunter2' } });
    expect(JSON.stringify(sources)).not.toContain('hunter2');
  });

  it('derives the public address from host and port when none is set', async () => {
    const { hub } = await loadFolder(join(FIXTURES, 'shipped'), { ...NO_ENV, port: '9000' });
    expect(hub.baseUrl).toBe('http://127.0.0.1:9000');
    expect(hub.dataDir).toBe(join(FIXTURES, 'data'));
  });

  it('finds the shipped configuration sound', async () => {
    const { sources } = await loadConfig({
      ...CHECKS,
      kinds: Object.values(HARVESTER_KINDS),
      env: NO_ENV,
      dir: join(ROOT, 'config'),
    });
    expect(sources.filter(({ enabled }) => enabled)).toEqual([]);
  });

  it('reports what is wrong in the environment without repeating a secret', async () => {
    const env = readEnv({
      LIANMU_PORT: '80800',
      LIANMU_LOG_LEVEL: 'loud',
      LIANMU_SOURCE_JIANGCHEN_CITY_TOKEN: 'hunter2',
      LIANMU_SOURCE_HAIZHOU_TOKN: 'hunter2',
    });
    const problems = await problemsOf(GOOD, env);
    expect(problems.map(({ pointer }) => pointer)).toEqual([
      '/LIANMU_PORT',
      '/LIANMU_LOG_LEVEL',
      '/LIANMU_SOURCE_JIANGCHEN_CITY_TOKEN',
      '/LIANMU_SOURCE_HAIZHOU_TOKN',
    ]);
    expect(problems[0]?.allowed).toBe('a whole number from 0 to 65535');
    expect(problems[2]?.message).toContain('LIANMU_SOURCE_JIANGCHENG_CITY_TOKEN');
    expect(JSON.stringify(problems)).not.toContain('hunter2');
  });
});

describe('the token of the operator', () => {
  const TOKEN = 'Hunter2-'.repeat(4);

  it('is a secret of the hub', async () => {
    const { hub, hubSecrets } = await loadFolder(GOOD, readEnv({ LIANMU_OPERATOR_TOKEN: TOKEN }));
    expect(hubSecrets).toEqual({ operatorToken: TOKEN });
    expect(JSON.stringify(hub)).not.toContain('Hunter2');
    expect((await loadFolder(GOOD, readEnv({ LIANMU_OPERATOR_TOKEN: '' }))).hubSecrets).toEqual({});
  });

  it.each([
    ['short', TOKEN.slice(1)],
    ['long with a blank', `${TOKEN} ${TOKEN}`],
    ['followed by a line break', `${TOKEN}\n`],
    ['nothing that a header carries', `${TOKEN}令牌`],
  ])('is refused when it is %s, and not repeated', async (_title, token) => {
    const problems = await problemsOf(GOOD, readEnv({ LIANMU_OPERATOR_TOKEN: token }));
    expect(problems).toMatchObject([{ file: 'environment', pointer: '/LIANMU_OPERATOR_TOKEN' }]);
    expect(problems[0]?.allowed).toContain('at least 32');
    expect(JSON.stringify(problems)).not.toContain('unter2');
  });
});

describe('snapshots', () => {
  const KEY = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;

  it('are signed by a key that is a secret of the hub', async () => {
    const { hub, hubSecrets } = await loadFolder(GOOD, readEnv({ LIANMU_SNAPSHOT_KEY: KEY }));
    expect(hubSecrets).toEqual({ snapshotKey: KEY });
    expect(JSON.stringify(hub)).not.toContain('PRIVATE');
    const line = KEY.replaceAll('\n', '\\n');
    const onOneLine = await loadFolder(GOOD, readEnv({ LIANMU_SNAPSHOT_KEY: line }));
    expect(onOneLine.hubSecrets).toEqual({ snapshotKey: line });
  });

  it('take no other key, and do not repeat it', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    for (const key of ['hunter2', privateKey.export({ type: 'pkcs8', format: 'pem' }) as string]) {
      const problems = await problemsOf(GOOD, readEnv({ LIANMU_SNAPSHOT_KEY: key }));
      expect(problems).toMatchObject([{ file: 'environment', pointer: '/LIANMU_SNAPSHOT_KEY' }]);
      expect(JSON.stringify(problems)).not.toContain(key.slice(40, 60) || 'hunter2');
    }
  });
});

describe('defineSources', () => {
  const stated = {
    id: 'demo-1',
    kind: 'ckan',
    title: '门户',
    url: 'http://127.0.0.1:5000',
    network: { allowPrivate: true },
  };

  it('completes a stated source as it completes a file', async () => {
    const { hub } = await loadFolder(GOOD);
    const [source] = defineSources([stated], hub, { ...CHECKS, crosswalks: ['theme'], profiles: {} });
    expect(source).toMatchObject({
      id: 'demo-1',
      timezone: 'Asia/Urumqi',
      network: { allowPrivate: true, retries: 3 },
    });
    expect(Object.isFrozen(source)).toBe(true);
  });

  it.each([
    [['22:00-06:00', '12:00-24:00'], true],
    [['22:00'], false],
    [['9:00-17:00'], false],
    [['24:00-06:00'], false],
    [['08:00-18:60'], false],
  ])('knows hours of the day: %j', async (windows, known) => {
    const { hub } = await loadFolder(GOOD);
    const checks = { ...CHECKS, crosswalks: [], profiles: {} };
    const source = { ...stated, network: { allowPrivate: true, windows } };
    const define = (): unknown => defineSources([source], hub, checks)[0]?.network.windows;
    if (known) expect(define()).toEqual(windows);
    else expect(define).toThrow(ConfigError);
  });

  it('refuses what a file could not say', async () => {
    const { hub } = await loadFolder(GOOD);
    const closed = { ...stated, network: { allowPrivate: false } };
    expect(() => defineSources([closed], hub, { ...CHECKS, crosswalks: [], profiles: {} })).toThrow(
      ConfigError,
    );
  });
});
