import { read, utils } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { Parser } from 'n3';
import type { Quad } from 'n3';
import { openCatalog } from '../../../src/demo/catalog.js';
import { OFFICIAL } from '../../../src/demo/dialects/guangdong.js';
import { BEFORE_FIELDS, BEHIND_FIELDS, FIELD_COLUMNS } from '../../../src/demo/dialects/guide-row.js';
import { packageAt, packageId } from '../../../src/demo/package.js';
import type { CkanPackage } from '../../../src/demo/package.js';
import type { RunningPortal } from '../../../src/demo/portal.js';
import { startProvince } from '../../../src/demo/province-server.js';
import type { RunningProvince } from '../../../src/demo/province-server.js';
import { createProvince } from '../../../src/demo/province.js';

const DAY = 4;

let province: RunningProvince;
beforeAll(async () => {
  province = await startProvince({ seed: 5, size: 6_000, day: DAY, mixed: true });
});
afterEach(() => {
  for (const portal of province.portals) portal.misbehave(null);
});
afterAll(async () => {
  await province.close();
});

function portalOf(id: string): RunningPortal {
  const portal = province.portals.find(({ city }) => city.id === id);
  if (portal === undefined) throw new Error(`no portal ${id}`);
  return portal;
}

/** What the portal lists on the day, in order, without asking it. */
function listed({ city }: RunningPortal): readonly CkanPackage[] {
  const catalog = openCatalog(city, DAY);
  return catalog.page(0, catalog.count).map((index) => packageAt(city, index, DAY));
}

async function bytesOf(portal: RunningPortal, path: string): Promise<Buffer> {
  const answer = await fetch(portal.url + path);
  expect(answer.status).toBe(200);
  return Buffer.from(await answer.arrayBuffer());
}

type Flat = Readonly<Record<string, unknown>>;

async function jsonOf<Shape>(portal: RunningPortal, path: string): Promise<Shape> {
  return JSON.parse((await bytesOf(portal, path)).toString('utf8')) as Shape;
}

describe('a mixed province', () => {
  it('shares out exactly its size among fifteen portals in seven dialects', () => {
    const { cities } = createProvince({ seed: 1, size: 3_333, mixed: true });
    expect(cities.reduce((sum, { size }) => sum + size, 0)).toBe(3_333);
    expect(cities).toHaveLength(15);
    expect(new Set(cities.map(({ dialect }) => dialect)).size).toBe(7);
    expect(cities.filter(({ dialect }) => dialect === 'ckan')).toHaveLength(9);
    expect(new Set(cities.map(({ id }) => id)).size).toBe(15);
    expect(() => createProvince({ seed: 1, size: 20, mixed: true })).toThrow(RangeError);
  });

  it('leaves a county no more than a workbook takes', () => {
    const { cities } = createProvince({ seed: 1, size: 1_000_000, mixed: true });
    expect(cities.reduce((sum, { size }) => sum + size, 0)).toBe(1_000_000);
    expect(cities.find(({ id }) => id === 'caihong')?.size).toBe(300);
  });

  it.each(['lanjiang-scj', 'lanjiang-qxj'])('has only the subjects of the department at %s', (id) => {
    const portal = portalOf(id);
    const publishers = new Set(listed(portal).flatMap(({ organization }) => organization?.title ?? []));
    expect([...publishers]).toHaveLength(1);
    expect([...publishers][0]).toMatch(/^澜江省/);
  });

  it('answers nothing where there is nothing', async () => {
    for (const portal of province.portals) {
      expect((await fetch(`${portal.url}/elsewhere`)).status).toBe(404);
    }
  });
});

