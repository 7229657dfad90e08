import { SourceUnavailableError } from '../../../src/domain/errors.js';
import { auditFilter } from '../../../src/pipeline/audit-filter.js';
import type { Gathered, GatherRequest } from '../../../src/pipeline/ports.js';
import { fakeHarvester, FakeRun, record } from './fake-run.js';

const SINCE = '2026-11-21T00:00:00.000Z';
const GAP: Gathered = {
  type: 'gap',
  problem: { stage: 'gather', code: 'list-shifted', bar: 'advice', pointer: '/' },
};
const NO_ANSWER = new SourceUnavailableError('no answer', { url: 'https://x.example', retryable: true });

type List = readonly (Gathered | Error | DOMException)[];

function listOf(...remoteIds: readonly string[]): List {
  return remoteIds.map((remoteId) => record(remoteId));
}

/** An audit over a portal that lists this when it is asked for its changes, and this when it is asked for everything. */
async function audit(
  evident: readonly string[],
  portal: { readonly delta: List; readonly full?: List },
  { cancel = false, timeOut = false } = {},
) {
  const requests: GatherRequest[] = [];
  const run = new FakeRun();
  run.evident = evident;
  const cancelled = cancel ? AbortSignal.abort() : new AbortController().signal;
  const hidden = await auditFilter({
    since: SINCE,
    mappingVersion: 'fake/1',
    harvester: {
      ...fakeHarvester([]),
      async *gather(request) {
        requests.push(request);
        for (const item of (request.mode === 'delta' ? portal.delta : portal.full) ?? []) {
          if (item instanceof Error || item instanceof DOMException) throw item;
          yield await Promise.resolve(item);
        }
      },
    },
    run,
    cancelled,
    signal: cancel || timeOut ? AbortSignal.abort() : cancelled,
  });
  return { hidden, asked: requests.map(({ mode }) => mode), requests };
}

describe('an audit', () => {
  it('finds what the portal leaves out of its changes and still has', async () => {
    const { hidden, requests } = await audit(['a', 'b', 'c'], {
      delta: listOf('b', 'x'),
      full: listOf('a', 'b', 'c', 'x'),
    });
    expect(hidden).toEqual({ hidden: 2, remoteIds: ['a', 'c'] });
    expect(requests).toEqual([{ mode: 'delta', since: '2026-11-20T23:59:59.000Z' }, { mode: 'full' }]);
  });

  it('names a few and counts all', async () => {
    const many = Array.from({ length: 40 }, (_, index) => `r${index}`);
    const { hidden } = await audit(many, { delta: [], full: listOf(...many) });
    expect(hidden).toMatchObject({ hidden: 40, remoteIds: ['r0', 'r1', 'r2', 'r3', 'r4'] });
  });

  it('asks for nothing where nothing has evidently changed, and for no more than it needs', async () => {
    expect(await audit([], { delta: listOf('a') })).toMatchObject({ hidden: undefined, asked: [] });
    const honest = await audit(['a'], { delta: [...listOf('a'), NO_ANSWER] });
    expect(honest).toMatchObject({ hidden: undefined, asked: ['delta'] });
  });

  it('takes for no lie what was withdrawn meanwhile', async () => {
    const { hidden, asked } = await audit(['a'], { delta: listOf('b'), full: listOf('b') });
    expect({ hidden, asked }).toEqual({ hidden: undefined, asked: ['delta', 'full'] });
  });

  it.each([
    ['a list of changes with a gap', { delta: [GAP, ...listOf('b')], full: listOf('a') }],
    ['a list of changes that breaks', { delta: [NO_ANSWER], full: listOf('a') }],
    ['a whole list that breaks', { delta: [], full: [...listOf('b'), NO_ANSWER] }],
  ])('finds nothing in %s', async (_name, portal) => {
    expect((await audit(['a'], portal)).hidden).toBeUndefined();
  });

  it('counts what a whole list with gaps still shows', async () => {
    const { hidden } = await audit(['a', 'b'], { delta: [], full: [GAP, ...listOf('b')] });
    expect(hidden).toEqual({ hidden: 1, remoteIds: ['b'] });
  });

  it('gives way to a time-out, and ends with a run that nobody wants any more', async () => {
    const aborted = new DOMException('aborted', 'AbortError');
    expect((await audit(['a'], { delta: [aborted] }, { timeOut: true })).hidden).toBeUndefined();
    await expect(audit(['a'], { delta: [aborted] }, { cancel: true })).rejects.toBe(aborted);
  });

  it('hides no fault of our own', async () => {
    await expect(audit(['a'], { delta: [new TypeError('bug')] })).rejects.toThrow('bug');
  });
});
