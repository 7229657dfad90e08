import type { MeasureCode } from '../../../domain/pilot/measures.js';
import type { LeagueRow } from '../../../domain/pilot/report.js';
import type { LinkParameters } from '../links.js';

/** The two leagues by the last part of their address. */
export const LEAGUES = ['sources', 'publishers'] as const;
export type LeagueName = (typeof LEAGUES)[number];

/** How a league is sorted: by a figure, the highest first unless told, or by name. */
export interface LeagueOrder {
  readonly by: MeasureCode | 'name';
  readonly isRising: boolean;
}

const DEFAULT: LeagueOrder = { by: 'total', isRising: false };
const NAMES = new Intl.Collator('zh');

/** `?sort=api&order=asc`; what there is not is the default. */
export function readOrder(query: URLSearchParams, codes: readonly MeasureCode[]): LeagueOrder {
  const asked = query.get('sort');
  const by = asked === 'name' ? 'name' : (codes.find((code) => code === asked) ?? DEFAULT.by);
  const order = query.get('order');
  return { by, isRising: order === null ? by === 'name' : order === 'asc' };
}

export function orderParameters({ by, isRising }: LeagueOrder): LinkParameters {
  return [
    ['sort', by === DEFAULT.by ? undefined : by],
    ['order', isRising === (by === 'name') ? undefined : isRising ? 'asc' : 'desc'],
  ];
}

/** What a click on the head of a column asks for: the other way round where it is sorted by that already. */
export function nextOrder({ by, isRising }: LeagueOrder, column: LeagueOrder['by']): LeagueOrder {
  return { by: column, isRising: by === column ? !isRising : column === 'name' };
}

/** Who has no value is last either way; equal ones stand by name. */
export function sortLeague(rows: readonly LeagueRow[], { by, isRising }: LeagueOrder): readonly LeagueRow[] {
  const named = rowsByName(rows);
  if (by === 'name') return isRising ? named : named.toReversed();
  const sign = isRising ? 1 : -1;
  return named.toSorted((one, other) => {
    const [first, second] = [one.values[by], other.values[by]];
    if (first === undefined || second === undefined)
      return Number(first === undefined) - Number(second === undefined);
    return sign * (first - second);
  });
}

/** To compare names as Chinese has them takes longest, and a report is read many times. */
const byName = new WeakMap<readonly LeagueRow[], readonly LeagueRow[]>();

function rowsByName(rows: readonly LeagueRow[]): readonly LeagueRow[] {
  const known = byName.get(rows);
  if (known !== undefined) return known;
  const sorted = rows.toSorted(
    (one, other) => NAMES.compare(one.title, other.title) || (one.id < other.id ? -1 : 1),
  );
  byName.set(rows, sorted);
  return sorted;
}
