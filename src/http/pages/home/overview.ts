import { dayBefore, dayIn } from '../../../domain/day.js';
import { measuresOn, type MeasureCode } from '../../../domain/pilot/measures.js';
import type { MeasureFigure } from '../../../domain/pilot/report.js';
import type { PublishedDataset } from '../../../domain/published.js';
import type { DatasetChange } from '../../../pipeline/read-ports.js';
import { createCounter } from '../../pilot/count-datasets.js';
import { measureFigures } from '../../pilot/figures.js';
import { keptPerState } from '../kept.js';
import type { PageContext } from '../page.js';

/** What the home page tells of the catalogue: a few searches, made once for each published state and day. */
export interface Overview {
  /** CCYY-MM-DD, of the catalogue's time zone. */
  readonly day: string;
  readonly total: number;
  /** Group name → datasets. */
  readonly byDomain: ReadonlyMap<string, number>;
  /** Source id → datasets, the most first. */
  readonly bySource: ReadonlyMap<string, number>;
  readonly newest: readonly PublishedDataset[];
  readonly week: Week;
  /** Three of the pilot plan, each by its first reading. */
  readonly measures: readonly MeasureFigure[];
}

/** Changes of the last seven days. */
export interface Week {
  /** Datasets that are new, that were changed, that went. */
  readonly added: number;
  readonly updated: number;
  readonly removed: number;
  /** There are more removals than were counted. */
  readonly isCut: boolean;
  /** The last of them that have a title. */
  readonly latest: readonly (DatasetChange & { readonly name?: string })[];
}

const MEASURES: readonly MeasureCode[] = ['total', 'machine_readable', 'api'];
const SHOWN = 5;
const DAYS = 7;
const MOST_REMOVED = 1000;
/** Some changes have no title to show, and one dataset may have changed several times. */
const LOOKED_THROUGH = 30;

type OverviewParts = Pick<PageContext, 'search' | 'catalog' | 'harvest' | 'datasets'>;

export const overviewOf = keptPerState(makeOverview, dayOf);

function dayOf({ harvest }: OverviewParts): string {
  return dayIn(harvest.timezone, harvest.now().getTime());
}

async function makeOverview(parts: OverviewParts): Promise<Overview> {
  const { search, harvest } = parts;
  const day = dayOf(parts);
  const measures = measuresOn(day, harvest.overdueTolerance)
    .filter(({ code }) => MEASURES.includes(code))
    .map((measure) => ({ ...measure, readings: [measure.readings[0]] as const }));
  const { count, facets, datasets } = await search.search(
    {
      ...{ q: '', fq: [], sort: 'metadata_created desc', start: 0, rows: SHOWN },
      facets: { fields: ['groups', 'harvest_source_id'], limit: -1, minCount: 1 },
    },
    'datasets',
  );
  return {
    day,
    total: count,
    byDomain: facets.get('groups') ?? new Map<string, number>(),
    bySource: facets.get('harvest_source_id') ?? new Map<string, number>(),
    newest: datasets,
    week: await weekOf(parts, day),
    measures: await measureFigures(measures, createCounter(search, { of: 'all' }, harvest.sources)),
  };
}

async function weekOf({ search, catalog, datasets, harvest }: OverviewParts, day: string): Promise<Week> {
  const first = `${dayBefore(day, DAYS)}T00:00:00Z`;
  const since = `[${first} TO *]`;
  const countOf = async (fq: readonly string[]): Promise<number> => {
    const facets = { fields: [], limit: 0, minCount: 1 };
    return (await search.search({ q: '', fq, sort: '', start: 0, rows: 0, facets })).count;
  };
  const window = {
    after: Date.parse(first) * 1000 - 1,
    before: (harvest.now().getTime() + 1) * 1000,
    offset: 0,
  };
  const changes = await catalog.latestChanges({ of: 'all' }, { ...window, limit: LOOKED_THROUGH });
  const gone = await catalog.latestChanges(
    { of: 'all' },
    { ...window, kinds: ['removed'], limit: MOST_REMOVED },
  );
  const added = await countOf([`metadata_created:${since}`]);
  const changed = await countOf([`metadata_modified:${since}`]);
  const onePerDataset = [
    ...new Map([...changes].reverse().map((change) => [change.datasetId, change])).values(),
  ];
  return {
    added,
    updated: Math.max(0, changed - added),
    removed: new Set(gone.map(({ datasetId }) => datasetId)).size,
    isCut: gone.length === MOST_REMOVED,
    latest: onePerDataset
      .filter(({ title }) => title !== undefined && title !== '')
      .sort((one, other) => other.seq - one.seq)
      .slice(0, SHOWN)
      .map((change) => ({ ...change, ...nameOf(datasets.find(change.datasetId)) })),
  };
}

function nameOf(published: PublishedDataset | undefined): { readonly name?: string } {
  return published === undefined ? {} : { name: published.name };
}
