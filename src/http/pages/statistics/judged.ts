import type { Language } from '../../../domain/dataset.js';
import { DOMAIN_THRESHOLD } from '../../../domain/pilot/measures.js';
import type { CountedDatasets, PilotReport } from '../../../domain/pilot/report.js';
import type { PilotTrend, TrendPoint } from '../../../domain/pilot/trend/trend.js';
import { createSay, number, percent } from '../say.js';
import { TEXTS } from './texts.js';

/** One way to read a figure, as the page shows it. */
export interface JudgedReading {
  readonly title: string;
  readonly formula: string;
  readonly value: number | undefined;
  readonly numerator?: CountedDatasets | number;
  readonly denominator?: CountedDatasets | number;
}

/** A figure of the plan, whatever it is made of: all of them are shown alike. */
export interface Judged {
  readonly code: string;
  readonly title: string;
  readonly isShare: boolean;
  readonly threshold?: number;
  readonly isReached?: boolean;
  readonly readings: readonly JudgedReading[];
  /** Stands with its trend; the others are explained in their cards. */
  readonly explained?: string;
  /** Of the first reading at a point of the trend. */
  readonly valueAt: (point: TrendPoint) => number | undefined;
  /** What a share is made of, for the table behind its trend. */
  readonly countsAt?: (point: TrendPoint) => string;
}

/** The plan's figures in its order: domains first, completeness last. */
export function judgedFigures(report: PilotReport, language: Language): readonly Judged[] {
  const say = createSay(TEXTS, language);
  const { domains, completeness } = report;
  const of = domains.domains.length;
  const least = DOMAIN_THRESHOLD.datasets;
  return [
    {
      code: 'domains',
      title: say('domainsCovered'),
      isShare: false,
      threshold: domains.threshold,
      isReached: domains.isReached,
      readings: [
        {
          title: say('fullDomains', { least }),
          formula: say('domainsFormula', { least, of }),
          ...{ value: domains.full, numerator: domains.full, denominator: of },
        },
        {
          title: say('startedDomains'),
          formula: say('domainsFormula', { least: 1, of }),
          ...{ value: domains.started, numerator: domains.started, denominator: of },
        },
      ],
      valueAt: (point) => point.domains.full,
    },
    ...report.measures.map(({ code, title, threshold, isReached, readings }): Judged => ({
      ...{ code, title: title[language], isShare: readings[0]?.denominator !== undefined },
      ...(threshold !== undefined && { threshold }),
      ...(isReached !== undefined && { isReached }),
      readings: readings.map((reading) => ({
        ...{ title: reading.title[language], formula: reading.formula[language] },
        ...{ value: reading.value, numerator: reading.numerator },
        ...(reading.denominator !== undefined && { denominator: reading.denominator }),
      })),
      valueAt: (point) => point.measures[code][0]?.value,
    })),
    {
      code: 'completeness',
      title: say('completeness'),
      isShare: true,
      readings: [
        { title: say('sevenStatements'), value: completeness.value },
        { title: say('narrow'), value: completeness.narrow },
      ].map((reading) => ({
        ...reading,
        formula: say('completenessFormula'),
        denominator: completeness.entries,
      })),
      valueAt: (point) => point.completeness.value,
    },
  ];
}

/** How many portals are connected, of as many as there are: shown over time besides the plan's figures. */
export function connectionFigure(language: Language): Judged {
  const say = createSay(TEXTS, language);
  return {
    ...{ code: 'connection', title: say('connection'), isShare: true, readings: [] },
    explained: say('connectionFormula'),
    valueAt: ({ connection: { connected, sources } }) => (sources === 0 ? undefined : connected / sources),
    countsAt: ({ connection: { connected, sources } }) => `${number(connected)} / ${number(sources)}`,
  };
}

export function valueText({ isShare }: Pick<Judged, 'isShare'>, value: number | undefined): string {
  if (value === undefined) return '–';
  return isShare ? percent(value) : number(value);
}

/** The plan names whole numbers and whole per cents. */
export function thresholdText({ isShare }: Pick<Judged, 'isShare'>, threshold: number): string {
  return isShare ? `${Math.round(threshold * 100)}%` : number(threshold);
}

/** A trend needs two points to be one. */
export function hasTrend({ points }: PilotTrend): boolean {
  return points.length > 1;
}
