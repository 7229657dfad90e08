import { isIncremental } from '../domain/filter-finding.js';
import type { GatherMode } from '../domain/job.js';
import type { Source } from '../domain/source.js';
import type { CatalogReader } from '../pipeline/read-ports.js';

export interface PortalMode {
  readonly mode: GatherMode;
  /** Of an incremental run. */
  readonly since?: string;
  /** Of a full run of an incremental source; see `JobRequest`. */
  readonly auditSince?: string;
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
