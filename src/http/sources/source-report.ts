import { createProblemGroups, type ProblemGroup } from '../../domain/problem-groups.js';
import type { SourceRecord, TraceState } from '../../domain/trace.js';
import type { CatalogReader, SourceSummary } from '../../pipeline/read-ports.js';
import { createSlices } from '../slices.js';
import { asShownNow } from '../trace.js';

/** Where the records of a source are, and what is wrong with them. */
export interface SourceReport {
  /** Records of all states. */
  readonly records: number;
  /** Those that readers find, in whatever form. */
  readonly live: number;
  readonly states: Readonly<Partial<Record<TraceState, number>>>;
  readonly groups: readonly ProblemGroup[];
  /** The same of those records only that readers do not find. */
  readonly unpublished: readonly ProblemGroup[];
}

type Reader = Pick<CatalogReader, 'sourceRecords' | 'latestSeq'>;

/** Records that are read in one turn: some milliseconds. */
const STEP = 200;

/** The records of a source as anybody may see them, a few at a time, so that nobody waits for them. */
export async function* shownRecords(catalog: Reader, sourceId: string): AsyncGenerator<SourceRecord> {
  for (let after: string | undefined; ;) {
    const from = after === undefined ? {} : { after };
    const page: readonly SourceRecord[] = await slices(() =>
      catalog.sourceRecords(sourceId, { ...from, limit: STEP }),
    );
    yield* page.map((record) => withoutSecret(asShownNow(record)));
    const last = page.at(-1);
    if (last === undefined || page.length < STEP) return;
    after = last.remoteId;
  }
}

/** Nobody is led to a record that is secret: the team finds it by an id that it knows. */
function withoutSecret(record: SourceRecord): SourceRecord {
  return record.state === 'refused' ? { ...record, remoteId: '' } : record;
}

const slices = createSlices();

interface Kept {
  readonly key: string;
  readonly report: Promise<SourceReport>;
}

const KEPT = new WeakMap<Reader, Map<string, Kept>>();

/** Made once after each run of the source: a large portal has a million records. */
export async function reportOf(catalog: Reader, summary: SourceSummary): Promise<SourceReport> {
  const { sourceId, lastJob } = summary;
  const key = `${await catalog.latestSeq()} ${lastJob?.jobId ?? ''} ${lastJob?.state ?? ''}`;
  const kept = keptOf(catalog);
  const known = kept.get(sourceId);
  if (known?.key === key) return known.report;
  const entry = { key, report: countRecords(shownRecords(catalog, sourceId)) };
  kept.set(sourceId, entry);
  try {
    return await entry.report;
  } catch (error) {
    if (kept.get(sourceId) === entry) kept.delete(sourceId);
    throw error;
  }
}

function keptOf(catalog: Reader): Map<string, Kept> {
  const known = KEPT.get(catalog);
  if (known !== undefined) return known;
  const made = new Map<string, Kept>();
  KEPT.set(catalog, made);
  return made;
}

export async function countRecords(records: AsyncIterable<SourceRecord>): Promise<SourceReport> {
  const states: Partial<Record<TraceState, number>> = {};
  const groups = createProblemGroups();
  const unpublished = createProblemGroups();
  let total = 0;
  let live = 0;
  for await (const record of records) {
    total += 1;
    states[record.state] = (states[record.state] ?? 0) + 1;
    groups.add(record);
    if (record.isLive) live += 1;
    else unpublished.add(record);
  }
  return { records: total, live, states, groups: groups.all(), unpublished: unpublished.all() };
}
