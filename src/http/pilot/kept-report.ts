import type { PilotReport, PilotScope } from '../../domain/pilot/report.js';
import type { SearchIndex } from '../../pipeline/read-ports.js';
import { makePilotReport, type PilotMoment, type PilotParts } from './pilot-report.js';

/** What portals do meanwhile is shown after so long; what is published at once. */
const KEPT_MS = 30_000;
const MOST_KEPT = 50;

const KEPT = new WeakMap<SearchIndex, Map<string, Promise<PilotReport>>>();

/** The report for readers: counted once for a published state, a scope and half a minute. */
export async function keptPilotReport(
  parts: PilotParts,
  moment: PilotMoment,
  scope: PilotScope,
): Promise<PilotReport> {
  const kept = KEPT.get(parts.search) ?? new Map<string, Promise<PilotReport>>();
  KEPT.set(parts.search, kept);
  const seq = await parts.catalog.latestSeq();
  const key = JSON.stringify([seq, Math.floor(moment.now.getTime() / KEPT_MS), moment.timezone, scope]);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = makePilotReport(parts, moment, scope);
  kept.set(key, made);
  const oldest = kept.keys().next().value;
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  // A reader who could not be answered is no reason for the next one not to be.
  made.catch(() => kept.delete(key));
  return made;
}
