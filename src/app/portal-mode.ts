import { isIncremental } from '../domain/filter-finding.js';
import type { GatherMode } from '../domain/job.js';
import type { Source } from '../domain/source.js';
import type { Harvester } from '../pipeline/ports.js';
import type { CatalogReader } from '../pipeline/read-ports.js';

export interface PortalMode {
  readonly mode: GatherMode;
  /** Of an incremental run. */
  readonly since?: string;
  /** Of a full run of an incremental source; see `JobRequest`. */
  readonly auditSince?: string;
  /** Of a portal that is followed; see `GatherRequest`. */
  readonly position?: string;
  readonly compare?: boolean;
}

/**
 * What a run asks of the portal. Incremental runs go on as long as the portal is trusted, and every so often a full one
 * looks whether it may be.
 */
export async function portalMode(
  source: Source,
  { full }: { readonly full: boolean },
  reader: Pick<CatalogReader, 'findLastCompleteStart' | 'auditState'>,
): Promise<PortalMode> {
  if (!isIncremental(source)) return { mode: 'full' };
  const since = await reader.findLastCompleteStart(source.id);
  const { finding, incrementalRuns } = await reader.auditState(source.id);
  if (since === undefined || finding !== undefined) return { mode: 'full' };
  const isDue = source.auditEvery > 0 && incrementalRuns >= source.auditEvery;
  return full || isDue ? { mode: 'full', auditSince: since } : { mode: 'delta', since };
}

/**
 * What a run asks of a portal that can be followed: its changes since the last complete run, and every so often what a copy has
 * to be. All of it where nothing is known to go on from: at first, where the portal does not know the position any more, and
 * where records would be mapped otherwise than they were.
 */
export async function feedMode(
  source: Source,
  run: {
    readonly full: boolean;
    readonly harvester: Pick<Harvester, 'resumes'>;
    /** Mapping version. */
    readonly version: string;
    readonly signal: AbortSignal;
  },
  reader: Pick<CatalogReader, 'findFeedPosition' | 'auditState'>,
): Promise<PortalMode> {
  const reached = run.full ? undefined : await reader.findFeedPosition(source.id);
  if (reached === undefined || reached.mappingVersion !== run.version) return { mode: 'full' };
  const { position } = reached;
  if ((await run.harvester.resumes?.(position, run.signal)) === false) return { mode: 'full' };
  const { incrementalRuns } = await reader.auditState(source.id);
  const compare = source.auditEvery > 0 && (incrementalRuns + 1) % source.auditEvery === 0;
  return { mode: 'delta', position, compare };
}
