import { keptPilotReport } from '../../../src/http/pilot/kept-report.js';
import type { PilotParts } from '../../../src/http/pilot/pilot-report.js';
import { makeDataset, makeSource, makeUpsert } from '../../support/make-dataset.js';
import { TempHub } from '../../support/temp-hub.js';

const MOMENT = { now: new Date('2026-11-23T00:00:00Z'), timezone: 'Asia/Shanghai' };
const ALL = { of: 'all' } as const;

describe('a report that is kept', () => {
  const store = new TempHub();
  let parts: PilotParts;
  beforeAll(async () => {
    await store.publish(makeSource(), [makeUpsert(makeDataset('parking'))]);
    const { datasets, catalog } = store.reading;
    parts = { search: store.openSearch().search, datasets, catalog, sources: [], tolerance: 0 };
  });
  afterAll(() => store.close());

  it('is counted once for a state, a scope and half a minute', async () => {
    const first = await keptPilotReport(parts, MOMENT, ALL);
    const soon = { ...MOMENT, now: new Date('2026-11-23T00:00:29Z') };
    expect(await keptPilotReport(parts, soon, ALL)).toBe(first);
    const later = { ...MOMENT, now: new Date('2026-11-23T00:00:31Z') };
    expect(await keptPilotReport(parts, later, ALL)).not.toBe(first);
    expect(await keptPilotReport(parts, MOMENT, { of: 'sources', ids: ['x'] })).not.toBe(first);
    await store.publish(makeSource(), [makeUpsert(makeDataset('school'))]);
    const next = await keptPilotReport(parts, MOMENT, ALL);
    expect(next.seq).toBeGreaterThan(first.seq);
  });

  it('is counted anew after it could not be counted', async () => {
    const now = { ...MOMENT, now: new Date('2026-12-01T00:00:00Z') };
    const version = (): never => {
      throw new Error('broken');
    };
    const publishers = parts.datasets.publishers.bind(parts.datasets);
    const broken = { ...parts, datasets: { publishers, version } };
    await expect(keptPilotReport(broken, now, ALL)).rejects.toThrow('broken');
    expect((await keptPilotReport(parts, now, ALL)).measures.length).toBeGreaterThan(0);
  });
});
