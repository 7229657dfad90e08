import { SearchSyntaxError } from '../domain/errors.js';
import { toExtent, type Extent } from '../domain/extent.js';
import type { SearchRequest } from '../pipeline/read-ports.js';
import type { Columns } from './columns.js';
import type { Interval } from './coverage.js';
import type { DocumentSet } from './document-set.js';
import { readInterval } from './interval.js';
import type { LeafPlan } from './plan.js';

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const MAX_BOX_LENGTH = 500;

/** The filters by where and when datasets are about; none where the request asks none. */
export function planCoverage(
  { box, ...times }: NonNullable<SearchRequest['coverage']>,
  columns: Columns,
  now: number,
): readonly LeafPlan[] {
  const found: (() => DocumentSet)[] = [];
  if (box !== undefined) {
    const extent = readBox(box);
    found.push(() => columns.coverage.within(columns.live, extent));
  }
  if (times.start !== undefined || times.end !== undefined) {
    const interval = readInterval(times, now);
    found.push(() => during(columns, interval));
  }
  return found.map((each) => ({ type: 'leaf', found: each, parts: [] }));
}

/** What does not say when it is about is judged by its last change, as CKAN's extensions judge everything. */
function during(columns: Columns, interval: Interval): DocumentSet {
  return columns.coverage.during(columns.live, interval, () =>
    columns.between('changed', interval.from * 1000, interval.before * 1000),
  );
}

/** `minx,miny,maxx,maxy` */
function readBox(text: string): Extent {
  const edges = text.length > MAX_BOX_LENGTH ? [] : text.split(',').map((edge) => edge.trim());
  const [west = NaN, south = NaN, east = NaN, north = NaN] = edges.map((edge) =>
    NUMBER.test(edge) ? Number(edge) : NaN,
  );
  const extent = edges.length === 4 ? toExtent({ west, south, east, north }) : undefined;
  if (extent === undefined) throw new SearchSyntaxError('Wrong bounding box provided', 'ext_bbox', 0);
  return extent;
}
