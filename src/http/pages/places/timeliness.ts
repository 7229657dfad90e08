import { dayIn } from '../../../domain/day.js';
import { measuresOn } from '../../../domain/pilot/measures.js';
import type { PageContext } from '../page.js';
import type { Place } from './place.js';

/** How many of the open datasets with a periodic cycle were updated within one cycle. */
export interface Timeliness {
  /** CCYY-MM-DD in the hub's time zone. */
  readonly day: string;
  readonly timely: number;
  readonly periodic: number;
  /** Filters that the overdue ones pass. */
  readonly overdue: readonly string[];
}

/** The first reading of the report's measure, within a place. */
export async function timelinessOf(
  { filters }: Place,
  { search, harvest, datasets }: PageContext,
): Promise<Timeliness> {
  // Never before the last change, as in the report.
  const at = Math.max(harvest.now().getTime(), Math.ceil(datasets.version() / 1000));
  const day = dayIn(harvest.timezone, at);
  const reading = measuresOn(day, harvest.overdueTolerance).find(({ code }) => code === 'timely')
    ?.readings[0];
  const { numerator = [], denominator = [] } = reading ?? {};
  const count = async (fq: readonly string[]): Promise<number> => {
    const facets = { fields: [], limit: 0, minCount: 1 };
    return (await search.search({ q: '', fq, sort: '', start: 0, rows: 0, facets })).count;
  };
  const [timely, periodic] = await Promise.all([
    count([...filters, ...numerator]),
    count([...filters, ...denominator]),
  ]);
  const updated = numerator.filter((filter) => !denominator.includes(filter));
  const overdue = [...filters, ...denominator, ...updated.map((filter) => `-(${filter})`)];
  return { day, timely, periodic, overdue };
}