describe('the Guangdong family', () => {
  const API = '/backOpen/open/data/data/openCatalog';

  interface Said<Data> {
    readonly status: string;
    readonly data: Data;
  }
  interface Page {
    readonly page: { readonly total: number; readonly pages: number; readonly list: readonly Flat[] };
  }

  async function ask<Data>(action: string, question: unknown): Promise<Said<Data>> {
    const answer = await fetch(`${portalOf('yizhou').url}${API}/${action}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(question),
    });
    return (await answer.json()) as Said<Data>;
  }

  it('lists its catalogue in pages and shows each record', async () => {
    const portal = portalOf('yizhou');
    const items: Flat[] = [];
    for (let pageNo = 1, pages = 1; pageNo <= pages; pageNo += 1) {
      const { status, data } = await ask<Page>('findPageBySearch', { pageNo, pageSize: 50 });
      expect(status).toBe('1000');
      expect(data.page.total).toBe(portal.count);
      pages = data.page.pages;
      items.push(...data.page.list);
    }
    expect(items.map(({ resTitle }) => resTitle)).toEqual(listed(portal).map(({ title }) => title));
    expect(new Set(items.map(({ resId }) => resId)).size).toBe(portal.count);
    const { data } = await ask<Flat>('selectDataCatalogByResId', { resId: items[7]?.['resId'] });
    expect(data).toMatchObject({ ...items[7], createUser: OFFICIAL });
    expect(data['recordTotal']).toMatch(/^(?:\d+|暂无)$/);
  });

  it('says so when there is no such record', async () => {
    expect(await ask('selectDataCatalogByResId', { resId: '980700/99999999' })).toMatchObject({
      status: '9999',
      data: null,
    });
  });

  it('shows zero bytes for some records, and moves its list, when it misbehaves', async () => {
    const portal = portalOf('yizhou');
    const { data } = await ask<Page>('findPageBySearch', { pageNo: 1, pageSize: 40 });
    portal.misbehave({ kind: 'zero-byte-show', share: 0.3 });
    const lengths = await Promise.all(
      data.page.list.map(async ({ resId }) => {
        const body = JSON.stringify({ resId });
        const answer = await fetch(`${portal.url}${API}/selectDataCatalogByResId`, { method: 'POST', body });
        return (await answer.text()).length;
      }),
    );
    expect(lengths).toContain(0);
    expect(Math.max(...lengths)).toBeGreaterThan(0);
    portal.misbehave({ kind: 'shifting', step: 3 });
    const first = await ask<Page>('findPageBySearch', { pageNo: 1, pageSize: 40 });
    const second = await ask<Page>('findPageBySearch', { pageNo: 1, pageSize: 40 });
    expect(first.data.page.list.slice(3)).toEqual(second.data.page.list.slice(0, -3));
  });
});

describe('a flat list', () => {
  const PATH = '/open/catalog.json';

  it('holds the whole catalogue under the labels of the city', async () => {
    const portal = portalOf('qinglan');
    const all = await jsonOf<readonly Flat[]>(portal, PATH);
    const records = all.filter(({ 详情页网址: page }, place) => page !== all[place - 1]?.['详情页网址']);
    const datasets = listed(portal);
    expect(records).toHaveLength(datasets.length);
    // Its departments' lists overlap a little.
    expect(all.length).toBeGreaterThan(records.length);
    expect(all.length).toBeLessThan(records.length * 1.05);
    for (const [place, dataset] of datasets.entries()) {
      const stated = Object.fromEntries(dataset.extras.map(({ key, value }) => [key, value]));
      expect(records[place]).toMatchObject({ 标题: dataset.title, 详情页网址: dataset.url, ...stated });
    }
  });

  it('counts downloads, which rise from day to day', async () => {
    const portal = portalOf('qinglan');
    const before = await jsonOf<readonly Flat[]>(portal, PATH);
    await portal.setDay(DAY + 1);
    const after = await jsonOf<readonly Flat[]>(portal, PATH);
    await portal.setDay(DAY);
    const same = after.find(({ 详情页网址: page }) => page === before[0]?.['详情页网址']);
    expect(same?.['下载量']).toBe(Number(before[0]?.['下载量']) + 1);
  });

  it('lists records twice, or what is no record, when it misbehaves', async () => {
    const portal = portalOf('qinglan');
    portal.misbehave({ kind: 'listed-twice', share: 0.2 });
    const twice = await jsonOf<readonly Flat[]>(portal, PATH);
    expect(twice.length).toBeGreaterThan(portal.count * 1.1);
    expect(new Set(twice.map(({ 详情页网址: page }) => page)).size).toBe(portal.count);
    portal.misbehave({ kind: 'broken-records', share: 0.2 });
    const broken = await jsonOf<readonly unknown[]>(portal, PATH);
    expect(broken.filter((record) => typeof record === 'string').length).toBeGreaterThan(portal.count * 0.1);
    portal.misbehave({ kind: 'empty-catalogue' });
    expect(await jsonOf(portal, PATH)).toEqual([]);
    portal.misbehave({ kind: 'cut-json' });
    await expect(jsonOf(portal, PATH)).rejects.toThrow(SyntaxError);
  });
});

describe('a list as CSV', () => {
  const PATH = '/files/catalog.csv';

  async function rows(portal: RunningPortal): Promise<readonly Record<string, string>[]> {
    const text = new TextDecoder('gb18030', { fatal: true }).decode(await bytesOf(portal, PATH));
    return parse(text, { columns: true, relax_column_count: true });
  }

  it('holds the whole catalogue in GB18030, numbered', async () => {
    const portal = portalOf('meiyu');
    const found = await rows(portal);
    const datasets = listed(portal);
    expect(found.map(({ 数据集编号: id }) => id)).toEqual(datasets.map(({ id }) => id));
    expect(found.map(({ 序号: number }) => number)).toEqual(datasets.map((_, place) => String(place + 1)));
    // Half a surrogate pair has no code in any encoding.
    expect(found.map(({ 摘要: notes }) => notes)).toEqual(
      datasets.map(({ notes }) => notes.replace(/[\ud800-\udfff]$/, '?')),
    );
    expect(found.map(({ 来源部门: name }) => name)).toEqual(
      datasets.map(({ organization }) => organization?.title ?? ''),
    );
  });

  it('has rows that are no records when it misbehaves', async () => {
    const portal = portalOf('meiyu');
    portal.misbehave({ kind: 'broken-records', share: 0.2 });
    const broken = (await rows(portal)).filter(({ 数据集编号: id }) => id === '');
    expect(broken.length).toBeGreaterThan(portal.count / 10);
  });
});

describe('the fill-in workbook', () => {
  it('has a row for each 信息项 under the columns of the guide', async () => {
    const portal = portalOf('caihong');
    const workbook = read(await bytesOf(portal, '/files/zyml.xlsx'));
    const sheet = workbook.Sheets['信息资源目录'];
    if (sheet === undefined) throw new Error('no sheet 信息资源目录');
    const [header, ...rows] = utils.sheet_to_json<readonly unknown[]>(sheet, { header: 1, defval: '' });
    expect(header).toEqual([...BEFORE_FIELDS, ...FIELD_COLUMNS, ...BEHIND_FIELDS]);
    const codes = rows.map((row) => row[BEFORE_FIELDS.indexOf('信息资源代码')]);
    const datasets = listed(portal);
    expect(new Set(codes.filter((code) => code !== '')).size).toBe(datasets.length);
    // Some resources repeat their columns in each row, the others leave them blank.
    expect(codes.filter((code) => code === '').length).toBeGreaterThan(0);
    expect(codes.filter((code) => code !== '').length).toBeGreaterThan(datasets.length);
    const fields = datasets.reduce(
      (sum, { extras }) =>
        sum + (JSON.parse(extras.find(({ key }) => key === '信息项')?.value ?? '[]') as unknown[]).length,
      0,
    );
    expect(rows).toHaveLength(fields);
  });

  it('is written anew on another day and when it misbehaves', async () => {
    const portal = portalOf('caihong');
    const path = '/files/zyml.xlsx';
    const whole = await bytesOf(portal, path);
    expect(await bytesOf(portal, path)).toEqual(whole);
    portal.misbehave({ kind: 'shrunk', share: 0.5 });
    expect((await bytesOf(portal, path)).length).toBeLessThan(whole.length * 0.8);
  });
});

describe('data.json', () => {
  it('holds the whole catalogue as DCAT-US 1.1', async () => {
    const portal = portalOf('lanjiang-scj');
    const file = await jsonOf<{ readonly conformsTo: string; readonly dataset: readonly Flat[] }>(
      portal,
      '/data.json',
    );
    expect(file.conformsTo).toBe('https://project-open-data.cio.gov/v1.1/schema');
    const datasets = listed(portal);
    expect(file.dataset.map(({ identifier }) => identifier)).toEqual(datasets.map(({ id }) => id));
    for (const [place, { distribution = [] }] of file.dataset.entries()) {
      expect(distribution).toHaveLength(datasets[place]?.num_resources ?? -1);
    }
    portal.misbehave({ kind: 'listed-twice', share: 1 });
    const twice = await jsonOf<{ readonly dataset: readonly Flat[] }>(portal, '/data.json');
    expect(twice.dataset).toHaveLength(2 * datasets.length);
  });
});

describe('DCAT', () => {
  const DCAT = 'http://www.w3.org/ns/dcat#';
  const HYDRA = 'http://www.w3.org/ns/hydra/core#';

  it('holds the whole catalogue in pages that lead from one to the next', async () => {
    const portal = portalOf('lanjiang-qxj');
    const found: string[] = [];
    let titles = 0;
    for (let next: string | undefined = `${portal.url}/catalog.ttl`; next !== undefined;) {
      const text = (await bytesOf(portal, next.slice(portal.url.length))).toString('utf8');
      const quads: readonly Quad[] = new Parser({ baseIRI: next }).parse(text);
      found.push(
        ...quads
          .filter(({ object }) => object.value === `${DCAT}Dataset`)
          .map(({ subject }) => subject.value),
      );
      titles += quads.filter(({ predicate }) => predicate.value.endsWith('/title')).length;
      next = quads.find(({ predicate }) => predicate.value === `${HYDRA}next`)?.object.value;
    }
    const datasets = listed(portal);
    expect(datasets.length).toBeGreaterThan(40);
    expect(found).toEqual(datasets.map(({ url }) => url));
    expect(titles).toBeGreaterThan(datasets.length);
  });

  it('refers to what is told of a dataset by its identifier', async () => {
    const portal = portalOf('lanjiang-qxj');
    const text = (await bytesOf(portal, '/catalog.ttl?page=1')).toString('utf8');
    expect(text).toContain(`dct:identifier "${packageId(portal.city, 0)}"`);
    expect(text).not.toContain(portal.url);
  });
});
