import type { VNode } from 'preact';
import { bars } from '../charts/bars.js';
import { drawChart } from '../charts/svg.js';
import { Table } from '../components/table.js';
import type { PageRequest } from '../page.js';
import { Markup } from '../raw.js';
import { createSay, number, type Say } from '../say.js';
import { CountedLink } from './counted-link.js';
import { type Judged, type JudgedReading, thresholdText, valueText } from './judged.js';
import { TEXTS } from './texts.js';

/** A figure with its threshold as a line and a word, all readings with their formulas, and the way to what is counted. */
export async function measureCard(figure: Judged, request: PageRequest): Promise<VNode> {
  const say = createSay(TEXTS, request.language);
  const { code, title, isShare, threshold, readings } = figure;
  const value = readings[0]?.value;
  const least = threshold === undefined ? undefined : thresholdText(figure, threshold);
  const svg = await drawChart(
    bars({
      label: say('barLabel', { title, value: valueText(figure, value), verdict: verdictOf(figure, say) }),
      names: 16,
      bars: [{ name: '', value: value ?? 0, text: '' }],
      ...(threshold !== undefined && {
        threshold: { value: threshold, text: say('threshold', { value: least ?? '' }) },
      }),
      ...(isShare && { most: 1 }),
      ...(code === 'domains' && { most: 21 }),
    }),
  );
  return (
    <section class="measure" aria-labelledby={`measure-${code}`}>
      <h3 id={`measure-${code}`}>
        {title} <Verdict figure={figure} say={say} />
      </h3>
      <p class="figure">
        {valueText(figure, value)}{' '}
        {least !== undefined && <span class="muted">{say('threshold', { value: least })}</span>}
      </p>
      <Markup class="chart" markup={svg} />
      <p class="muted">{readings[0]?.formula}</p>
      <Table
        caption={say('readingsOf', { measure: title })}
        heads={[say('reading'), say('value'), say('numerator'), say('denominator')]}
        numeric={[1, 2, 3]}
        rows={readings.map((reading, place) => [
          <span>
            {reading.title}
            {place > 0 && reading.formula !== readings[0]?.formula && (
              <>
                <br />
                <span class="muted">{reading.formula}</span>
              </>
            )}
          </span>,
          valueText(figure, reading.value),
          <Counted of={reading.numerator} request={request} />,
          <Counted of={reading.denominator} request={request} />,
        ])}
      />
    </section>
  );
}

function Counted({
  of,
  request,
}: {
  readonly of: JudgedReading['numerator'] | undefined;
  readonly request: PageRequest;
}): VNode {
  if (of === undefined) return <></>;
  return typeof of === 'number' ? <>{number(of)}</> : <CountedLink counted={of} request={request} />;
}

function Verdict({ figure, say }: { readonly figure: Judged; readonly say: Say<keyof typeof TEXTS> }): VNode {
  if (figure.isReached === undefined) return <></>;
  const isReached = figure.isReached;
  return (
    <span class={isReached ? 'badge good' : 'badge bad'} data-measure={figure.code}>
      {isReached ? `✓ ${say('reached')}` : `✗ ${say('missed')}`}
    </span>
  );
}

function verdictOf({ isReached }: Judged, say: Say<keyof typeof TEXTS>): string {
  if (isReached === undefined) return say('noThreshold');
  return say(isReached ? 'reached' : 'missed');
}
