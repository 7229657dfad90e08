import { THEMES } from '../../../domain/code-lists.js';
import type { Language } from '../../../domain/dataset.js';
import { dayIn } from '../../../domain/day.js';
import { measuresOn, type MeasureCode } from '../../../domain/pilot/measures.js';
import { toCkanGroups } from '../../../serialise/ckan/themes.js';
import { createCounter } from '../../pilot/count-datasets.js';
import { measureFigures } from '../../pilot/figures.js';
import type { LinkParameters } from '../links.js';
import type { PageContext } from '../page.js';

/** Counts of datasets, each with the search that shows them. */
export interface CountChart {
  readonly kind: 'counts';
  readonly bars: readonly Bar[];
  /** Of the catalogue. */
  readonly total: number;
  /** More than are shown. */
  readonly isCut: boolean;
}

export interface Bar {
  readonly label: string;
  readonly count: number;
  readonly find: LinkParameters;
}

/** A share of the datasets, and what is asked of it. */
export interface ShareChart {
  readonly kind: 'share';
  readonly title: string;
  readonly count: number;
  readonly all: number;
  /** Absent: there is nothing to count. */
  readonly share?: number;
  readonly threshold?: number;
}

const MOST_BARS = 10;
const SHARES: Readonly<Record<string, MeasureCode>> = {
  'machine-readable': 'machine_readable',
  api: 'api',
  realtime: 'realtime',
  timely: 'timely',
};

export const CHARTS = [
  'domains',
  'publishers',
  'formats',
  'machine-readable',
  'api',
  'realtime',
  'timely',
] as const;
export type ChartName = (typeof CHARTS)[number];

/** What a chart shows of the catalogue. */
export async function countChart(
  chart: ChartName,
  context: PageContext,
  language: Language,
): Promise<CountChart | ShareChart> {
  const measure = SHARES[chart];
  if (measure !== undefined) return shareChart(measure, context, language);
  const bars = await barsOf(chart, context, language);
  const shown = chart === 'domains' ? bars : bars.slice(0, MOST_BARS);
  return {
    kind: 'counts',
    bars: shown,
    total: await context.figures.total(),
    isCut: shown.length < bars.length,
  };
}

async function barsOf(
  chart: ChartName,
  { figures }: PageContext,
  language: Language,
): Promise<readonly Bar[]> {
  if (chart === 'publishers') {
    const bars = figures.publishers().map(({ title, name, datasets }): Bar => {
      return { label: title, count: datasets, find: [['organization', name]] };
    });
    return sorted(bars);
  }
  if (chart === 'formats') {
    const formats = await figures.formats();
    return sorted(
      [...formats].map(([label, count]) => ({ label: label || '—', count, find: [['res_format', label]] })),
    );
  }
  const groups = await figures.groups();
  return sorted(
    THEMES.map((theme) => {
      const name = toCkanGroups([theme.code])[0]?.name ?? '';
      return { label: theme[language], count: groups.get(name) ?? 0, find: [['groups', name]] };
    }),
  );
}

function sorted(bars: readonly Bar[]): readonly Bar[] {
  return bars.toSorted((one, other) => other.count - one.count);
}

async function shareChart(
  code: MeasureCode,
  { search, harvest }: PageContext,
  language: Language,
): Promise<ShareChart> {
  const { now, timezone, overdueTolerance } = harvest;
  const day = dayIn(timezone, now().getTime());
  const measures = measuresOn(day, overdueTolerance).filter((measure) => measure.code === code);
  const [figure] = await measureFigures(measures, createCounter(search, { of: 'all' }, harvest.sources));
  const [reading] = figure?.readings ?? [];
  if (figure === undefined || reading === undefined) throw new Error(`there is no measure ${code}`);
  return {
    kind: 'share',
    title: figure.title[language],
    count: reading.numerator.count,
    all: reading.denominator?.count ?? 0,
    ...(reading.value !== undefined && { share: reading.value }),
    ...(figure.threshold !== undefined && { threshold: figure.threshold }),
  };
}
