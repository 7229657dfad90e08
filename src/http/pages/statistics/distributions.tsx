import type { VNode } from 'preact';
import { DOMAIN_THRESHOLD } from '../../../domain/pilot/measures.js';
import type { PilotReport } from '../../../domain/pilot/report.js';
import { bars } from '../charts/bars.js';
import { ChartFigure } from '../charts/figure.js';
import { drawChart } from '../charts/svg.js';
import { Table } from '../components/table.js';
import type { PageRequest } from '../page.js';
import { createSay, number, percent } from '../say.js';
import { CountedLink } from './counted-link.js';
import { TEXTS } from './texts.js';

/** Datasets by domain, the most first, with the line that a domain has to reach. */
export async function domainSection({ domains }: PilotReport, request: PageRequest): Promise<VNode> {
  const { language } = request;
  const say = createSay(TEXTS, language);
  const least = DOMAIN_THRESHOLD.datasets;
  const sorted = domains.domains.toSorted((one, other) => other.count - one.count);
  const svg = await drawChart(
    bars({
      label: say('domainsLabel', { full: domains.full, least }),
      names: language === 'zh' ? 120 : 190,
      bars: sorted.map(({ title, count }) => ({ name: title[language], value: count, text: number(count) })),
      threshold: { value: least, text: say('threshold', { value: String(least) }) },
    }),
  );
  return (
    <section class="later" aria-labelledby="domains">
      <h2 id="domains">{say('byDomain')}</h2>
      <ChartFigure svg={svg} summary={say('asTable')}>
        <Table
          heads={[say('domain'), say('datasets'), say('required'), say('verdict')]}
          numeric={[1, 2]}
          rows={sorted.map((domain) => [
            domain.title[language],
            <CountedLink counted={domain} request={request} />,
            `≥ ${least}`,
            domain.isFull ? `✓ ${say('reached')}` : `✗ ${say('missed')}`,
          ])}
        />
      </ChartFigure>
    </section>
  );
}

/** Of each statement of the plan how many entries make it. */
export async function statementSection({ completeness }: PilotReport, request: PageRequest): Promise<VNode> {
  const { language } = request;
  const say = createSay(TEXTS, language);
  const entries = completeness.entries.count;
  const svg = await drawChart(
    bars({
      label: say('statementsLabel'),
      names: language === 'zh' ? 90 : 160,
      most: 1,
      bars: completeness.statements
        .map(({ title, stated }) => ({
          name: title[language],
          value: entries === 0 ? 0 : stated / entries,
          text: entries === 0 ? '–' : percent(stated / entries),
        }))
        .toSorted((one, other) => other.value - one.value),
    }),
  );
  return (
    <section class="later" aria-labelledby="statements">
      <h2 id="statements">{say('statements')}</h2>
      <ChartFigure svg={svg} summary={say('asTable')}>
        <Table
          heads={[say('statement'), say('stated'), say('lacking')]}
          numeric={[1, 2]}
          rows={completeness.statements.map(({ title, stated, missing }) => [
            title[language],
            number(stated),
            <CountedLink counted={missing} request={request} />,
          ])}
        />
      </ChartFigure>
    </section>
  );
}

/** Types of opening, and how many state their basis. */
export async function openKindSection({ openKinds }: PilotReport, request: PageRequest): Promise<VNode> {
  const { language } = request;
  const say = createSay(TEXTS, language);
  const sorted = openKinds.toSorted((one, other) => other.count - one.count);
  const svg = await drawChart(
    bars({
      label: say('openKindsLabel'),
      names: language === 'zh' ? 100 : 150,
      bars: sorted.map(({ title, count }) => ({ name: title[language], value: count, text: number(count) })),
    }),
  );
  return (
    <section class="later" aria-labelledby="open-kinds">
      <h2 id="open-kinds">{say('openKinds')}</h2>
      <ChartFigure svg={svg} summary={say('asTable')}>
        <Table
          heads={[say('openKind'), say('datasets'), say('withBasis')]}
          numeric={[1, 2]}
          rows={sorted.map((kind) => [
            kind.title[language],
            <CountedLink counted={kind} request={request} />,
            kind.withBasis && <CountedLink counted={kind.withBasis} request={request} />,
          ])}
        />
      </ChartFigure>
    </section>
  );
}

/** Which portals had a complete harvest lately. */
export function ConnectionSection({ report, request }: ConnectionProps): VNode {
  const say = createSay(TEXTS, request.language);
  const { connected, sources } = report.connection;
  return (
    <section class="later" aria-labelledby="connection">
      <h2 id="connection">{say('connection')}</h2>
      <p>{say('connected', { connected, of: sources.length })}</p>
      {sources.length > 0 && (
        <Table
          heads={[say('portal'), say('state'), say('lastComplete'), say('datasets')]}
          numeric={[3]}
          rows={sources.map(({ sourceId, title, isConnected, lastComplete, datasets }) => [
            <a href={request.link(`/source/${encodeURIComponent(sourceId)}`)}>{title}</a>,
            isConnected ? `✓ ${say('isConnected')}` : `✗ ${say('notConnected')}`,
            lastComplete === undefined ? say('none') : lastComplete.slice(0, 10),
            number(datasets),
          ])}
        />
      )}
    </section>
  );
}

interface ConnectionProps {
  readonly report: PilotReport;
  readonly request: PageRequest;
}
