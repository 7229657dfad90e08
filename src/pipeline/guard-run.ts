import type { Alarm } from '../domain/hold.js';
import type { SourceLimits } from '../domain/source.js';

/** What a run would do to what is live of its source. */
export interface RunFigures {
  readonly live: number;
  readonly added: number;
  readonly changed: number;
  /** Not listed any more, whether their grace is over or not: what goes at once is an alarm before anything is removed. */
  readonly removed: number;
  /** Element → live datasets in which the portal changed it. */
  readonly altered: ReadonlyMap<string, number>;
}

/**
 * Elements that a portal has no reason to change everywhere at once: what they say rests with each dataset. Dates, files,
 * addresses and a portal's own extras change together whenever it is rebuilt or counts anew.
 */
const WATCHED: ReadonlySet<string> = new Set([
  'abstract',
  'classification',
  'license',
  'nationalThemes',
  'openness',
  'publisher',
  'securityLevel',
  'sharing',
  'themes',
  'title',
  'updateCycle',
  'visibility',
]);

/** Below so many datasets everything may change at once without meaning anything. */
export const LEAST_ALTERED = 20;

/** Whether so many changes can be all of one element: only then it is worth counting them. */
export function mayAlarmFields(
  limits: SourceLimits,
  { live, changed }: Omit<RunFigures, 'altered'>,
): boolean {
  return changed >= LEAST_ALTERED && changed / live > limits.fieldShare;
}

/**
 * The limits of the source that the run would cross; with none it is published. A source of which nothing is live has none:
 * its first run cannot be compared with anything. Where a `review` is asked for, any change waits.
 */
export function alarmsOf(limits: SourceLimits, figures: RunFigures, review = false): readonly Alarm[] {
  const { live, altered, added, changed, removed } = figures;
  const records = added + changed + removed;
  if (review && records > 0) {
    return [{ code: 'review', records, live, message: `${records} of ${live} would change by the replay` }];
  }
  if (live === 0) return [];
  const counted = (['removed', 'added', 'changed'] as const).flatMap((code): Alarm[] => {
    const records = figures[code];
    const crossed = crossedLimit(records, live, limits[`${code}Share`], limits[`${code}Count`]);
    if (crossed === undefined) return [];
    return [{ code, records, live, message: `${records} of ${live} ${WORDS[code]}, more than ${crossed}` }];
  });
  const fields = [...altered]
    .filter(([element]) => WATCHED.has(element))
    .filter(([, records]) => records >= LEAST_ALTERED && records / live > limits.fieldShare)
    .map(([element, records]): Alarm => ({
      code: 'field',
      element,
      records,
      live,
      message: `${element} changed in ${records} of ${live}, more than ${percent(limits.fieldShare)}`,
    }));
  return [...counted, ...fields];
}

const WORDS = {
  removed: 'are not listed any more',
  added: 'would be added',
  changed: 'would change',
} as const;

function crossedLimit(
  records: number,
  live: number,
  share: number | undefined,
  count: number | undefined,
): string | undefined {
  // A quotient: 29 of 100 are exactly a limit of 0.29, which the product of the two is not.
  if (share !== undefined && records / live > share) return percent(share);
  return count !== undefined && records > count ? String(count) : undefined;
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
