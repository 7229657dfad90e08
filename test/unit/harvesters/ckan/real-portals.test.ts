import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageId } from '../../../../harvesters/ckan/records.js';
import type { DatasetDraft } from '../../../../src/domain/dataset.js';
import { canonicalJson } from '../../../../src/domain/identifiers.js';
import { sharedData, unpackTokyo } from '../../../support/shared-data.js';
import { ckanHarvester, missing, ScriptedPortal } from './scripted-portal.js';

type Package = Readonly<Record<string, unknown>>;

const signal = new AbortController().signal;
const harvester = ckanHarvester(new ScriptedPortal(() => missing('nothing is to be asked')), {}, (label) =>
  label === '更新頻度' ? 'updateCycle' : undefined,
);

async function harvest(item: Package): Promise<DatasetDraft> {
  const remoteId = packageId(item) ?? 'no id';
  const { raw } = await harvester.fetch({ type: 'record', remoteId, listed: item }, signal);
  return harvester.map(raw, remoteId);
}

function readJson(path: string): unknown {
  // Some of data.gov.uk's recorded answers begin with comment lines.
  return JSON.parse(readFileSync(path, 'utf8').replace(/^(\/\/.*\r?\n)+/, ''));
}

function jsonFiles(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.filter((name) => name.endsWith('.json')).map((name) => join(folder, name));
}

/** Packages in any of the answers that hold some: an array of them, a search, or one package. */
function packagesIn(value: unknown): readonly Package[] {
  if (Array.isArray(value)) return value.flatMap(packagesIn);
  if (typeof value !== 'object' || value === null) return [];
  const object = value as Package;
  if ('result' in object) return packagesIn(object['result']);
  if ('results' in object) return packagesIn(object['results']);
  return 'resources' in object && 'id' in object ? [object] : [];
}

async function expectReadable(items: readonly Package[]): Promise<void> {
  for (const item of items) {
    const draft = await harvest(item);
    expect(draft.unread).toBeUndefined();
    expect(draft.title).toBe(item['title']);
    expect(draft.distributions).toHaveLength((item['resources'] as readonly unknown[]).length);
  }
}

describe('real packages are read without a rest', () => {
  it('Birmingham', async () => {
    const path = sharedData('ckan-birmingham/package_search.json');
    if (path === undefined) return;
    const items = packagesIn(readJson(path));
    expect(items).toHaveLength(10);
    await expectReadable(items);
  });

  it('San Diego', async () => {
    const path = sharedData('ckan-sandiego-rdl/datasets.jsonl');
    if (path === undefined) return;
    const lines = readFileSync(path, 'utf8').split('\n');
    const items = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Package);
    expect(items).toHaveLength(72);
    await expectReadable(items);
  });

  it.each(['2024-12-06', '2025-11-17'])('HDX, %s', async (day) => {
    const path = sharedData(`ckan-hdx/${day}/datasets_1.json`);
    if (path === undefined) return;
    const items = packagesIn(readJson(path));
    expect(items).toHaveLength(1000);
    await expectReadable(items);
  });

  it('data.gov.uk and data.gov.au', async () => {
    const folder = sharedData('ckan-small-fixtures');
    if (folder === undefined) return;
    const items = jsonFiles(folder).flatMap((path) => packagesIn(readJson(path)));
    expect(items.length).toBeGreaterThan(15);
    for (const item of items) {
      const draft = await harvest(item);
      expect(draft.unread).toBeUndefined();
      expect(draft.distributions).toHaveLength((item['resources'] as readonly unknown[]).length);
    }
  });

  it('the sample of Tokyo, with its update cycle', async () => {
    const folder = sharedData('ckan-tokyo/sample');
    if (folder === undefined) return;
    const items = jsonFiles(folder).flatMap((path) => packagesIn(readJson(path)));
    expect(items).toHaveLength(3);
    await expectReadable(items);
    for (const item of items) expect((await harvest(item)).updateCycle).toEqual(expect.any(String));
  });
});

describe('what changes of a real catalogue', () => {
  it('is nothing at HDX where only counters, reckoned dates and the portal’s bookkeeping did', async () => {
    const [before, after] = ['2024-12-06', '2025-11-17'].map((day) =>
      sharedData(`ckan-hdx/${day}/datasets_1.json`),
    );
    if (before === undefined || after === undefined) return;
    const earlier = new Map(packagesIn(readJson(before)).map((item) => [item['id'], item]));
    const touched = packagesIn(readJson(after)).flatMap((item) => {
      const other = earlier.get(item['id']);
      return other === undefined ? [] : [{ ...other, ...onlyBookkeeping(item) }];
    });
    expect(touched).toHaveLength(995);
    for (const item of touched) {
      const other = earlier.get(item['id']);
      expect(canonicalJson(await harvest(item))).toBe(canonicalJson(await harvest(other ?? {})));
    }
  });

  it('is the embedded organization of 396 packages at Tokyo that kept their date', async () => {
    const [before, after] = [unpackTokyo('2021-12-18'), unpackTokyo('2022-09-05')];
    if (before === undefined || after === undefined) return;
    let changed = 0;
    let zeroBytes = 0;
    for (const name of readdirSync(before).filter((file) => file.endsWith('.json'))) {
      const [text, later] = [join(before, name), join(after, name)].map((path) => readFileSync(path, 'utf8'));
      if (text === undefined || text === '') zeroBytes += 1;
      if (!text || !later || text === later) continue;
      const [old, fresh] = [text, later].map((answer) => packagesIn(JSON.parse(answer))[0]);
      if (old === undefined || fresh === undefined) continue;
      if (old['metadata_modified'] !== fresh['metadata_modified']) continue;
      const [draft, next] = [await harvest(old), await harvest(fresh)];
      expect(canonicalJson({ ...draft, publisher: undefined })).toBe(
        canonicalJson({ ...next, publisher: undefined }),
      );
      if (canonicalJson(draft) !== canonicalJson(next)) changed += 1;
    }
    expect(zeroBytes).toBe(65);
    expect(changed).toBe(396);
  });
});

/** The keys of HDX that changed in packages whose `metadata_modified` had not, and that date itself. */
function onlyBookkeeping(item: Package): Package {
  const keys = [
    'metadata_modified',
    'total_res_downloads',
    'has_quickcharts',
    'has_showcases',
    'has_geodata',
    'due_date',
    'overdue_date',
    'updated_by_script',
  ];
  return Object.fromEntries(keys.map((key) => [key, item[key]]));
}
