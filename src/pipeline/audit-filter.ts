import { HubError } from '../domain/errors.js';
import type { HiddenChanges } from '../domain/filter-finding.js';
import type { GatherRequest, Harvester } from './ports.js';
import type { RunWriter } from './store-ports.js';

export interface Audit {
  /** The portal is asked for its changes since then; ISO UTC. */
  readonly since: string;
  readonly mappingVersion: string;
  readonly harvester: Harvester;
  /** A complete full run, staged and not yet ended. */
  readonly run: Pick<RunWriter, 'findEvident'>;
  /** Somebody does not want the run any more; to a time-out the audit alone gives way. */
  readonly cancelled: AbortSignal;
  /** Of the run, its time-out included. */
  readonly signal: AbortSignal;
}

/** More changes than this need not be looked at to know whether a portal tells them. */
const SAMPLE = 10_000;
const FEW = 5;
/** So much earlier than an incremental run would ask: no cache has the answer to that question. */
const UNASKED_MS = 1000;

/**
 * Whether the portal, asked for its changes, leaves out some that the full run has seen. It is asked after the full run, so
 * that what changed meanwhile is no lie, and not at all where nothing has evidently changed. What it leaves out counts only
 * if it is still there afterwards: what was deleted meanwhile is in no list. Undefined where nothing is hidden or where the
 * portal does not say.
 */
export async function auditFilter(audit: Audit): Promise<HiddenChanges | undefined> {
  const { mappingVersion, run, cancelled, signal } = audit;
  const since = new Date(Date.parse(audit.since) - UNASKED_MS).toISOString();
  const evident = new Set(await run.findEvident(mappingVersion, SAMPLE));
  try {
    const listed = await listedOf(evident, audit, { mode: 'delta', since });
    // What a list with gaps leaves out may be in a gap.
    if (listed.hasGaps) return undefined;
    const unlisted = new Set([...evident].filter((remoteId) => !listed.remoteIds.has(remoteId)));
    const { remoteIds: hidden } = await listedOf(unlisted, audit, { mode: 'full' });
    return hidden.size === 0 ? undefined : { hidden: hidden.size, remoteIds: [...hidden].slice(0, FEW) };
  } catch (error) {
    // The run itself is whole: a portal that fails now has told no lie.
    if (cancelled.aborted || !(error instanceof HubError || signal.aborted)) throw error;
    return undefined;
  }
}

/** Which of these the portal lists; it is asked no longer than it takes to find all of them. */
async function listedOf(
  sought: ReadonlySet<string>,
  { harvester, signal }: Audit,
  request: GatherRequest,
): Promise<{ readonly remoteIds: ReadonlySet<string>; readonly hasGaps: boolean }> {
  const remoteIds = new Set<string>();
  let hasGaps = false;
  if (sought.size === 0) return { remoteIds, hasGaps };
  for await (const item of harvester.gather(request, signal)) {
    if (item.type === 'gap') hasGaps = true;
    if (item.type === 'record' && sought.has(item.remoteId)) remoteIds.add(item.remoteId);
    if (remoteIds.size === sought.size) break;
  }
  return { remoteIds, hasGaps };
}
