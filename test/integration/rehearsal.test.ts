import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { jest } from '@jest/globals';
import { HARVESTER_KINDS } from '../../harvesters/index.js';
import { type RehearsalReport, trialFaults } from '../../src/domain/rehearsal.js';
import { FAULTS } from '../../src/rehearse/faults/index.js';
import { REHEARSAL_PORTALS } from '../support/rehearsal-portals.js';
import { committedRehearsal, rehearsalPage } from '../support/rehearsal-table.js';
import { rehearsePortal } from '../support/rehearse-portal.js';

/** Some sixty runs a kind, a few of which wait for a time-out. */
jest.setTimeout(120_000);

const reports: RehearsalReport[] = [];

describe('a rehearsal of outages', () => {
  it('knows a portal of every kind', () => {
    expect(REHEARSAL_PORTALS.map(({ kind }) => kind).sort()).toEqual(Object.keys(HARVESTER_KINDS).sort());
  });

  it.each(REHEARSAL_PORTALS.map((portal) => [portal.kind, portal] as const))(
    'loses nothing of %s, whatever its portal does',
    async (_, portal) => {
      const { report, asked } = await rehearsePortal(portal);
      reports.push(report);
      expect(report.datasets).toBe(12);
      const wrong = report.trials.filter((trial) => trialFaults(trial).length > 0);
      expect(wrong.map((trial) => [trial.fault, trialFaults(trial), trial.end, trial.message])).toEqual([]);
      const tried = report.trials.filter(({ skipped }) => skipped === undefined);
      expect(tried.length).toBeGreaterThanOrEqual(18);
      // Each question once: the rest came from what was recorded.
      expect(asked).toBe(report.questions);
      expect(asked).toBeLessThan(30);
    },
  );

  it('ends as docs/rehearsal.md says', async () => {
    expect(reports).toHaveLength(REHEARSAL_PORTALS.length);
    expect(reports.map(({ trials }) => trials.length)).toEqual(reports.map(() => FAULTS.length));
    const page = await rehearsalPage(reports);
    expect(page).toBe(committedRehearsal(page));
  });

  it('tells a removal that the limits of a source let through', async () => {
    const portal = REHEARSAL_PORTALS[0]!;
    const { report } = await rehearsePortal(portal, {
      faults: ['half-gone'],
      limits: { removedShare: 1 },
    });
    expect(report.trials.map((trial) => [trial.end, trial.lost, trialFaults(trial)])).toEqual([
      ['complete', 6, ['lost', 'undocumented']],
    ]);
  });

  it('goes on for as long as a record may be missing', async () => {
    const { report } = await rehearsePortal(REHEARSAL_PORTALS[0]!, {
      faults: ['half-gone'],
      limits: { missingRuns: 3, missingDays: 2 },
    });
    expect(report.trials.map((trial) => [trial.end, trial.lost, trial.recovered])).toEqual([
      ['held: held', 0, true],
    ]);
  });

  it('refuses an unknown fault, and leaves no folder behind', async () => {
    await expect(rehearsePortal(REHEARSAL_PORTALS[0]!, { faults: ['no-such'] })).rejects.toMatchObject({
      code: 'invalid-request',
    });
    expect(existsSync(tmpdir())).toBe(true);
    expect(
      readdirSync(tmpdir()).filter((name) => name.startsWith(`lianmu-rehearsal-${process.pid}-`)),
    ).toEqual([]);
  });
});
