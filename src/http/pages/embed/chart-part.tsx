import type { VNode } from 'preact';
import type { Page, PageContext, PageRequest } from '../page.js';
import { createSay, number, percent } from '../say.js';
import { CHARTS, type CountChart, countChart, type ShareChart } from './charts.js';
import { EMBED_TEXTS, PART_TEXTS } from './texts.js';

/** A chart: bars with their figures beside them, so that it needs no other table. */
export async function chartPart(request: PageRequest, context: PageContext): Promise<Page | undefined> {
  const name = CHARTS.find((chart) => chart === request.params['chart']);
  if (name === undefined) return undefined;
  const { language } = request;
  const title = createSay(EMBED_TEXTS, language)(name);
  const chart = await countChart(name, context, language);
  return {
    title,
    main: (
      <>
        <h1>{title}</h1>
        {chart.kind === 'counts' ? (
          <Counts chart={chart} request={request} />
        ) : (
          <Share chart={chart} request={request} />
        )}
      </>
    ),
  };
}

function Counts({ chart, request }: Props<CountChart>): VNode {
  const { bars, total, isCut } = chart;
  const { language, link } = request;
  const say = createSay(PART_TEXTS, language);
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <>
      <ul class="plain part-bars">
        {bars.map(({ label, count, find }) => (
          <li key={label}>
            <a href={link('/dataset', find)}>
              <bdi>{label}</bdi>
            </a>
            <BarShape share={count / most} />
            <span class="count">{number(count)}</span>
          </li>
        ))}
      </ul>
      <p class="muted">
        {say('total', { count: total })}
        {isCut && ` · ${say('others', { count: bars.length })}`}
      </p>
    </>
  );
}

function Share({ chart, request }: Props<ShareChart>): VNode {
  const { share, threshold, count, all } = chart;
  const say = createSay(PART_TEXTS, request.language);
  if (share === undefined) return <p>{say('noShare')}</p>;
  return (
    <>
      <p class="part-figure">{percent(share)}</p>
      <BarShape share={share} {...(threshold !== undefined && { threshold })} />
      <p>
        {say('shareOf', { count, all })}
        {threshold !== undefined && (
          <>
            {' · '}
            {say('threshold', { share: percent(threshold) })}{' '}
            <span class={share >= threshold ? 'badge good' : 'badge attention'}>
              {say(share >= threshold ? 'reached' : 'missed')}
            </span>
          </>
        )}
      </p>
    </>
  );
}

interface Props<Chart> {
  readonly chart: Chart;
  readonly request: PageRequest;
}

/** Its figures stand beside it in words. */
function BarShape({ share, threshold }: { readonly share: number; readonly threshold?: number }): VNode {
  return (
    <svg class="part-bar" width="100%" height="12" aria-hidden="true" focusable="false">
      <rect class="ground" width="100%" height="12" />
      <rect class="value" width={`${(Math.min(share, 1) * 100).toFixed(2)}%`} height="12" />
      {threshold !== undefined && (
        <rect class="threshold" x={`${(threshold * 100).toFixed(2)}%`} width="2" height="12" />
      )}
    </svg>
  );
}
