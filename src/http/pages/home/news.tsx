import type { VNode } from 'preact';
import { dayIn } from '../../../domain/day.js';
import { createSay, number } from '../say.js';
import type { HomeParts } from './home-page.js';
import { TEXTS } from './texts.js';

/** Datasets that are new in the catalogue. */
export function Newest({ request, overview }: HomeParts): VNode {
  const { language, link } = request;
  const say = createSay(TEXTS, language);
  return (
    <section class="home-newest" aria-labelledby="newest">
      <h2 id="newest">{say('newest')}</h2>
      {overview.newest.length === 0 && <p class="muted">{say('noDatasets')}</p>}
      <ul class="plain lines">
        {overview.newest.map(({ name, dataset, publisher }) => (
          <li key={name}>
            <a class="one-line" href={link(`/dataset/${encodeURIComponent(name)}`)} title={dataset.title}>
              {dataset.title || say('untitled')}
            </a>
            <span class="muted one-line">{publisher.title}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What changed in the last seven days: how much, and the last of it. */
export function ThisWeek({ request, context, overview }: HomeParts): VNode {
  const { language, link } = request;
  const say = createSay(TEXTS, language);
  const { added, updated, removed, isCut, latest } = overview.week;
  const isQuiet = added + updated + removed === 0;
  return (
    <section class="home-week" aria-labelledby="week">
      <h2 id="week">{say('week')}</h2>
      <p class="home-line">
        {isQuiet
          ? say('noChanges')
          : say('weekCounts', { added, updated, removed: isCut ? `${number(removed)}+` : removed })}{' '}
        {request.asOf === undefined && <a href="/feeds/all.atom">{say('follow')}</a>}
      </p>
      <ul class="plain lines">
        {latest.map(({ seq, kind, title = '', name, time }) => (
          <li key={seq}>
            <span class="muted">{say(kind)}</span>
            {name === undefined ? (
              <span class="one-line">{title}</span>
            ) : (
              <a class="one-line" href={link(`/dataset/${encodeURIComponent(name)}`)} title={title}>
                {title}
              </a>
            )}
            <time class="muted" dateTime={`${time}Z`}>
              {dayIn(context.harvest.timezone, Date.parse(`${time}Z`)).slice('CCYY-'.length)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}
