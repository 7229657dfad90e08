import { OPEN_TYPES, THEMES } from '../../domain/code-lists.js';
import { DOMAIN_THRESHOLD, OPENED } from '../../domain/pilot/measures.js';
import type { Measure, Reading } from '../../domain/pilot/measures.js';
import type {
  CompletenessFigures,
  DomainFigures,
  LeagueRow,
  MeasureFigure,
  OpenKindFigure,
  ReadingFigure,
} from '../../domain/pilot/report.js';
import { NARROW_ATTRIBUTES, STATEMENTS } from '../../domain/pilot/statements.js';
import { toCkanGroups } from '../../serialise/ckan/themes.js';
import type { Counted, CountDatasets, CountedBy } from './count-datasets.js';

export async function measureFigures(
  measures: readonly Measure[],
  count: CountDatasets,
): Promise<readonly MeasureFigure[]> {
  return Promise.all(
    measures.map(async ({ code, title, threshold, readings }) => {
      const figures = await Promise.all(readings.map((reading) => readingFigure(reading, count)));
      const value = figures[0]?.value;
      return {
        ...{ code, title, readings: figures },
        ...(threshold !== undefined && { threshold, isReached: value !== undefined && value >= threshold }),
      };
    }),
  );
}

async function readingFigure(reading: Reading, count: CountDatasets): Promise<ReadingFigure> {
  const { code, title, formula } = reading;
  const numerator = countedOf(await count(reading.numerator));
  if (reading.denominator === undefined) return { code, title, formula, numerator, value: numerator.count };
  const denominator = countedOf(await count(reading.denominator));
  return {
    ...{ code, title, formula, numerator, denominator },
    ...(denominator.count > 0 && { value: numerator.count / denominator.count }),
  };
}

export async function domainFigures(count: CountDatasets): Promise<DomainFigures> {
  const opened = await count([OPENED]);
  const byGroup = opened.by('groups');
  const domains = THEMES.map(({ code, zh, en }) => {
    const group = toCkanGroups([code])[0]?.name ?? '';
    const datasets = byGroup.get(group) ?? 0;
    return {
      ...{ code, title: { zh, en }, count: datasets, filter: [...opened.filter, `groups:${group}`] },
      isFull: datasets >= DOMAIN_THRESHOLD.datasets,
    };
  });
  const full = domains.filter(({ isFull }) => isFull).length;
  return {
    full,
    started: domains.filter((domain) => domain.count > 0).length,
    threshold: DOMAIN_THRESHOLD.domains,
    isReached: full >= DOMAIN_THRESHOLD.domains,
    domains,
  };
}

export async function completenessFigures(count: CountDatasets): Promise<CompletenessFigures> {
  const opened = await count([OPENED]);
  const missing = opened.by('cn_missing');
  const entries = opened.count;
  const statements = STATEMENTS.map(({ code, zh, en }) => {
    const lacking = missing.get(code) ?? 0;
    return {
      ...{ code, title: { zh, en }, stated: entries - lacking },
      missing: { count: lacking, filter: [...opened.filter, `cn_missing:${code}`] },
    };
  });
  const most = STATEMENTS.length * entries;
  const stated = statements.reduce((sum, statement) => sum + statement.stated, 0);
  // A class is one way to state attributes: who lacks both readings is in both counts.
  const narrower = stated - (missing.get(NARROW_ATTRIBUTES) ?? 0) + (missing.get('attributes') ?? 0);
  return {
    statements,
    entries: countedOf(opened),
    ...(most > 0 && { value: stated / most, narrow: narrower / most }),
  };
}

const OPEN_KINDS = [
  ...OPEN_TYPES.map(({ code, zh, en }) => ({ code, title: { zh, en }, filter: `cn_open_type:${code}` })),
  { code: 'unstated', title: { zh: '未注明', en: 'Not stated' }, filter: '-cn_open_type:*' },
] as const;

export async function openKindFigures(count: CountDatasets): Promise<readonly OpenKindFigure[]> {
  return Promise.all(
    OPEN_KINDS.map(async ({ code, title, filter }) => {
      const all = countedOf(await count([filter]));
      const figure = { code, title, ...all };
      if (code !== 'conditional' && code !== 'not_open') return figure;
      return { ...figure, withBasis: countedOf(await count([filter, 'cn_open_basis:*'])) };
    }),
  );
}

/** Values of the first readings by publisher or source; those with the most open datasets come first. */
export async function league(
  field: Extract<CountedBy, 'organization' | 'harvest_source_id'>,
  {
    measures,
    count,
    titleOf,
  }: {
    readonly measures: readonly Measure[];
    readonly count: CountDatasets;
    readonly titleOf: (id: string) => string;
  },
): Promise<readonly LeagueRow[]> {
  const ids = [...(await count([])).by(field).keys()];
  const columns = await Promise.all(
    measures.map(async ({ code, readings: [reading] }) => ({
      code,
      numerator: (await count(reading.numerator)).by(field),
      denominator: reading.denominator && (await count(reading.denominator)).by(field),
    })),
  );
  const rows = ids.map((id): LeagueRow => {
    const values = columns.flatMap(({ code, numerator, denominator }) => {
      const above = numerator.get(id) ?? 0;
      if (denominator === undefined) return [[code, above] as const];
      const below = denominator.get(id) ?? 0;
      return below === 0 ? [] : [[code, above / below] as const];
    });
    return { id, title: titleOf(id), values: Object.fromEntries(values) };
  });
  return rows.sort(
    (one, other) => (other.values.total ?? 0) - (one.values.total ?? 0) || (one.id < other.id ? -1 : 1),
  );
}

function countedOf({ count, filter }: Counted): Pick<Counted, 'count' | 'filter'> {
  return { count, filter };
}
