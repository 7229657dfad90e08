import type { VNode } from 'preact';
import type { MeasureFigure } from '../../../domain/pilot/report.js';
import { createSay, number, percent, type Say } from '../say.js';
import type { HomeParts } from './home-page.js';
import { TEXTS } from './texts.js';

/** Three figures of the pilot plan, each with what the plan asks for. */
export function Figures({ request, overview }: HomeParts): VNode {
  const { language, link } = request;
  const say = createSay(TEXTS, language);
  return (
    <section class="home-figures" aria-labelledby="figures">
      <h2 id="figures">{say('figures')}</h2>
      <ul class="plain">
        {overview.measures.map((measure) => (
          <Figure key={measure.code} measure={measure} language={language} say={say} />
        ))}
      </ul>
      <p class="home-line muted">
        {say('asOf', { date: overview.day })} · <a href={link('/statistics')}>{say('allFigures')}</a>
      </p>
    </section>
  );
}

function Figure({ measure, language, say }: FigureProps): VNode {
  const { title, threshold = 0, isReached = false, readings } = measure;
  const [reading] = readings;
  const denominator = reading?.denominator?.count;
  const written = (value: number): string =>
    reading?.denominator === undefined ? number(value) : percent(value);
  const value = reading?.value;
  return (
    <li class="home-figure">
      <p class="home-figure-line">
        <span>{title[language]}</span>
        <strong>{value === undefined ? say('noValue') : written(value)}</strong>
      </p>
      <Bar value={value ?? 0} threshold={threshold} isShare={denominator !== undefined} />
      <p class="home-figure-line muted">
        <span>
          {denominator === undefined
            ? say('open')
            : say('of', { numerator: reading?.numerator.count ?? 0, denominator })}
        </span>
        <span>
          {say('threshold', { threshold: threshold < 1 ? `${(threshold * 100).toFixed(0)}%` : threshold })}{' '}
          <span class={isReached ? 'badge good' : 'badge attention'}>
            {say(isReached ? 'reached' : 'notReached')}
          </span>
        </span>
      </p>
    </li>
  );
}

interface FigureProps {
  readonly measure: MeasureFigure;
  readonly language: 'zh' | 'en';
  readonly say: Say<keyof typeof TEXTS>;
}

/** From nothing to all, or to what is more than was asked for; a line where the threshold is. The text says the same. */
function Bar({ value, threshold, isShare }: BarProps): VNode {
  const full = isShare ? 1 : Math.max(value, threshold * 1.25, 1);
  const at = (share: number): string => ((share / full) * 1000).toFixed(0);
  return (
    <svg class="bar-line" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-ground" width="1000" height="10" />
      <rect class="bar-value" width={at(value)} height="10" />
      <rect class="bar-threshold" x={Number(at(threshold)) - 3} width="6" height="10" />
    </svg>
  );
}

interface BarProps {
  readonly value: number;
  readonly threshold: number;
  readonly isShare: boolean;
}
