import type { VNode } from 'preact';
import type { LeagueRow, PilotReport } from '../../../domain/pilot/report.js';
import type { PageRequest } from '../page.js';
import { createSay, number, percent } from '../say.js';
import { TEXTS } from './texts.js';

/** The downloads have all of them. */
const MOST_ROWS = 30;

/** Portals and publishers side by side, sorted by the column that the address names. */
export function Leagues({ report, request }: LeaguesProps): VNode {
  const say = createSay(TEXTS, request.language);
  const { sources, publishers } = report.league;
  return (
    <section class="later" aria-labelledby="league-sources">
      <h2 id="league-sources">{say('leagueSources')}</h2>
      <p class="muted">{say('leagueNote')}</p>
      <League report={report} request={request} rows={sources} path="/source" anchor="league-sources" />
      <h2 id="league-publishers">{say('leaguePublishers')}</h2>
      <League
        report={report}
        request={request}
        rows={publishers}
        path="/organization"
        anchor="league-publishers"
      />
    </section>
  );
}

interface LeaguesProps {
  readonly report: PilotReport;
  readonly request: PageRequest;
}

function League({ report, request, rows, path, anchor }: LeagueProps): VNode {
  const { language, link, query } = request;
  const say = createSay(TEXTS, language);
  const { measures } = report;
  const asked = query.get('sort');
  const sort = measures.find(({ code }) => code === asked)?.code ?? 'total';
  const sorted = rows.toSorted((one, other) => (other.values[sort] ?? -1) - (one.values[sort] ?? -1));
  const rest = [...query].filter(([key]) => key !== 'sort');
  const heads = [say('name'), ...measures.map(({ title }) => title[language])];
  return (
    <>
      <table class="stacked">
        <thead>
          <tr>
            <th scope="col">{say('name')}</th>
            {measures.map(({ code, title }) => (
              <th key={code} scope="col" class="number" aria-sort={code === sort ? 'descending' : undefined}>
                <a href={link(`/statistics#${anchor}`, [...rest, ['sort', code]])}>
                  {title[language]}
                  {code === sort && ' ↓'}
                </a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, MOST_ROWS).map(({ id, title, values }) => (
            <tr key={id}>
              <th scope="row" data-head={heads[0]}>
                <a href={link(`${path}/${encodeURIComponent(id)}`)}>{title}</a>
              </th>
              {measures.map(({ code, readings }, column) => (
                <td key={code} class="number" data-head={heads[column + 1]}>
                  {textOf(values[code], readings[0]?.denominator !== undefined)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS && (
        <p class="muted">{say('leagueCut', { shown: MOST_ROWS, of: rows.length })}</p>
      )}
    </>
  );
}

interface LeagueProps extends LeaguesProps {
  readonly rows: readonly LeagueRow[];
  readonly path: string;
  readonly anchor: string;
}

function textOf(value: number | undefined, isShare: boolean): string {
  if (value === undefined) return '–';
  return isShare ? percent(value) : number(value);
}
