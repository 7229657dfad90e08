import { keptPilotReport } from '../../pilot/kept-report.js';
import type { Page, PageContext, PageRequest, RenderPage } from '../page.js';
import { PageLinks } from '../places/page-links.js';
import { PLACES } from '../places/texts.js';
import { createSay } from '../say.js';
import { type LeagueName, orderParameters, readOrder, sortLeague } from './league-order.js';
import { LeagueTable } from './league.js';
import { apiScopeParameters, readScope, scopeParameters, scopeTitle } from './scope.js';
import { TEXTS } from './texts.js';

const PAGE_SIZE = 100;
const PAGE_NUMBER = /^[1-9]\d{0,5}$/;

/** A whole league, page by page, sorted by any of its columns, with its downloads. */
export function leaguePage(league: LeagueName): RenderPage {
  return (request, context) => makePage(league, request, context);
}

async function makePage(league: LeagueName, request: PageRequest, context: PageContext): Promise<Page> {
  const { language, link, query, asOf } = request;
  const { search, datasets, catalog, harvest } = context;
  const { timezone, overdueTolerance: tolerance, sources } = harvest;
  const say = createSay(TEXTS, language);
  const scope = readScope(query, context);
  const parts = { search, datasets, catalog, sources, tolerance };
  const report = await keptPilotReport(parts, { now: harvest.now(), timezone }, scope);
  const order = readOrder(
    query,
    report.measures.map(({ code }) => code),
  );
  const rows = sortLeague(report.league[league], order);
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_SIZE));
  const asked = query.get('page') ?? '';
  const page = PAGE_NUMBER.test(asked) ? Math.min(Number(asked), pages) : 1;
  const first = (page - 1) * PAGE_SIZE;
  const ofScope = scopeParameters(scope);
  const path = `/statistics/${league}`;
  const hrefOf = (next: typeof order, to = 1): string =>
    link(path, [...ofScope, ...orderParameters(next), ['page', to === 1 ? undefined : to]]);
  const within = scopeTitle(scope, context);
  const name = say(league === 'sources' ? 'leagueSources' : 'leaguePublishers');
  const title = within === undefined ? name : `${within} · ${name}`;
  const api = new URLSearchParams(
    [...apiScopeParameters(scope), ...(asOf === undefined ? [] : [['as_of', asOf.text] as const])].map(
      ([key, value]) => [key, String(value)],
    ),
  ).toString();
  const json = `/api/3/action/pilot_report_show${api === '' ? '' : `?${api}`}`;
  return {
    title,
    description: say('description'),
    isUnlisted: page > 1 || query.has('sort'),
    alternates: [{ type: 'application/json', title: say('json'), href: json }],
    main: (
      <>
        <h1>{title}</h1>
        <p class="lead">
          {say(league === 'sources' ? 'leagueOfSources' : 'leagueOfPublishers', { of: rows.length })}
        </p>
        <p class="links">
          <a href={link('/statistics', ofScope)}>{say('toFigures')}</a>
          <a href={link(`${path}.csv`, ofScope)}>{say('leagueCsv')}</a>
          <a href={link('/statistics.xlsx', ofScope)}>{say('xlsx')}</a>
          <a href={json}>{say('json')}</a>
        </p>
        {rows.length > 0 && (
          <LeagueTable
            {...{ report, request, league, order, first: first + 1 }}
            rows={rows.slice(first, first + PAGE_SIZE)}
            hrefOf={(next) => hrefOf(next)}
          />
        )}
        <PageLinks
          page={page}
          pages={pages}
          hrefOf={(to) => hrefOf(order, to)}
          say={createSay(PLACES, language)}
        />
      </>
    ),
  };
}
