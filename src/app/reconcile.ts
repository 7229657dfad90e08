import { createHubClient, type HubClient, type HubState } from '../../harvesters/lianmu/client.js';
import type { Configuration } from '../config/hub-config.js';
import { HubError } from '../domain/errors.js';
import {
  type Canary,
  countsTotal,
  type FederationState,
  type FollowedCounts,
  type FollowedSource,
  readFederation,
} from '../domain/federation.js';
import { isJsonObject } from '../domain/json-values.js';
import type { CanaryWay, DifferingRecord, Hop, ReconcileReport } from '../domain/reconcile-report.js';
import type { Source } from '../domain/source.js';
import type { HubSchemas } from './hub-schemas.js';
import { openPortal } from './open-portal.js';
import type { ReadingSide } from './reading-side.js';

interface Hub {
  readonly configuration: Configuration;
  readonly schemas: HubSchemas;
  readonly reading: Pick<ReadingSide, 'changes' | 'copies'>;
}

interface Request {
  readonly sources: readonly Source[];
  /** Tells the delays by this dataset. */
  readonly record?: string;
  readonly signal: AbortSignal;
}

const NO_COUNTS: FollowedCounts = { live: 0, outdated: 0, rejected: 0, refused: 0, refederated: 0 };

/**
 * Compares this hub with each that it follows, as they are now, and those with the ones below them, as they last said it. Only
 * the hub's own sources are asked.
 */
export async function reconcileHubs(
  { sources, record, signal }: Request,
  hub: Hub,
): Promise<ReconcileReport> {
  const { changes, copies } = hub.reading;
  const own = changes.federation();
  const title = hub.configuration.hub.title.zh;
  const names = new Map([[own.hub, title]]);
  const hops: Hop[] = [];
  for (const source of sources) {
    const asked = await askBelow(source, { hub, above: own.hub, signal });
    const { known } = asked;
    const below = asked.federation ?? known?.portal;
    hops.push(compareNow(source, title, asked));
    if (below !== undefined) {
      names.set(below.hub, below.title);
      hops.push(...hopsBelow(below, names));
    }
  }
  const canaries = sources.flatMap(({ id }) => copies.canaries(id, record));
  return { hub: title, hops, canaries: canaries.map((canary) => wayOf(canary, own.hub, names)) };
}

interface Asked {
  /** What this hub has of it, read after what it says. */
  readonly known: FollowedSource | undefined;
  readonly state?: HubState;
  readonly federation?: FederationState;
  /** Whether the copy is what the state says; absent where they are of different moments. */
  readonly isSame?: boolean;
  readonly records: readonly DifferingRecord[];
  readonly fault?: string;
}

interface AskRequest {
  readonly hub: Hub;
  readonly above: string;
  readonly signal: AbortSignal;
}

async function askBelow(source: Source, request: AskRequest): Promise<Asked> {
  const { hub, above, signal } = request;
  const read = (): FollowedSource | undefined =>
    hub.reading.changes.federation().sources.find((each) => each.source === source.id);
  const { configuration, schemas } = hub;
  const portal = openPortal(source, {
    schemas: schemas.compiled,
    now: () => new Date(),
    operator: configuration.hub,
    token: configuration.secrets[source.id]?.token,
  });
  try {
    const client = createHubClient(portal, source.url);
    const state = await client.state(signal);
    const federation = readFederation(await client.federation(signal), [above]);
    const known = read();
    const said = { known, state, ...(federation && { federation }) };
    if (known?.hub !== state.hub || known.position !== state.seq) return { ...said, records: [] };
    const copy = hub.reading.copies.copyState(source.id);
    // A run may have ended meanwhile.
    if (read()?.position !== known.position) return { ...said, records: [] };
    const isSame = copy?.sha256 === state.sha256;
    const records = isSame ? [] : await differingRecords(client, { source, hub, signal });
    return { ...said, isSame, records };
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return { known: read(), records: [], fault: error.message };
  } finally {
    portal.close();
  }
}

/** More are not named: whoever has lost so many reads everything anew. */
const MOST_NAMED = 20;
const PAGE = 1000;

