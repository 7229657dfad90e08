import { canonicalJson, sha256Hex } from '../../../src/domain/identifiers.js';
import { ByteArena } from '../../../src/pipeline/byte-arena.js';
import type { ValidationResult } from '../../../src/pipeline/ports.js';
import { isKnown, reconcile } from '../../../src/pipeline/reconcile.js';
import type { LiveRecord } from '../../../src/pipeline/store-ports.js';
import { makeDataset } from '../../support/make-dataset.js';
import { liveRecord } from './fake-run.js';

const dataset = makeDataset('r1');
const contentHash = sha256Hex(canonicalJson(dataset));
const good: ValidationResult = { ok: true, dataset, problems: [] };
const raw = Buffer.from('{}');
const fingerprint = 'sent-2';

function compare(live: LiveRecord | undefined, checked: ValidationResult = good) {
  const mappingVersion = 'fake/2';
  const arena = new ByteArena();
  return reconcile({ remoteId: 'r1', title: '标题', raw, fingerprint, mappingVersion, checked, live, arena });
}

describe('isKnown', () => {
  const same = { fingerprint: 'sent-1', mappingVersion: 'fake/1' };

  it.each<readonly [string, Partial<LiveRecord>, boolean]>([
    ['live and good', same, true],
    ['rejected before, for the same reason', { ...same, lastOutcome: 'rejected', state: 'set-aside' }, true],
    ['rejected before, with a good version live', { ...same, lastOutcome: 'rejected' }, true],
    ['removed since', { ...same, state: 'removed' }, false],
    ['refused before: its raw form is not kept', { ...same, lastOutcome: 'refused' }, false],
    ['not brought the last time', { ...same, lastOutcome: 'failed' }, false],
    ['sent otherwise', { ...same, fingerprint: 'sent-0' }, false],
    ['mapped by another version', { ...same, mappingVersion: 'fake/0' }, false],
    ['of no known fingerprint', { mappingVersion: 'fake/1' }, false],
  ])('of a record that is %s', (_, changes, known) => {
    expect(isKnown(liveRecord('r1', changes), 'sent-1', 'fake/1')).toBe(known);
  });

  it('of a new record', () => {
    expect(isKnown(undefined, 'sent-1', 'fake/1')).toBe(false);
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
      body: new TextEncoder().encode(canonicalJson(dataset)),
      contentHash,
      raw,
      fingerprint,
      mappingVersion: 'fake/2',
      problems: [],
    });
  });

  it('touches what is live with the same content, whatever its dates and raw form', () => {
    expect(compare(liveRecord('r1', { contentHash, fingerprint: 'sent-1', lastOutcome: 'failed' }))).toEqual({
      type: 'touch',
      remoteId: 'r1',
      raw,
      fingerprint,
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
      raw,
      fingerprint,
    });
    expect(compare(undefined, { ok: false, outcome: 'refused', problems })).toEqual({
      ...aside,
      outcome: 'refused',
    });
  });

  it('has no title for a record that has none', () => {
    const checked: ValidationResult = { ok: false, outcome: 'rejected', problems: [] };
    const facts = { remoteId: 'r1', raw, fingerprint, mappingVersion: 'v', checked, live: undefined };
    const change = reconcile({ ...facts, arena: new ByteArena() });
    expect(change).not.toHaveProperty('title');
  });
});
