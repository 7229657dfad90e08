import type { Hop, HopStatus, ReconcileReport } from '../../../src/domain/reconcile-report.js';
import { run } from './fake-world.js';

function hop(status: HopStatus, more: Partial<Hop> = {}): Hop {
  return {
    ...{ above: '江省', below: '江城市', source: 'jiangcheng', status, datasets: 10, behind: 0 },
    counts: { live: 7, outdated: 0, rejected: 1, refused: 1, refederated: 1 },
    records: [],
    ...more,
  };
}

function reconcile(argv: readonly string[], report: Partial<ReconcileReport>) {
  const whole: ReconcileReport = { hub: '江省', hops: [], canaries: [], ...report };
  return run(['reconcile', ...argv], { application: { reconcile: () => Promise.resolve(whole) } });
}

describe('lianmu reconcile', () => {
  it.each([
    [['whole'], 0],
    [['whole', 'behind'], 0],
    [['silent', 'whole'], 3],
    [['silent', 'lost'], 1],
  ] as const)('with hops that are %j ends with %i', async (statuses, code) => {
    expect(await reconcile([], { hops: statuses.map((status) => hop(status)) })).toMatchObject({ code });
  });

  it('says what became of the records, what is lost, and how late it is', async () => {
    const { out } = await reconcile([], {
      hops: [hop('lost', { datasets: 12, records: [{ identifier: 'x-1', fault: 'lost' }] })],
      canaries: [
        {
          identifier: 'c-1',
          title: '停车场',
          steps: [
            { hub: '江城市', changed: '2026-11-21T00:00:00.000000' },
            { hub: '江省', changed: '2026-11-21T00:00:02.500000', seconds: 2.5 },
          ],
        },
      ],
    });
    expect(out).toMatch(/江城市 → 江省\s+12\s+7\s+0\s+1\s+1\s+1\s+0/);
    expect(out).toContain('differs by 2');
    expect(out).toContain('x-1  lost');
    expect(out).toContain('江省 2026-11-21T00:00:02.500000 (+2.5 s)');
  });

  it('prints the whole report as JSON', async () => {
    const { out } = await reconcile(['--json'], { hops: [hop('whole')] });
    expect(JSON.parse(out)).toMatchObject({ hub: '江省', hops: [{ status: 'whole' }] });
  });
});