/** Goes through the whole feed once; of a record nothing is looked at but its version. */
async function differingRecords(
  client: HubClient,
  { source, hub, signal }: { readonly source: Source; readonly hub: Hub; readonly signal: AbortSignal },
): Promise<readonly DifferingRecord[]> {
  const { copies } = hub.reading;
  const differing: DifferingRecord[] = [];
  const listed = new Set<string>();
  for (let since = 0, more = true; more && differing.length < MOST_NAMED;) {
    const page = await client.changes({ since, limit: PAGE }, signal);
    for (const { head } of page.entries) {
      if (!isJsonObject(head)) continue;
      const { kind, identifier, time } = head;
      if (kind !== 'put' || typeof identifier !== 'string') continue;
      listed.add(identifier);
      const received = copies.findReceived(source.id, identifier);
      if (received !== time)
        differing.push({ identifier, fault: received === undefined ? 'lost' : 'version' });
    }
    more = page.more && page.seq > since;
    since = page.seq;
  }
  for (const identifier of copies.received(source.id)) {
    if (differing.length >= MOST_NAMED) break;
    if (!listed.has(identifier)) differing.push({ identifier, fault: 'surplus' });
  }
  return differing.slice(0, MOST_NAMED);
}

/** `title`: of this hub. */
function compareNow(source: Source, title: string, asked: Asked): Hop {
  const { known, state, records } = asked;
  const hop = {
    ...{ above: title, below: asked.federation?.title ?? source.title, source: source.id, records },
    counts: known?.counts ?? NO_COUNTS,
    ...(state && { datasets: state.datasets }),
    ...(known && { completedAt: known.completedAt }),
  };
  if (state === undefined) return { ...hop, status: 'silent', ...(asked.fault && { reason: asked.fault }) };
  if (known?.position === undefined) {
    return {
      ...hop,
      status: 'silent',
      reason: 'no run has brought all of it yet, or the next one reads all of it anew',
    };
  }
  if (known.hub !== state.hub) {
    return {
      ...hop,
      status: 'lost',
      reason: `another store answers there (${state.hub}); the next run reads all of it anew`,
    };
  }
  const behind = state.seq - known.position;
  if (behind < 0) {
    return {
      ...hop,
      status: 'lost',
      reason: 'it was put back to an earlier state; the next run reads all of it anew',
    };
  }
  if (behind > 0 || asked.isSame === undefined) return { ...hop, behind, status: 'behind' };
  const isWhole = asked.isSame && countsTotal(hop.counts) === state.datasets;
  return { ...hop, behind, status: isWhole ? 'whole' : 'lost' };
}

/** As the hub below has told it: numbers alone can be compared. */
function hopsBelow(hub: FederationState, names: Map<string, string>): readonly Hop[] {
  return hub.sources.flatMap((source): readonly Hop[] => {
    const { portal, counts, completedAt, position } = source;
    if (portal !== undefined) names.set(portal.hub, portal.title);
    const below = portal === undefined ? [] : hopsBelow(portal, names);
    const hop = {
      ...{ above: hub.title, below: portal?.title ?? source.title, source: source.source },
      ...{ counts, completedAt, asOf: completedAt, records: [] },
    };
    if (portal === undefined || position === undefined) return [{ ...hop, status: 'silent' }, ...below];
    const behind = Math.max(0, portal.seq - position);
    const { datasets } = portal;
    const isWhole = countsTotal(counts) === datasets;
    const status = behind > 0 ? 'behind' : isWhole ? 'whole' : 'lost';
    return [{ ...hop, datasets, behind, status }, ...below];
  });
}

function wayOf(canary: Canary, ownHub: string, names: ReadonlyMap<string, string>): CanaryWay {
  const times = [...canary.passed, { hub: ownHub, changed: canary.changed }];
  const steps = times.map(({ hub, changed }, index) => {
    const before = times[index - 1]?.changed;
    const seconds = before === undefined ? undefined : (millis(changed) - millis(before)) / 1000;
    return {
      hub: names.get(hub) ?? hub,
      changed,
      // The one above may have had this content before the version below was made.
      ...(seconds !== undefined && seconds >= 0 && { seconds }),
    };
  });
  return { identifier: canary.identifier, title: canary.title, steps };
}

function millis(naiveUtc: string): number {
  return Date.parse(`${naiveUtc.slice(0, 23)}Z`);
}
