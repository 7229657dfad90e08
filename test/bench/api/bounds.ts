import type { KeptRowId, Row, RowId, SizeFigures } from './measure-size.js';

/** A line of the table of bounds. */
export interface Bound {
  readonly name: string;
  readonly bound: string;
  /** `smaller`: the same at the smaller size, where there is one. */
  judge(figures: SizeFigures, smaller: SizeFigures | undefined): Verdict;
  /** What is compared between the sizes. */
  growing(figures: SizeFigures): number;
}

export interface Verdict {
  readonly figure: string;
  /** Undefined where it cannot be said: no PostgreSQL, or only one size. */
  readonly reached: boolean | undefined;
}

/** "Independent of the size" allows for the larger memory, which is less often in the processor's cache. */
const INDEPENDENT = 2;
const MIXED_CLIENTS = 8;

export const BOUNDS: readonly Bound[] = [
  {
    name: 'no query, six facets',
    bound: `independent of the size (≤ ${INDEPENDENT} × the smaller)`,
    growing: (figures) => p95(figures, 'all'),
    judge(figures, smaller) {
      const time = p95(figures, 'all');
      const before = smaller === undefined ? undefined : p95(smaller, 'all');
      return { figure: ms(time), reached: before === undefined ? undefined : time <= INDEPENDENT * before };
    },
  },
  beside('filters', 'filters only', { y2: 20 }),
  beside('some', 'words with 3.6 % hits', { y1: 4, y2: 5, y3: 5 }),
  kept('some, kept', 'words with 3.6 % hits, searched before in this state'),
  beside('many', 'words with 38 % hits', { y1: 2.5, y2: 10, y3: 10 }),
  kept('many, kept', 'words with 38 % hits, searched before in this state'),
  beside('rare', 'rare phrases', { y1: 3 }),
  kept('rare, kept', 'rare phrases, searched before in this state'),
  between('last page', 'rows=1000, sort=id asc, last page', { other: 'first page', most: 1.5 }),
  between('show', 'package_show', { other: 'empty', most: 3 }),
  {
    name: `mixed queries, ${MIXED_CLIENTS} clients`,
    bound: '≥ 5 × Y3',
    growing: (figures) => 1 / perSecond(figures, 'mixed, kept'),
    judge(figures) {
      // As the hub is configured usually: every engine here may keep what it likes.
      const hub = perSecond(figures, 'mixed, kept');
      const y3 = rowOf(figures, 'mixed').y3?.perSecond;
      if (y3 === undefined) return { figure: `${hub.toFixed(0)}/s; Y3 not measured`, reached: undefined };
      return {
        figure: `${(hub / y3).toFixed(1)} × (${hub.toFixed(0)}/s, with no words kept ${perSecond(figures, 'mixed').toFixed(0)}/s; Y3 ${y3.toFixed(1)}/s)`,
        reached: hub >= 5 * y3,
      };
    },
  },
  {
    name: `the same again, ${MIXED_CLIENTS} clients`,
    bound: '–',
    growing: (figures) => 1 / perSecond(figures, 'again'),
    judge: (figures) => ({ figure: `${perSecond(figures, 'again').toFixed(0)}/s`, reached: undefined }),
  },
  grown('start of serve to first answer', (figures) => figures.startSeconds, 's'),
  grown('resident memory of serve, after all of this', (figures) => figures.megabytes.now, 'MB'),
  {
    name: 'memory and disk',
    bound: '–',
    growing: ({ disk }) => disk.index,
    judge: ({ megabytes: { started, peak }, disk }) => ({
      figure: `${started.toFixed(0)} MB at the start, ${peak.toFixed(0)} MB at most; index ${disk.index.toFixed(0)} MB of a store of ${disk.store.toFixed(0)} MB`,
      reached: undefined,
    }),
  },
];

interface Factors {
  /** At most so many times as long, and 3 ms. */
  readonly y1?: number;
  /** At least so many times as fast. */
  readonly y2?: number;
  readonly y3?: number;
}

function beside(id: RowId, name: string, factors: Factors): Bound {
  const { y1: most, y2: least, y3: fewest } = factors;
  const bound = [
    most === undefined ? '' : `≤ ${most} × Y1 + 3 ms`,
    least === undefined ? '' : `≥ ${least} × faster than Y2`,
    fewest === undefined ? '' : `≥ ${fewest} × faster than Y3`,
  ];
  return {
    name,
    bound: bound.filter((part) => part !== '').join(', '),
    growing: (figures) => p95(figures, id),
    judge(figures) {
      const { y1, y2, y3 } = rowOf(figures, id);
      const time = p95(figures, id);
      const parts: readonly (readonly [string, boolean | undefined])[] = [
        compared('Y1', most, y1, (factor, other) => time <= factor * other + 3),
        compared('Y2', least, y2, (factor, other) => other >= factor * time),
        compared('Y3', fewest, y3?.p95, (factor, other) => other >= factor * time),
      ];
      const said = parts.map(([text]) => text).filter((text) => text !== '');
      const verdicts = parts.map(([, reached]) => reached).filter((reached) => reached !== undefined);
      const missing = fewest !== undefined && y3 === undefined;
      const all = verdicts.every(Boolean);
      return { figure: [ms(time), ...said].join('; '), reached: missing && all ? undefined : all };
    },
  };

  function compared(
    which: string,
    factor: number | undefined,
    other: number | undefined,
    reached: (factor: number, other: number) => boolean,
  ): readonly [string, boolean | undefined] {
    if (factor === undefined) return [other === undefined ? '' : `${which} ${ms(other)}`, undefined];
    if (other === undefined) return [`${which} not measured`, undefined];
    return [`${which} ${ms(other)}`, reached(factor, other)];
  }
}

function kept(id: KeptRowId, name: string): Bound {
  return {
    name,
    bound: '–',
    growing: (figures) => p95(figures, id),
    judge: (figures) => ({ figure: ms(p95(figures, id)), reached: undefined }),
  };
}

function between(
  id: RowId,
  name: string,
  { other, most }: { readonly other: RowId; readonly most: number },
): Bound {
  return {
    name,
    bound: `≤ ${most} × ${other === 'empty' ? 'an empty route' : 'the first page'}`,
    growing: (figures) => p95(figures, id),
    judge(figures) {
      const [time, base] = [p95(figures, id), p95(figures, other)];
      return {
        figure: `${(time / base).toFixed(2)} × (${ms(time)} / ${ms(base)})`,
        reached: time <= most * base,
      };
    },
  };
}

function grown(name: string, valueOf: (figures: SizeFigures) => number, unit: string): Bound {
  return {
    name,
    bound: '≤ 10 × the smaller',
    growing: valueOf,
    judge(figures, smaller) {
      const value = valueOf(figures);
      const figure = `${value.toFixed(unit === 's' ? 2 : 0)} ${unit}`;
      return { figure, reached: smaller === undefined ? undefined : value <= 10 * valueOf(smaller) };
    },
  };
}

function rowOf({ rows }: SizeFigures, id: RowId): Row {
  const row = rows.get(id);
  if (row === undefined) throw new Error(`${id} was not measured`);
  return row;
}

/** With one client. */
function p95(figures: SizeFigures, id: RowId): number {
  return rowOf(figures, id).hub.find(([clients]) => clients === 1)?.[1].p95 ?? Number.NaN;
}

function perSecond(figures: SizeFigures, id: RowId): number {
  const load = rowOf(figures, id).hub.find(([clients]) => clients === MIXED_CLIENTS);
  return load?.[1].perSecond ?? Number.NaN;
}

function ms(time: number): string {
  return `${time.toFixed(2)} ms`;
}
