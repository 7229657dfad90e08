import { canonicalJson, sha256Hex } from '../../../src/domain/identifiers.js';
import type { LiveRecord, ValidationResult } from '../../../src/pipeline/ports.js';
import { isKnown, reconcile } from '../../../src/pipeline/reconcile.js';
import { makeDataset } from '../../support/make-dataset.js';
import { liveRecord } from './fake-run.js';

const dataset = makeDataset('r1');
const contentHash = sha256Hex(canonicalJson(dataset));
const good: ValidationResult = { ok: true, dataset, problems: [] };
const raw = { text: '{}', hash: 'raw-2' };

function compare(live: LiveRecord | undefined, checked: ValidationResult = good) {
  return reconcile({ remoteId: 'r1', title: '标题', raw, mappingVersion: 'fake/2', checked, live });
}

describe('isKnown', () => {
  const same = { rawHash: 'raw-1', mappingVersion: 'fake/1' };

  it.each<readonly [string, Partial<LiveRecord>, boolean]>([
    ['live and good', same, true],
    ['rejected before, for the same reason', { ...same, lastOutcome: 'rejected', state: 'set-aside' }, true],
    ['rejected before, with a good version live', { ...same, lastOutcome: 'rejected' }, true],
    ['removed since', { ...same, state: 'removed' }, false],
    ['refused before: its raw form is not kept', { ...same, lastOutcome: 'refused' }, false],
    ['not brought the last time', { ...same, lastOutcome: 'failed' }, false],
    ['of another raw form', { ...same, rawHash: 'raw-0' }, false],
    ['mapped by another version', { ...same, mappingVersion: 'fake/0' }, false],
    ['of no known raw form', { mappingVersion: 'fake/1' }, false],
  ])('of a record that is %s', (_, changes, known) => {
    expect(isKnown(liveRecord('r1', changes), 'raw-1', 'fake/1')).toBe(known);
  });

  it('of a new record', () => {
    expect(isKnown(undefined, 'raw-1', 'fake/1')).toBe(false);
  });
});

describe('reconcile', () => {
  it.each<readonly [string, LiveRecord | undefined]>([
    ['added', undefined],
    ['added', liveRecord('r1', { state: 'set-aside', lastOutcome: 'rejected' })],
    ['updated', liveRecord('r1', { contentHash: 'other' })],
    ['updated', liveRecord('r1')],
    ['restored', liveRecord('r1', { state: 'removed', contentHash })],
  ])('makes it %s', (kind, live) => {
    expect(compare(live)).toEqual({
      type: 'upsert',
      kind,
      dataset,
      body: canonicalJson(dataset),
      contentHash,
      rawHash: 'raw-2',
      mappingVersion: 'fake/2',
      problems: [],
    });
  });

  it('touches what is live with the same content, whatever its dates and raw form', () => {
    expect(compare(liveRecord('r1', { contentHash, rawHash: 'raw-1', lastOutcome: 'failed' }))).toEqual({
      type: 'touch',
      remoteId: 'r1',
      rawHash: 'raw-2',
      mappingVersion: 'fake/2',
      problems: [],
    });
  });

  it('keeps of a rejected record what is needed to mend it, and of a refused one the reason alone', () => {
    const problems = [{ stage: 'validate', code: 'classified', bar: 'publishable', pointer: '' }] as const;
    const aside = { type: 'set-aside', remoteId: 'r1', mappingVersion: 'fake/2', problems };
    expect(compare(undefined, { ok: false, outcome: 'rejected', problems })).toEqual({
      ...aside,
      outcome: 'rejected',
      title: '标题',
      rawHash: 'raw-2',
    });
    expect(compare(undefined, { ok: false, outcome: 'refused', problems })).toEqual({
      ...aside,
      outcome: 'refused',
    });
  });

  it('has no title for a record that has none', () => {
    const checked: ValidationResult = { ok: false, outcome: 'rejected', problems: [] };
    const change = reconcile({ remoteId: 'r1', raw, mappingVersion: 'v', checked, live: undefined });
    expect(change).not.toHaveProperty('title');
  });
});
