import { keptPilotReport } from '../../pilot/kept-report.js';
import { trendCounterOf } from '../../pilot/trend-counter.js';
import type { Page, PageContext, PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { ConnectionSection, domainSection, openKindSection, statementSection } from './distributions.js';
import { connectionFigure, judgedFigures } from './judged.js';
import { Leagues } from './league.js';
import { mapSection } from './map-section.js';
import { measureCard } from './measure-card.js';
import { ScopePicker } from './scope-picker.js';
import { apiScopeParameters, readScope, scopeParameters, scopeTitle } from './scope.js';
import { TEXTS } from './texts.js';
import { trendSection } from './trends.js';

/** Milliseconds that a reader waits for what of the change log is not read yet. */
const PATIENCE = 300;

/** The pilot plan's figures of a scope: what `report pilot` counts, with the way to each number's datasets, and over time. */
export async function statisticsPage(request: PageRequest, context: PageContext): Promise<Page> {
  const { datasets, history, search, catalog, harvest, slices } = context;
  const { timezone, overdueTolerance: tolerance, sources } = harvest;
  const say = createSay(TEXTS, request.language);
  const scope = readScope(request.query, context);
  const report = await keptPilotReport(
    { search, datasets, catalog, sources, tolerance },
    { now: harvest.now(), timezone },
    scope,
  );
  const parts = { history, datasets, catalog, slices };
  const trend = await trendCounterOf(parts).trend(
    {
      ...{ scope, seq: report.seq, changed: datasets.version(), now: Date.parse(report.at) },
      ...{ timezone, tolerance, sources },
    },
    parts,
    PATIENCE,
  );
  const figures = judgedFigures(report, request.language);
  const judged = figures.filter(({ isReached }) => isReached !== undefined);
  const missed = judged.filter(({ isReached }) => isReached === false);
  const within = scopeTitle(scope, context);
  const title = within === undefined ? say('title') : `${within} · ${say('title')}`;
  const ofScope = scopeParameters(scope);
  const api = (action: string): string => {
    const moment = request.asOf === undefined ? [] : [['as_of', request.asOf.text] as const];
    const asked = [...apiScopeParameters(scope), ...moment].map(([key, value]) => [key, String(value)]);
    return `/api/3/action/${action}${asked.length === 0 ? '' : `?${new URLSearchParams(asked).toString()}`}`;
  };
  return {
    title,
    description: say('description'),
    alternates: [{ type: 'application/json', title: say('json'), href: api('pilot_report_show') }],
    main: (
      <>
        <h1>{title}</h1>
        <p class="lead">
          {missed.length === 0
            ? say('allReached', { of: judged.length })
            : say('someMissed', {
                ...{ of: judged.length, missed: missed.length },
                names: missed.map((figure) => figure.title).join(request.language === 'zh' ? '、' : ', '),
              })}
        </p>
        <p class="muted">
          {say('asOf', {
            ...{ scope: within ?? say('province'), at: minuteIn(timezone, report.at) },
            ...{ day: report.day, seq: report.seq },
          })}
        </p>
        <ScopePicker request={request} context={context} />
        {within !== undefined && (
          <p>
            <a href={request.link('/statistics')}>{say('whole')}</a>
          </p>
        )}
        <h2>{say('figures')}</h2>
        <div class="measures">{await Promise.all(figures.map((figure) => measureCard(figure, request)))}</div>
        {await trendSection([...figures, connectionFigure(request.language)], {
          trend,
          seq: report.seq,
          request,
        })}
        <div class="charts">
          {await domainSection(report, request)}
          <div>
            {await statementSection(report, request)}
            {await openKindSection(report, request)}
          </div>
        </div>
        {await mapSection(report, request, context)}
        <ConnectionSection report={report} request={request} />
        <Leagues report={report} request={request} scope={ofScope} />
        <h2>{say('downloads')}</h2>
        <ul>
          {(['xlsx', 'csv'] as const).map((form) => (
            <li key={form}>
              <a href={request.link(`/statistics.${form}`, ofScope)}>{say(form)}</a>
            </li>
          ))}
          <li>
            <a href={api('pilot_report_show')}>{say('json')}</a>
          </li>
          <li>
            <a href={api('pilot_trend_show')}>{say('trendJson')}</a>
          </li>
        </ul>
      </>
    ),
  };
}

/** `2026-11-21 08:30` in the hub's time zone. */
function minuteIn(timezone: string, at: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return format.format(Date.parse(at));
}
