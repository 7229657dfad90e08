import { FAULTS, FAULT_NAMES } from '../../../src/demo/faults.js';
import type { Fault } from '../../../src/demo/faults.js';
import { faultsOf, packageAt } from '../../../src/demo/package.js';
import type { CkanPackage } from '../../../src/demo/package.js';
import { createProvince } from '../../../src/demo/province.js';
import type { City } from '../../../src/demo/province.js';
import { isUscc } from '../../../src/demo/uscc.js';

const province = createProvince({ seed: 3, size: 200_000 });
const [first] = province.cities;
if (first === undefined) throw new Error('a province has cities');
const city: City = first;
const SAMPLE = 20_000;

function extra(dataset: CkanPackage, key: string): string | undefined {
  return dataset.extras.find((candidate) => candidate.key === key)?.value;
}

/** What can be seen of a fault in a package of 云汐市, whose labels are the guide's. */
const SIGNS: Readonly<Partial<Record<Fault, (dataset: CkanPackage) => boolean>>> = {
  'empty-title': (dataset) => dataset.title === '',
  'missing-organization': (dataset) => dataset.organization === null && dataset.owner_org === null,
  'wrong-uscc': (dataset) => !isUscc(extra(dataset, '信息资源提供方代码') ?? ''),
  'future-date': (dataset) => (extra(dataset, '发布日期') ?? '') > '2030',
  'unknown-update-cycle': (dataset) =>
    !/^(?:实时|每.*|不定期|按需|不更新|其他)$/.test(extra(dataset, '更新周期') ?? ''),
  'not-open-without-basis': (dataset) =>
    extra(dataset, '开放类型') === '不予开放' && extra(dataset, '不予开放依据') === undefined,
  'word-for-nothing': (dataset) => extra(dataset, '数据量') === '暂无',
  'html-notes': (dataset) => dataset.notes.includes('</p>'),
  'mobile-contact': (dataset) => extra(dataset, '联系电话') === '13800000000',
  classified: (dataset) => extra(dataset, '涉密属性') === '涉密',
  'lone-surrogate': (dataset) => /[\ud800-\udbff]$/.test(dataset.notes),
  'undefined-tags': (dataset) => JSON.stringify(dataset.tags).includes('"undefined"'),
};

describe('packageAt', () => {
  it('makes packages of about 5 KB', () => {
    for (const { size, each } of province.cities.map((each) => ({ each, size: Math.min(each.size, 500) }))) {
      let bytes = 0;
      for (let index = 0; index < size; index += 1) {
        bytes += Buffer.byteLength(JSON.stringify(packageAt(each, index, 0)));
      }
      expect(bytes / size).toBeGreaterThan(4_096);
      expect(bytes / size).toBeLessThan(6_144);
    }
  });

  it('has between one and eight resources with addresses on the portal, unless not open', () => {
    const wrong = Array.from({ length: 2_000 }, (_, index) => packageAt(city, index, 4)).filter(
      (dataset) =>
        dataset.num_resources !== dataset.resources.length ||
        dataset.resources.length > 8 ||
        (dataset.resources.length === 0) !== (extra(dataset, '开放类型') === '不予开放') ||
        dataset.resources.some((resource) => !resource.url.startsWith(city.publicUrl)),
    );
    expect(wrong).toEqual([]);
  });

  it('gives names and tags that CKAN takes', () => {
    const datasets = Array.from({ length: 2_000 }, (_, index) => packageAt(city, index, 0));
    const tags = datasets.flatMap((dataset) =>
      dataset.tags.map((tag) => (typeof tag === 'string' ? tag : tag.name)),
    );
    expect(datasets.filter((dataset) => !/^[a-z0-9_-]{2,100}$/.test(dataset.name))).toEqual([]);
    expect(tags.filter((tag) => !/^[\p{L}\p{N} ._-]{2,100}$/u.test(tag))).toEqual([]);
  });

  it('varies its titles', () => {
    const titles = Array.from({ length: 2_000 }, (_, index) => packageAt(city, index, 0).title);
    expect(new Set(titles).size).toBeGreaterThan(1_700);
  });

  it('writes each city its own way', () => {
    const shapes = province.cities.map((each) =>
      JSON.stringify([
        packageAt(each, 0, 0).extras.map((pair) => pair.key),
        each.habits.dates,
        each.habits.cycles,
        each.habits.open,
        each.habits.licenseId,
      ]),
    );
    expect(new Set(shapes).size).toBe(11);
  });
});

describe('faults', () => {
  const sample = Array.from({ length: SAMPLE }, (_, index) => ({
    faults: new Set(faultsOf(city, index)),
    dataset: packageAt(city, index, 0),
  }));

  it.each(FAULT_NAMES)('%s occurs at its stated rate', (fault) => {
    const { rate } = FAULTS[fault];
    const found = sample.filter(({ faults }) => faults.has(fault)).length;
    const deviation = Math.sqrt(SAMPLE * rate);
    expect(found).toBeGreaterThan(SAMPLE * rate - 5 * deviation);
    expect(found).toBeLessThan(SAMPLE * rate + 5 * deviation);
  });

  it.each(Object.entries(SIGNS))('%s shows in the record, and only there', (fault, sign) => {
    const wrong = sample.filter(({ faults, dataset }) => faults.has(fault as Fault) !== sign(dataset));
    expect(wrong).toEqual([]);
    expect(sample.some(({ dataset }) => sign(dataset))).toBe(true);
  });

  it('python-format-list shows where there are formats', () => {
    const wrong = sample.filter(
      ({ faults, dataset }) =>
        (extra(dataset, '信息资源格式') ?? '').startsWith('[') !== faults.has('python-format-list'),
    );
    expect(wrong).toEqual([]);
  });

  it('duplicate-title repeats the title of the dataset before, from another district', () => {
    const twins = sample.flatMap(({ faults, dataset }, index) => {
      const before = sample[index - 1];
      if (before === undefined || !faults.has('duplicate-title') || before.faults.has('duplicate-title'))
        return [];
      return [{ title: dataset.title, org: dataset.organization, before: before.dataset }];
    });
    const whole = twins.filter((twin) => twin.title !== '' && twin.before.title !== '');
    expect(whole.length).toBeGreaterThan(100);
    expect(whole.filter((twin) => twin.title !== twin.before.title)).toEqual([]);
    const apart = whole.filter((twin) => twin.org?.id !== twin.before.organization?.id);
    expect(apart.length / whole.length).toBeGreaterThan(0.7);
  });

  it('overdue data are late by more than three periods, others are not', () => {
    const days: Readonly<Record<string, number>> = { 每日: 1, 每周: 7, 每月: 30, 每季度: 91, 每年: 365 };
    const wrong = sample.filter(({ faults, dataset }) => {
      const period = days[extra(dataset, '更新周期') ?? ''];
      const updated = Date.parse(extra(dataset, '数据更新日期') ?? '');
      const age = (Date.parse(province.startDate) - updated) / 86_400_000;
      return period !== undefined && age > 3 * period !== faults.has('overdue');
    });
    expect(wrong).toEqual([]);
  });
});
