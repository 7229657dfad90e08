import { portalMode } from '../../../src/app/portal-mode.js';
import type { AuditState } from '../../../src/pipeline/read-ports.js';
import { testSource } from '../../support/source.js';

const SINCE = '2026-11-21T00:00:00.000Z';
const FINDING = { jobId: 'job-1', foundAt: SINCE, hidden: 1, remoteIds: ['a'] };

function modeOf(
  state: Partial<AuditState>,
  { full = false, auditEvery = 3, isFirst = false, incremental = true } = {},
) {
  return portalMode(
    testSource({ auditEvery, options: { incremental } }),
    { full },
    {
      findLastCompleteStart: () => Promise.resolve(isFirst ? undefined : SINCE),
      auditState: () => Promise.resolve({ incrementalRuns: 0, ...state }),
    },
  );
}

describe('what a run asks of the portal', () => {
  it('is everything, unless the source wants incremental runs and has a complete one', async () => {
    expect(await modeOf({}, { incremental: false })).toEqual({ mode: 'full' });
    expect(await modeOf({}, { incremental: false, full: true })).toEqual({ mode: 'full' });
    expect(await modeOf({ incrementalRuns: 9 }, { isFirst: true })).toEqual({ mode: 'full' });
  });

  it('is its changes, and everything after so many runs or when it is told', async () => {
    expect(await modeOf({ incrementalRuns: 2 })).toEqual({ mode: 'delta', since: SINCE });
    expect(await modeOf({ incrementalRuns: 3 })).toEqual({ mode: 'full', auditSince: SINCE });
    expect(await modeOf({}, { full: true })).toEqual({ mode: 'full', auditSince: SINCE });
    expect(await modeOf({ incrementalRuns: 99 }, { auditEvery: 0 })).toEqual({ mode: 'delta', since: SINCE });
  });

  it('is everything, and no question about changes, while the portal is not trusted', async () => {
    expect(await modeOf({ finding: FINDING })).toEqual({ mode: 'full' });
    expect(await modeOf({ finding: FINDING }, { full: true })).toEqual({ mode: 'full' });
  });
});
