import TestSequencer from '@jest/test-sequencer';

/**
 * From the slowest on, each some minutes to half a minute on two cores: a clone that has never run its tests would take the
 * longest files first, and one of these would run alone at the end.
 */
const SLOWEST = [
  'integration/real-catalogues/one-harvest',
  'integration/bad-documents',
  'browser/portal',
  'integration/real-catalogues/tokyo',
  'integration/crash',
  'integration/cli-new-portals',
  'integration/cli',
  'integration/rehearsal',
  'integration/bad-workbooks',
  'integration/audit',
  'integration/crash-store',
  'integration/real-catalogues/relevance',
  'integration/real-catalogues/data-json',
  'integration/polite-harvest',
  'integration/trusted-runs',
  'integration/loop-guard',
  'integration/mixed-province',
  'integration/bad-portals',
  'integration/hostile-records',
  'integration/province',
].map((name) => `/test/${name}.test.ts`);

export default class extends TestSequencer {
  async sort(tests) {
    const place = ({ path }) => SLOWEST.findIndex((end) => path.endsWith(end));
    const slow = tests.filter((test) => place(test) >= 0).sort((one, other) => place(one) - place(other));
    const others = await super.sort(tests.filter((test) => place(test) < 0));
    return [...slow, ...others];
  }
}
