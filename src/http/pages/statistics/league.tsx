import type { VNode } from 'preact';
import type { LeagueRow, PilotReport } from '../../../domain/pilot/report.js';
import type { LinkParameters } from '../links.js';
import type { PageRequest } from '../page.js';
import { createSay, number, percent } from '../say.js';
import {
  type LeagueName,
  type LeagueOrder,
  LEAGUES,
  nextOrder,
  orderParameters,
  readOrder,
  sortLeague,
} from './league-order.js';
import { TEXTS } from './texts.js';

/** Of a league on the page of all figures; its own page has all rows. */
const MOST_ROWS = 30;
/** Pages of those that the rows are about. */
const PATHS: Readonly<Record<LeagueName, string>> = { sources: '/source', publishers: '/organization' };

/** The first of the portals and of the publishers by the column that the address names, each with the way to all of them. */
export function Leagues({ report, request, scope }: LeaguesProps): VNode {
  const say = createSay(TEXTS, request.language);
  const order = readOrder(
    request.query,
    report.measures.map(({ code }) => code),
  );
  return (
    <>
      {LEAGUES.map((league) => {
        const rows = report.league[league];
        const shown = sortLeague(rows, order).slice(0, MOST_ROWS);
        const path = `/statistics/${league}`;
        return (
          <section key={league} class="later" aria-labelledby={`league-${league}`}>
            <h2 id={`league-${league}`}>
              {say(league === 'sources' ? 'leagueSources' : 'leaguePublishers')}
            </h2>
            <p class="muted">
              {rows.length > MOST_ROWS
                ? say('leagueCut', { shown: MOST_ROWS, of: rows.length })
                : say('leagueNote')}{' '}
              <a href={request.link(path, [...scope, ...orderParameters(order)])}>
                {say(rows.length > MOST_ROWS ? 'leagueAll' : 'leaguePage', { of: rows.length })}
              </a>
            </p>
            <LeagueTable
              {...{ report, request, league, order, first: 1 }}
              rows={shown}
              hrefOf={(next) =>
                request.link(`/statistics#league-${league}`, [...scope, ...orderParameters(next)])
              }
            />
          </section>
        );
      })}
    </>
  );
}

interface LeaguesProps {
  readonly report: PilotReport;
  readonly request: PageRequest;
  /** Parameters of the scope that is shown. */
  readonly scope: LinkParameters;
}

/** Rows of a league, each with its place and all figures; each head sorts by its column. */
export function LeagueTable({ report, request, league, order, rows, first, hrefOf }: TableProps): VNode {
  const { language, link } = request;
  const say = createSay(TEXTS, language);
  const { measures } = report;
  const columns = [
    { by: 'name', title: say('name') } as const,
    ...measures.map(({ code, title }) => ({ by: code, title: title[language] })),
  ];
  const sortLinks = columns.map(({ by, title }) => ({
    by,
    link: (
      <a href={hrefOf(nextOrder(order, by))} rel="nofollow">
        {title}
        {by === order.by && (order.isRising ? ' ↑' : ' ↓')}
      </a>
    ),
  }));
  return (
    <>
      <nav class="league-sorts links" aria-label={say('sortBy')}>
        <span class="muted">{say('sortBy')}</span> {sortLinks.map((each) => each.link)}
      </nav>
      <table class="stacked league">
        <thead>
          <tr>
            <th scope="col" class="number">
              {say('place')}
            </th>
            {sortLinks.map(({ by, link: sortLink }) => (
              <th
                key={by}
                scope="col"
                class={by === 'name' ? '' : 'number'}
                aria-sort={by === order.by ? (order.isRising ? 'ascending' : 'descending') : undefined}
              >
                {sortLink}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, title, values }, place) => (
            <tr key={id}>
              <td class="number" data-head={say('place')}>
                {number(first + place)}
              </td>
              <th scope="row" data-head={say('name')}>
                <a href={link(`${PATHS[league]}/${encodeURIComponent(id)}`)}>{title}</a>
              </th>
              {measures.map(({ code, readings, title: head }) => (
                <td key={code} class="number" data-head={head[language]}>
                  {textOf(values[code], readings[0]?.denominator !== undefined)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface TableProps extends Pick<LeaguesProps, 'report' | 'request'> {
  readonly league: LeagueName;
  readonly order: LeagueOrder;
  readonly rows: readonly LeagueRow[];
  /** Place of the first row. */
  readonly first: number;
  readonly hrefOf: (order: LeagueOrder) => string;
}

function textOf(value: number | undefined, isShare: boolean): string {
  if (value === undefined) return '–';
  return isShare ? percent(value) : number(value);
}
