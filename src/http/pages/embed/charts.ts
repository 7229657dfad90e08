import type { Language } from '../../../domain/dataset.js';
import { DOMAIN_THRESHOLD } from '../../../domain/pilot/measures.js';
import type { PilotReport } from '../../../domain/pilot/report.js';
import { keptPilotReport } from '../../pilot/kept-report.js';
import type { LinkParameters } from '../links.js';
import type { PageContext } from '../page.js';
import { queryOf } from '../statistics/counted-link.js';
import { type Judged, judgedFigures } from '../statistics/judged.js';

/** Counts of datasets, each with the search that shows them; the most first. */
export interface CountChart {
  readonly kind: 'counts';
  readonly bars: readonly CountBar[];
  /** Datasets that are counted at all. */
  readonly total: number;
  /** That each count is measured by. */
  readonly threshold?: number;
  /** More than are shown. */
  readonly isCut: boolean;
}

export interface CountBar {
  readonly label: string;
  readonly count: number;
  readonly find: LinkParameters;
}

/** A figure of the pilot plan, with what the plan asks for. */
export interface FigureChart {
  readonly kind: 'figure';
  readonly figure: Judged;
}

const MOST_BARS = 10;
/** Of the plan's figures. */
const FIGURES: Readonly<Record<string, Judged['code']>> = {
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

/** What a chart shows of the catalogue: the same numbers as the statistics. */
export async function countChart(
  chart: ChartName,
  context: PageContext,
  language: Language,
): Promise<CountChart | FigureChart> {
  const code = FIGURES[chart];
  if (code !== undefined) {
    const figure = judgedFigures(await reportOf(context), language).find((each) => each.code === code);
    if (figure === undefined) throw new Error(`there is no figure ${code}`);
    return { kind: 'figure', figure };
  }
  if (chart === 'domains') return domainChart(await reportOf(context), language);
  const bars = sorted(chart === 'publishers' ? publisherBars(context) : await formatBars(context));
  return {
    kind: 'counts',
    bars: bars.slice(0, MOST_BARS),
    total: await context.figures.total(),
    isCut: bars.length > MOST_BARS,
  };
}

function reportOf({ search, datasets, catalog, harvest }: PageContext): Promise<PilotReport> {
  const { timezone, overdueTolerance: tolerance, sources } = harvest;
  const parts = { search, datasets, catalog, sources, tolerance };
  return keptPilotReport(parts, { now: harvest.now(), timezone }, { of: 'all' });
}

function domainChart({ domains, measures }: PilotReport, language: Language): CountChart {
  const total = measures.find(({ code }) => code === 'total')?.readings[0]?.numerator.count;
  return {
    kind: 'counts',
    bars: sorted(
      domains.domains.map(({ title, count, filter }) => ({
        label: title[language],
        count,
        find: [['q', queryOf(filter)]],
      })),
    ),
    total: total ?? 0,
    threshold: DOMAIN_THRESHOLD.datasets,
    isCut: false,
  };
}

function publisherBars({ figures }: PageContext): readonly CountBar[] {
  return figures.publishers().map(({ title, name, datasets }) => {
    return { label: title, count: datasets, find: [['organization', name]] };
  });
}

async function formatBars({ figures }: PageContext): Promise<readonly CountBar[]> {
  const formats = await figures.formats();
  return [...formats]
    .filter(([format]) => format !== '')
    .map(([label, count]) => ({ label, count, find: [['res_format', label]] }));
}

function sorted(bars: readonly CountBar[]): readonly CountBar[] {
  return bars.toSorted((one, other) => other.count - one.count);
}
