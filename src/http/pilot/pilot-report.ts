import { dayIn } from '../../domain/day.js';
import { CONNECTED_MS } from '../../domain/pilot/connection.js';
import { measuresOn } from '../../domain/pilot/measures.js';
import type { ConnectionFigures, PilotReport, PilotScope } from '../../domain/pilot/report.js';
import { type RegionalSource, sourcesWithin } from '../../domain/pilot/scope.js';
import type { CatalogReader, DatasetReader, SearchIndex } from '../../pipeline/read-ports.js';
import { ChangingError } from '../errors.js';
import { createCounter } from './count-datasets.js';
import { completenessFigures, domainFigures, league, measureFigures, openKindFigures } from './figures.js';

export interface PilotParts {
  /** Of the state that is asked for. */
  readonly search: SearchIndex;
  readonly datasets: Pick<DatasetReader, 'publishers' | 'version'>;
  readonly catalog: Pick<CatalogReader, 'findLastPortalRun' | 'latestSeq'>;
  readonly sources: readonly (RegionalSource & { readonly title: string })[];
  /** Share of a cycle by which an update may be late. */
  readonly tolerance: number;
}

export interface PilotMoment {
  readonly now: Date;
  /** IANA time zone of the day that updates are judged on. */
  readonly timezone: string;
}

const TRIES = 5;

/**
 * Counts are made by the same searches that the filters of the figures name, all of one state: what is published in the middle of
 * them makes them anew. `ChangingError` where that goes on and on.
 */
export async function makePilotReport(
  parts: PilotParts,
  moment: PilotMoment,
  scope: PilotScope,
): Promise<PilotReport> {
  const { search, catalog } = parts;
  for (let tried = 0; tried < TRIES; tried += 1) {
    const seq = await catalog.latestSeq();
    if (search.seq === seq) {
      const report = await countAll(parts, { ...moment, seq }, scope);
      if ((await catalog.latestSeq()) === seq) return report;
    }
    await search.refresh();
  }
  throw new ChangingError('The catalogue changes while it is counted: ask again, or with as_of');
}

async function countAll(
  parts: PilotParts,
  { now, timezone, seq }: PilotMoment & { readonly seq: number },
  scope: PilotScope,
): Promise<PilotReport> {
  const { datasets } = parts;
  // Never before the last change, so that the same is found when it is asked for as of then.
  const at = new Date(Math.max(now.getTime(), Math.ceil(datasets.version() / 1000)));
  const day = dayIn(timezone, at.getTime());
  const measures = measuresOn(day, parts.tolerance);
  const count = createCounter(parts.search, scope, parts.sources);
  const publisherTitles = new Map(datasets.publishers().map(({ name, title }) => [name, title]));
  const sourceTitles = new Map(parts.sources.map(({ id, title }) => [id, title]));
  const leagueOf = (
    field: 'organization' | 'harvest_source_id',
    titles: ReadonlyMap<string, string>,
  ): ReturnType<typeof league> => league(field, { measures, count, titleOf: (id) => titles.get(id) ?? id });
  return {
    ...{ seq, at: at.toISOString(), day, scope },
    measures: await measureFigures(measures, count),
    domains: await domainFigures(count),
    completeness: await completenessFigures(count),
    openKinds: await openKindFigures(count),
    connection: await connectionFigures(parts, {
      at,
      scope,
      datasets: (await count([])).by('harvest_source_id'),
    }),
    league: {
      sources: await leagueOf('harvest_source_id', sourceTitles),
      publishers: await leagueOf('organization', publisherTitles),
    },
  };
}

async function connectionFigures(
  { sources, catalog }: PilotParts,
  {
    at,
    scope,
    datasets,
  }: {
    readonly at: Date;
    readonly scope: PilotScope;
    readonly datasets: ReadonlyMap<string, number>;
  },
): Promise<ConnectionFigures> {
  const within = sourcesWithin(scope, sources);
  const wanted = sources.filter(({ id }) =>
    within !== undefined ? within.includes(id) : scope.of === 'all' || datasets.has(id),
  );
  const oldest = at.getTime() - CONNECTED_MS;
  const rows = await Promise.all(
    wanted.map(async ({ id, title }) => {
      const lastComplete = await catalog.findLastPortalRun(id, at.toISOString());
      return {
        ...{ sourceId: id, title, datasets: datasets.get(id) ?? 0 },
        isConnected: lastComplete !== undefined && Date.parse(lastComplete) >= oldest,
        ...(lastComplete !== undefined && { lastComplete }),
      };
    }),
  );
  return { connected: rows.filter(({ isConnected }) => isConnected).length, sources: rows };
}
