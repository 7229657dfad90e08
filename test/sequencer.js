import TestSequencer from '@jest/test-sequencer';

/**
 * From the slowest on, each some minutes to half a minute on two cores: a clone that has never run its tests would take the
 * longest files first, and one of these would run alone at the end.
 */
const SLOWEST = [
  'real-catalogues/one-harvest',
  'bad-documents',
  'real-catalogues/tokyo',
  'crash',
  'cli-new-portals',
  'cli',
  'rehearsal',
  'bad-workbooks',
  'audit',
  'crash-store',
  'real-catalogues/relevance',
  'real-catalogues/data-json',
  'polite-harvest',
  'trusted-runs',
  'loop-guard',
  'mixed-province',
  'bad-portals',
  'hostile-records',
  'province',
].map((name) => `/test/integration/${name}.test.ts`);

export default class extends TestSequencer {
  async sort(tests) {
    const place = ({ path }) => SLOWEST.findIndex((end) => path.endsWith(end));
    const slow = tests.filter((test) => place(test) >= 0).sort((one, other) => place(one) - place(other));
    const others = await super.sort(tests.filter((test) => place(test) < 0));
    return [...slow, ...others];
  }
}
