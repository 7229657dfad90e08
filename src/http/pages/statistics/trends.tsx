import type { VNode } from 'preact';
import type { PilotTrend } from '../../../domain/pilot/trend/trend.js';
import type { Counting } from '../../pilot/trend-counter.js';
import { ChartFigure } from '../charts/figure.js';
import { line } from '../charts/lines.js';
import { drawChart } from '../charts/svg.js';
import { Table } from '../components/table.js';
import type { PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { hasTrend, type Judged, thresholdText, valueText } from './judged.js';
import { TEXTS } from './texts.js';

/** Each figure over the life of the change log; or that this is being counted. */
export async function trendSection(
  figures: readonly Judged[],
  {
    trend,
    seq,
    request,
  }: { readonly trend: PilotTrend | Counting; readonly seq: number; readonly request: PageRequest },
): Promise<VNode> {
  const say = createSay(TEXTS, request.language);
  const heading = <h2 id="trends">{say('trends')}</h2>;
  if ('readTo' in trend) {
    return (
      <section class="later" aria-labelledby="trends">
        {heading}
        <p class="note">{say('counting', { done: trend.readTo, of: seq })}</p>
      </section>
    );
  }
  const charts = hasTrend(trend)
    ? await Promise.all(figures.map((figure) => trendFigure(figure, trend, request)))
    : [<p>{say('noTrend')}</p>];
  return (
    <section class="later" aria-labelledby="trends">
      {heading}
      {hasTrend(trend) && <p class="muted">{say(`trendStep_${trend.step}`)}</p>}
      <div class="charts">{charts}</div>
    </section>
  );
}

async function trendFigure(figure: Judged, { points }: PilotTrend, request: PageRequest): Promise<VNode> {
  const say = createSay(TEXTS, request.language);
  const { countsAt } = figure;
  const shown = points.map((point) => ({
    ...{ day: point.day, value: figure.valueAt(point) },
    ...(countsAt !== undefined && { counts: countsAt(point) }),
  }));
  const [first, last] = [shown[0], shown.at(-1)];
  const textOf = (point: (typeof shown)[number] | undefined): string => valueText(figure, point?.value);
  const svg = await drawChart(
    line({
      label: say('trendLabel', {
        ...{ title: figure.title, from: first?.day ?? '', to: last?.day ?? '' },
        ...{ first: textOf(first), last: textOf(last) },
      }),
      points: shown.map(({ day, value }) => ({ day, ...(value !== undefined && { value }) })),
      end: textOf(last),
      ...(figure.isShare && { most: 1.05 }),
      ...(figure.threshold !== undefined && {
        threshold: {
          value: figure.threshold,
          text: say('threshold', { value: thresholdText(figure, figure.threshold) }),
        },
      }),
    }),
  );
  return (
    <section>
      <h3>{figure.title}</h3>
      {figure.explained !== undefined && <p class="muted">{figure.explained}</p>}
      <ChartFigure svg={svg} summary={say('asTable')}>
        <Table
          heads={[say('day'), say('value'), ...(countsAt === undefined ? [] : [say('connectedOfPortals')])]}
          numeric={[1, 2]}
          rows={shown.map((point) => [
            ...[point.day, textOf(point)],
            ...(point.counts === undefined ? [] : [point.counts]),
          ])}
        />
      </ChartFigure>
    </section>
  );
}
