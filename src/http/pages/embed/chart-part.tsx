import type { ComponentChildren, VNode } from 'preact';
import { dayIn } from '../../../domain/day.js';
import { bars, type BarsOptions } from '../charts/bars.js';
import { drawChart } from '../charts/svg.js';
import { Table } from '../components/table.js';
import type { Page, PageContext, PageRequest } from '../page.js';
import { dayInWords } from '../places/days.js';
import { Markup } from '../raw.js';
import { createSay, number } from '../say.js';
import { CountedLink } from '../statistics/counted-link.js';
import { thresholdText, valueText } from '../statistics/judged.js';
import { CHARTS, type CountChart, countChart, type FigureChart } from './charts.js';
import { EMBED_TEXTS, PART_TEXTS } from './texts.js';

/** Drawn for columns of about these widths, so that its letters have nearly their size in both. */
const WIDTHS = { narrow: { width: 320, names: 156 }, wide: { width: 600, names: 210 } } as const;

/** A chart as the statistics have it, with the table behind it, its day, and the way to all figures. */
export async function chartPart(request: PageRequest, context: PageContext): Promise<Page | undefined> {
  const name = CHARTS.find((chart) => chart === request.params['chart']);
  if (name === undefined) return undefined;
  const { language, link } = request;
  const title = createSay(EMBED_TEXTS, language)(name);
  const say = createSay(PART_TEXTS, language);
  const chart = await countChart(name, context, language);
  const { now, timezone } = context.harvest;
  return {
    title,
    main: (
      <>
        {chart.kind === 'counts' ? await counts(title, chart, request) : await figure(title, chart, request)}
        <p class="muted">
          {say('day', { day: dayInWords(dayIn(timezone, now().getTime()), language) })}
          {language === 'zh' ? '，' : ' · '}
          <a
            href={link(chart.kind === 'figure' ? `/statistics#measure-${chart.figure.code}` : '/statistics')}
          >
            {say('allFigures')}
          </a>
        </p>
      </>
    ),
  };
}

async function counts(title: string, chart: CountChart, request: PageRequest): Promise<VNode> {
  const { bars: shown, total, isCut, threshold } = chart;
  const { language, link } = request;
  const say = createSay(PART_TEXTS, language);
  const least = threshold === undefined ? undefined : say('threshold', { value: number(threshold) });
  return (
    <>
      <h1>{title}</h1>
      <p class="muted">
        {say(threshold === undefined ? 'total' : 'totalOpen', { count: total })}
        {isCut && `${language === 'zh' ? '，' : ' · '}${say('others', { count: shown.length })}`}
      </p>
      <Chart
        {...await drawn((names) => ({
          label: say('barsLabel', {
            title,
            bars: shown.map((bar) => `${bar.label} ${number(bar.count)}`).join(say('comma')),
          }),
          names,
          bars: shown.map(({ label, count }) => ({ name: label, value: count, text: number(count) })),
          ...(threshold !== undefined && { threshold: { value: threshold, text: least ?? '' } }),
        }))}
        summary={say('asTable')}
      >
        <Table
          heads={[say('name'), say('results')]}
          numeric={[1]}
          rows={shown.map(({ label, count, find }) => [
            <a href={link('/dataset', find)}>
              <bdi>{label}</bdi>
            </a>,
            number(count),
          ])}
        />
      </Chart>
    </>
  );
}

async function figure(title: string, { figure: shown }: FigureChart, request: PageRequest): Promise<VNode> {
  const say = createSay(PART_TEXTS, request.language);
  const { readings, threshold, isReached } = shown;
  const [reading] = readings;
  const value = valueText(shown, reading?.value);
  const verdict = isReached === undefined ? undefined : say(isReached ? 'reached' : 'missed');
  const least =
    threshold === undefined ? undefined : say('threshold', { value: thresholdText(shown, threshold) });
  const inWords = [`${title} ${value}`, least, verdict].filter((part) => part !== undefined);
  return (
    <>
      <h1>
        {title}{' '}
        {verdict !== undefined && (
          <span class={isReached === true ? 'badge good' : 'badge bad'}>
            {isReached === true ? '✓' : '✗'} {verdict}
          </span>
        )}
      </h1>
      <p class="part-figure">
        {value} {least !== undefined && <span class="muted">{least}</span>}
      </p>
      <Chart
        {...await drawn(() => ({
          label: inWords.join(say('comma')),
          names: 16,
          bars: [{ name: '', value: reading?.value ?? 0, text: '' }],
          ...(threshold !== undefined && { threshold: { value: threshold, text: least ?? '' } }),
          ...(shown.isShare && { most: 1 }),
        }))}
        summary={say('asTable')}
      >
        <Table
          heads={[say('reading'), say('value'), say('numerator'), say('denominator')]}
          numeric={[1, 2, 3]}
          rows={readings.map((each) => [
            each.title,
            valueText(shown, each.value),
            <Counted of={each.numerator} request={request} />,
            <Counted of={each.denominator} request={request} />,
          ])}
        />
      </Chart>
      <p class="muted">{reading?.formula}</p>
    </>
  );
}

type Drawn = Readonly<Record<keyof typeof WIDTHS, string>>;

/** `options`: of a chart with so much room for the names of its bars. */
async function drawn(options: (names: number) => BarsOptions): Promise<Drawn> {
  const of = ({ width, names }: (typeof WIDTHS)[keyof Drawn]): Promise<string> =>
    drawChart(bars({ ...options(names), width }));
  return { narrow: await of(WIDTHS.narrow), wide: await of(WIDTHS.wide) };
}

/** One of the two drawings is seen. */
function Chart({ narrow, wide, summary, children }: ChartProps): VNode {
  return (
    <figure class="chart">
      <Markup class="part-narrow" markup={narrow} />
      <Markup class="part-wide" markup={wide} />
      <details>
        <summary>{summary}</summary>
        {children}
      </details>
    </figure>
  );
}

interface ChartProps extends Drawn {
  readonly summary: string;
  readonly children: ComponentChildren;
}

function Counted({ of, request }: CountedProps): VNode {
  if (of === undefined) return <></>;
  return typeof of === 'number' ? <>{number(of)}</> : <CountedLink counted={of} request={request} />;
}

interface CountedProps {
  readonly of: FigureChart['figure']['readings'][number]['numerator'];
  readonly request: PageRequest;
}
