import { jest } from '@jest/globals';
import { canonicalJson } from '../../../src/domain/identifiers.js';
import { list, type RealPackage, readSnapshot, type Snapshot, text } from '../../support/real-catalogue.js';
import { changedIds, idsWith, RealHarvest, type RealRun, sumOfOutcomes } from '../../support/real-harvest.js';
import { contentOf, expectRoundTrip } from '../../support/round-trip.js';
import { unpackTokyo } from '../../support/shared-data.js';

// Real catalogues are large, and the machine may have other work.
jest.setTimeout(300_000);

/**
 * Tokyo's portal as it was crawled in December 2021 and in September 2022: two runs nine months apart, and a third over
 * the same data. Each run asks `package_show` for some five thousand packages, because the crawl has nothing else.
 */
const folders = [unpackTokyo('2021-12-18'), unpackTokyo('2022-09-05')] as const;
const describeTokyo = folders.includes(undefined) ? describe.skip : describe;

/** Every so many packages of the second crawl are compared over HTTP: some 250. */
const SAMPLE_STEP = 20;

/** Tokyo's own spellings of formats, and what they mean. */
const FORMATS = { xisx: 'xlsx', xcsv: 'csv', 'html-': 'html' };

describeTokyo('the catalogue of Tokyo', () => {
  let harvest: RealHarvest;
  let before: Snapshot['packages'];
  let after: Snapshot['packages'];
  let first: RealRun;
  let second: RealRun;
  let third: RealRun;
  /** The two that came in 2021 and not in 2022, as they were served before and after. */
  let faded: readonly string[];
  let fadedBefore: readonly RealPackage[];

  beforeAll(async () => {
    const [old, current] = folders.map((folder) => readSnapshot(folder ?? ''));
    if (old === undefined || current === undefined) throw new Error('two snapshots are expected');
    before = old.packages;
    after = current.packages;
    faded = [...before.keys()].filter((id) => before.get(id) && after.has(id) && !after.get(id));
    harvest = await RealHarvest.start({ timezone: 'Asia/Tokyo', labels: { 更新頻度: 'updateCycle' } });
    first = await harvest.run(old.answers, before.keys());
    fadedBefore = await showAll(faded);
    second = await harvest.run(current.answers, after.keys());
    third = await harvest.run(current.answers, after.keys());
  });
  afterAll(() => harvest.close());

  async function showAll(ids: readonly string[]): Promise<readonly RealPackage[]> {
    const shown: RealPackage[] = [];
    for (const id of ids) shown.push(await harvest.show(id));
    return shown;
  }

  /** Packages that came both times, with what they were. */
  function pairs(): readonly { id: string; old: RealPackage; current: RealPackage }[] {
    return [...before].flatMap(([id, old]) => {
      const current = after.get(id);
      return old && current ? [{ id, old, current }] : [];
    });
  }

  it('comes whole: a dataset for every package, a failure for every empty answer', () => {
    const empty = idsWithoutAnswer(before);
    expect(before.size).toBe(4034);
    expect(empty).toHaveLength(65);
    const { outcome, counts } = first.report;
    expect(outcome).toBe('partial');
    expect(counts).toMatchObject({
      seen: before.size,
      added: 3969,
      rejected: 0,
      refused: 0,
      failed: 65,
      removed: 0,
    });
    expect(sumOfOutcomes(counts)).toBe(counts.seen);
    expect(idsWith(first, 'failed')).toEqual(empty);
    const reasons = first.records
      .filter(({ outcome: what }) => what === 'failed')
      .flatMap(({ problems }) => problems);
    expect(reasons).toHaveLength(65);
    for (const { code, detail } of reasons) {
      expect(code).toBe('fetch-failed');
      expect(detail).toMatch(/the answer is empty$/);
    }
    expect([...first.names.keys()].sort()).toEqual([...before.keys()].filter((id) => before.get(id)).sort());
  });

  it('grows by the packages that are new and by those that came empty before', () => {
    const appeared = [...after.keys()].filter((id) => after.get(id) && !before.get(id));
    expect(appeared).toHaveLength(1110);
    expect(changedIds(second, 'added')).toEqual(appeared.sort());
    expect(second.report.outcome).toBe('partial');
    expect(second.report.counts).toMatchObject({ seen: after.size, failed: 6, removed: 0, rejected: 0 });
    expect(sumOfOutcomes(second.report.counts)).toBe(second.report.counts.seen);
    expect(idsWith(second, 'failed')).toEqual(idsWithoutAnswer(after));
  });

  it('keeps what came good before and empty now, as it was', async () => {
    expect(faded).toHaveLength(2);
    const served = await showAll(faded);
    for (const [index, now] of served.entries()) {
      const { organization, ...rest } = fadedBefore[index] ?? {};
      expect(now).toMatchObject(rest);
      expect((now['organization'] as RealPackage)['id']).toBe((organization as RealPackage)['id']);
    }
    for (const id of faded) expect(second.changes.has(id)).toBe(false);
  });

  it('updates exactly what changed in content, whatever its dates say', () => {
    const changed = pairs().filter(
      ({ old, current }) => canonicalJson(wholeOf(old)) !== canonicalJson(wholeOf(current)),
    );
    expect(changedIds(second, 'updated')).toEqual(changed.map(({ id }) => id).sort());

    const dated = pairs().filter(
      ({ old, current }) => old['metadata_modified'] !== current['metadata_modified'],
    );
    expect(dated).toHaveLength(636);
    const datesOnly = dated.filter(({ old, current }) => withoutDates(old) === withoutDates(current));
    expect(datesOnly).toHaveLength(89);
    for (const { id } of datesOnly) expect(second.changes.has(id)).toBe(false);
    expect(second.report.counts.unchanged).toBe(pairs().length - changed.length);
  });

  it('shows what changed inside the embedded organization of packages that kept their date', async () => {
    const undated = pairs().filter(
      ({ old, current }) =>
        old['metadata_modified'] === current['metadata_modified'] &&
        canonicalJson(old) !== canonicalJson(current),
    );
    expect(undated).toHaveLength(396);
    const keys = ['title', 'description', 'image_url'] as const;
    const changes = { title: 0, description: 0, image_url: 0, revisionOnly: 0 };
    const organizations = new Set<string>();
    for (const { id, old, current } of undated) {
      const [was, is] = [organizationOf(old), organizationOf(current)];
      const changed = keys.filter((key) => was[key] !== is[key]);
      for (const key of changed) changes[key] += 1;
      if (changed.length === 0) changes.revisionOnly += 1;
      expect(second.changes.get(id)).toBe(changed.length === 0 ? undefined : 'updated');
      const served = organizationOf(await harvest.show(id));
      expect(served).toMatchObject(wordsOf(is));
      organizations.add(text(served, 'id'));
    }
    expect(changes).toEqual({ title: 4, description: 256, image_url: 382, revisionOnly: 0 });

    const words = new Map(
      [...after.values()]
        .flatMap((item) => (item ? [wordsOf(organizationOf(item))] : []))
        .map((is) => [is.title, is]),
    );
    for (const id of organizations) {
      const served = await harvest.ask('organization_show', { id });
      expect(wordsOf(served)).toEqual(words.get(text(served, 'title')));
      const found = await harvest.ask('package_search', { fq: `owner_org:"${id}"`, rows: '1000' });
      expect(found['count']).toBe(served['package_count']);
      for (const item of list(found, 'results'))
        expect(wordsOf(organizationOf(item))).toEqual(wordsOf(served));
    }
  });

  it('gives the two ids under one name two names, which stay from run to run', async () => {
    const byName = new Map<string, string[]>();
    for (const [id, item] of after) {
      if (item) byName.set(text(item, 'name'), [...(byName.get(text(item, 'name')) ?? []), id]);
    }
    const doubled = [...byName.values()].filter((ids) => ids.length > 1);
    expect(doubled).toHaveLength(232);
    for (const id of doubled.flat()) {
      const served = await harvest.ask('package_show', { id: second.names.get(id) ?? '' });
      expect(list(served, 'extras')).toContainEqual({ key: 'harvest_remote_id', value: id });
    }
    expect(new Set(second.names.values()).size).toBe(second.names.size);
    for (const [id, name] of first.names) expect(second.names.get(id)).toBe(name);
    expect(third.names).toEqual(second.names);
  });

  it('leaves no trace of a run over the same data', () => {
    expect(third.changes.size).toBe(0);
    expect(third.stored).toEqual(second.stored);
    expect(third.report.counts).toMatchObject({
      ...{
        seen: after.size,
        added: 0,
        updated: 0,
        restored: 0,
        removed: 0,
        rejected: 0,
        refused: 0,
        failed: 6,
      },
      unchanged: after.size - 6,
    });
    expect(third.records.map(({ outcome }) => outcome)).toEqual(third.records.map(() => 'failed'));
  });

  it('is given back unharmed', async () => {
    const ids = [...after.keys()].filter((id) => after.get(id));
    const largest = ids.toSorted((one, other) => resourcesOf(other) - resourcesOf(one)).slice(0, 3);
    const withTags = ids.filter((id) => list(after.get(id) ?? {}, 'tags').length > 0);
    const odd = ids.filter((id) => /xisx|XCSV|HTML-|[\u0000-\u0008]/.test(JSON.stringify(after.get(id))));
    const sample = new Set([
      ...ids.filter((_, index) => index % SAMPLE_STEP === 0),
      ...largest,
      ...withTags,
      ...odd,
    ]);
    expect(sample.size).toBeGreaterThanOrEqual(250);
    for (const id of sample) {
      const original = after.get(id);
      if (original) expectRoundTrip(await harvest.show(id), original, FORMATS);
    }
  });

  function resourcesOf(id: string): number {
    return list(after.get(id) ?? {}, 'resources').length;
  }
});

function idsWithoutAnswer(packages: Snapshot['packages']): readonly string[] {
  return [...packages.keys()].filter((id) => packages.get(id) === undefined).sort();
}

/** All that a hub takes over from a package; the rest is the portal's bookkeeping and persons. */
function wholeOf(item: RealPackage): unknown {
  return {
    ...contentOf(item),
    name: item['name'],
    license: [item['license_id'], item['license_title'], item['license_url']],
    formats: list(item, 'resources').map(({ format }) => format),
    resourceIds: list(item, 'resources').map(({ id }) => id),
    groups: list(item, 'groups').map(({ title }) => title),
    organization: [organizationOf(item)['id'], organizationOf(item)['name'], wordsOf(organizationOf(item))],
  };
}

function withoutDates(item: RealPackage): string {
  return canonicalJson({ ...item, metadata_modified: null, revision_id: null });
}

function organizationOf(item: RealPackage): RealPackage {
  return item['organization'] as RealPackage;
}

/** What an organization says of itself. */
function wordsOf(organization: RealPackage): {
  readonly title: unknown;
  readonly description: unknown;
  readonly image_url: unknown;
} {
  const { title, description, image_url } = organization;
  return { title, description, image_url };
}
