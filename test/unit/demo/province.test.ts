import { openCatalog, findIndex } from '../../../src/demo/catalog.js';
import { packageAt, packageId } from '../../../src/demo/package.js';
import { createProvince } from '../../../src/demo/province.js';
import type { City } from '../../../src/demo/province.js';
import { DAILY_RATES } from '../../../src/demo/timeline.js';
import { DOMAINS } from '../../../src/demo/topics/domains.js';
import { KINDS } from '../../../src/demo/topics/kinds.js';
import { isUscc, makeUscc, spoilUscc } from '../../../src/demo/uscc.js';

function cityOf(size: number, seed = 7): City {
  const [city] = createProvince({ seed, size }).cities;
  if (city === undefined) throw new Error('a province has cities');
  return city;
}

function bruteForce(city: City, day: number): readonly number[] {
  const catalog = openCatalog(city, day);
  return Array.from({ length: city.size * 2 }, (_, index) => index).filter((index) => catalog.has(index));
}

describe('createProvince', () => {
  it.each([300, 3_333, 1_000_000])('shares out exactly %i datasets, unevenly', (size) => {
    const sizes = createProvince({ seed: 1, size }).cities.map((city) => city.size);
    expect(sizes).toHaveLength(11);
    expect(sizes.reduce((sum, part) => sum + part, 0)).toBe(size);
    expect(Math.min(...sizes)).toBeGreaterThan(0);
    expect(Math.max(...sizes)).toBeGreaterThan(5 * Math.min(...sizes));
  });

  it.each([
    { size: 0 },
    { size: 2_000_000 },
    { size: 300.5 },
    { size: 300, day: -1 },
    { size: 300, startDate: 'tomorrow' },
  ])('refuses %j', (options) => {
    expect(() => createProvince({ seed: 1, ...options })).toThrow(RangeError);
  });

  it('gives the same dataset for the same seed, and another one for another seed', () => {
    const first = packageAt(cityOf(3_000), 42, 3);
    expect(JSON.stringify(packageAt(cityOf(3_000), 42, 3))).toBe(JSON.stringify(first));
    expect(packageAt(cityOf(3_000, 8), 42, 3).title).not.toBe(first.title);
  });

  it('gives the cities different catalogues', () => {
    const titles = createProvince({ seed: 1, size: 3_000 }).cities.map((city) => packageAt(city, 0, 0).id);
    expect(new Set(titles).size).toBe(11);
  });

  it('has the 21 domains of the pilot and a few hundred patterns of titles', () => {
    expect(DOMAINS).toHaveLength(21);
    const patterns = DOMAINS.flatMap((domain) => domain.topics).reduce(
      (sum, topic) => sum + KINDS[topic.kind].titles.length,
      0,
    );
    expect(patterns).toBeGreaterThan(1_000);
  });
});

describe('openCatalog', () => {
  it.each([0, 1, 5, 30])('lists exactly what exists on day %i, page by page and without a gap', (day) => {
    const city = cityOf(20_000);
    const catalog = openCatalog(city, day);
    const expected = bruteForce(city, day);
    const paged: number[] = [];
    for (let start = 0; start < catalog.count + 700; start += 700) paged.push(...catalog.page(start, 700));
    expect(catalog.count).toBe(expected.length);
    expect(paged).toEqual(expected);
    expect(catalog.page(catalog.count - 1, 10)).toEqual(expected.slice(-1));
  });

  it('sorts by identifier', () => {
    const city = cityOf(20_000);
    const ids = openCatalog(city, 10)
      .page(0, 5_000)
      .map((index) => packageId(city, index));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('finds a dataset by identifier and by name, and no other', () => {
    const city = cityOf(20_000);
    const catalog = openCatalog(city, 0);
    const dataset = packageAt(city, 1_234, 0);
    expect(findIndex(catalog, dataset.id)).toBe(1_234);
    expect(findIndex(catalog, dataset.name)).toBe(1_234);
    expect(findIndex(catalog, `${dataset.name}x`)).toBeUndefined();
    expect(findIndex(catalog, dataset.id.replace(/.$/, 'g'))).toBeUndefined();
    expect(findIndex(catalog, 'ffffffff-0000-4000-8000-000000000000')).toBeUndefined();
  });
});

describe('time', () => {
  const city = cityOf(60_000);
  const days = [0, 1].map((day) => new Set(bruteForce(city, day)));
  const [before = new Set<number>(), after = new Set<number>()] = days;

  it('adds, withdraws and changes datasets at the stated rates', () => {
    const added = [...after].filter((index) => !before.has(index));
    const withdrawn = [...before].filter((index) => !after.has(index));
    const kept = [...before].filter((index) => after.has(index));
    const watched = kept.slice(0, 5_000);
    const changed = watched.filter(
      (index) => JSON.stringify(packageAt(city, index, 0)) !== JSON.stringify(packageAt(city, index, 1)),
    );
    expect(added.length / before.size).toBeCloseTo(DAILY_RATES.added, 3);
    expect(withdrawn.length / before.size).toBeGreaterThan(DAILY_RATES.withdrawn / 2);
    expect(withdrawn.length / before.size).toBeLessThan(DAILY_RATES.withdrawn * 2);
    expect(changed.length / watched.length).toBeGreaterThan(DAILY_RATES.changed * 0.75);
    expect(changed.length / watched.length).toBeLessThan(DAILY_RATES.changed * 1.25);
  });

  it('brings a few withdrawn datasets back under their identifiers', () => {
    const [gone, later] = [bruteForce(city, 3), bruteForce(city, 12)].map((list) => new Set(list));
    const returned = [...before].filter((index) => gone?.has(index) === false && later?.has(index) === true);
    expect(returned.length).toBeGreaterThan(0);
  });

  it('moves metadata_modified forward with each change, but for silent ones, and never back', () => {
    const pairs = Array.from({ length: 3_000 }, (_, index) => ({
      old: packageAt(city, index, 2),
      young: packageAt(city, index, 9),
    }));
    const broken = pairs.filter(
      ({ old, young }) =>
        young.id !== old.id ||
        young.metadata_created !== old.metadata_created ||
        young.metadata_modified < old.metadata_modified ||
        old.metadata_modified < old.metadata_created,
    );
    const moved = pairs.filter(({ old, young }) => young.metadata_modified > old.metadata_modified);
    const silent = pairs.filter(
      ({ old, young }) =>
        young.metadata_modified === old.metadata_modified && JSON.stringify(young) !== JSON.stringify(old),
    );
    expect(broken).toEqual([]);
    expect(moved.length).toBeGreaterThan(50);
    expect(silent.length).toBeGreaterThan(0);
    expect(silent.length).toBeLessThan(moved.length / 10);
  });
});

describe('统一社会信用代码', () => {
  it('knows the codes of GB 32100', () => {
    expect(isUscc('91350100M000100Y43')).toBe(true);
    expect(isUscc('11370000MB284651XL')).toBe(true);
    expect(isUscc('11370000MB284651XK')).toBe(false);
    expect(isUscc('暂无')).toBe(false);
  });

  it('makes valid codes and spoils them', () => {
    for (let serial = 0; serial < 500; serial += 1) {
      const code = makeUscc('980100', serial * 37);
      expect(isUscc(code)).toBe(true);
      expect(isUscc(spoilUscc(code))).toBe(false);
    }
  });

  it('gives every organisation of the province a valid code of its own', () => {
    const codes = createProvince({ seed: 1, size: 300 }).cities.flatMap((city) =>
      city.organizations.all.map((organization) => organization.uscc),
    );
    expect(codes.every(isUscc)).toBe(true);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
