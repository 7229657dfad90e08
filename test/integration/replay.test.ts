import { type PackagePortal, startPackagePortal } from '../support/package-portal.js';
import { ProvinceHub, type StatedSource } from '../support/province-hub.js';

/** A record whose update cycle is a word of the portal's own. */
function pack(id: string, title = `目录 ${id}`, cycle = '逢五更新'): string {
  return JSON.stringify({
    ...{ id, title, notes: '一段摘要。', organization: { id: 'o', title: '江城市数据局' } },
    extras: [{ key: '更新频率', value: cycle }],
  });
}

let portal: PackagePortal;
let hub: ProvinceHub;
let asked = 0;

beforeEach(async () => {
  portal = await startPackagePortal(['a', 'b', 'c'].map((id) => pack(id)));
  hub = await ProvinceHub.open([city()]);
  await hub.harvest('city');
  portal.intrusion = (_request, response) => {
    asked += 1;
    response.writeHead(500).end();
  };
  asked = 0;
});
afterEach(async () => {
  await hub.close();
  await portal.close();
});

function city(more: object = {}): StatedSource {
  return { id: 'city', url: portal.url, ...more };
}

const LEARNT = { crosswalks: { 'update-cycle': { 逢五更新: 'weekly' } } };

function cycles(): readonly unknown[] {
  return [...hub.reading.datasets.all()].map(({ dataset }) => dataset.updateCycle);
}

function replay(more: { readonly asOf?: string; readonly review?: boolean } = {}) {
  return hub.harvest('city', { options: { replay: { review: true, ...more } } });
}

describe('a replay', () => {
  it('changes nothing while nothing is mapped otherwise', async () => {
    const report = await replay();
    expect(report).toMatchObject({ outcome: 'complete', counts: { seen: 3, unchanged: 3 } });
    expect(asked).toBe(0);
  });

  it('shows what a new crosswalk changes before it is published, without asking the portal', async () => {
    expect(cycles()).toEqual(['other', 'other', 'other']);
    await hub.configure([city(LEARNT)]);
    const report = await replay();
    expect(report).toMatchObject({ outcome: 'held', counts: { seen: 3, updated: 3 } });
    expect(cycles()).toEqual(['other', 'other', 'other']);
    const changes = await hub.reading.catalog.listHeldChanges(report.jobId, { limit: 10, offset: 0 });
    expect(changes.map(({ remoteId, altered }) => [remoteId, altered])).toEqual(
      ['a', 'b', 'c'].map((id) => [id, [{ element: 'updateCycle', before: 'other', after: 'weekly' }]]),
    );
    await hub.decide({ decision: 'release' }, 'city');
    expect(cycles()).toEqual(['weekly', 'weekly', 'weekly']);
    expect(asked).toBe(0);
  });

  it('leaves records known to the next harvest, which reads none of them', async () => {
    await hub.configure([city(LEARNT)]);
    await replay({ review: false });
    expect(cycles()).toEqual(['weekly', 'weekly', 'weekly']);
    portal.intrusion = undefined;
    const before = await hub.changes();
    expect(await hub.harvest('city')).toMatchObject({ outcome: 'complete', counts: { unchanged: 3 } });
    expect(await hub.changes()).toEqual(before);
  });

  it('brings back the records of a moment', async () => {
    const then = new Date(Date.UTC(2026, 8, 2, 12)).toISOString();
    hub.advance(48);
    portal.intrusion = undefined;
    portal.packages = [pack('a', '坏的名称'), pack('b'), pack('c'), pack('d')];
    await hub.harvest('city');
    const report = await replay({ asOf: then });
    expect(report).toMatchObject({ outcome: 'held', counts: { seen: 3, updated: 1, unchanged: 2 } });
    await hub.decide({ decision: 'release' }, 'city');
    const titles = [...hub.reading.datasets.all()].map(({ dataset }) => dataset.title);
    expect(titles.sort()).toEqual(['目录 a', '目录 b', '目录 c', '目录 d']);
    // The portal still says otherwise.
    expect(await hub.harvest('city')).toMatchObject({ counts: { updated: 1 } });
  });
});
