import type { VNode } from 'preact';
import type { Job } from '../../../domain/job.js';
import type { TraceState } from '../../../domain/trace.js';
import { sentenceOf } from '../../sources/sentence.js';
import type { SourceReport } from '../../sources/source-report.js';
import { findReported } from '../../sources/source-standing.js';
import { lasted, minuteText } from '../../sources/time-words.js';
import { HarvestedLink } from '../components/harvested-link.js';
import { Table } from '../components/table.js';
import type { Page, PageContext, PageRequest } from '../page.js';
import { createSay, number } from '../say.js';
import { ProblemList } from './problem-list.js';
import { RecordForm } from './record-form.js';
import { countsInWords, errorInWords, JobBadge, kindTitle } from './run-words.js';
import { SOURCE_TEXTS, STATE_TEXTS } from './texts.js';

const LAST_RUNS = 10;

/** One portal, for its team: how it stands, where its records are, what is wrong with them and what to do. */
export async function sourcePage(request: PageRequest, context: PageContext): Promise<Page | undefined> {
  const { params, language, link } = request;
  const { harvest, catalog, describe, site } = context;
  const found = await findReported(params['id'] ?? '', context);
  if (found === undefined) return undefined;
  const { source, summary, report } = found;
  const say = createSay(SOURCE_TEXTS, language);
  const sentence = sentenceOf(found, {
    ...{ language, describe },
    ...{ now: harvest.now(), timezone: harvest.timezone },
  });
  const jobs = await catalog.listJobs({ sourceId: source.id, limit: LAST_RUNS });
  const path = `/source/${source.id}`;
  return {
    title: source.title,
    description: sentence,
    alternates: [{ type: 'application/atom+xml', title: say('feed'), href: `/feeds${path}.atom` }],
    main: (
      <>
        <h1>{source.title}</h1>
        <p class="lead">{sentence}</p>
        <p class="actions">
          {summary.datasets > 0 && (
            <a class="button" href={link('/dataset', [['harvest_source_id', source.id]])}>
              {say(summary.datasets === 1 ? 'datasetOne' : 'datasets', { count: summary.datasets })}
            </a>
          )}
          <a class="button plain" href={link('/validate')}>
            {say('checkYours')}
          </a>
        </p>
        <RecordForm request={request} sourceId={source.id} />
        <h2 id="problems">{say('problems')}</h2>
        {report.groups.length === 0 ? (
          <p>{say('noProblems')}</p>
        ) : (
          <>
            <p class="muted">{say('problemsText')}</p>
            <p class="no-print">
              {say('download')}
              <a href={link(`${path}/problems.xlsx`)}>XLSX</a> <a href={link(`${path}/problems.csv`)}>CSV</a>
            </p>
            <ProblemList
              {...{ groups: report.groups, request, describe }}
              recordLink={(remoteId) => link(`${path}/record`, [['q', remoteId]])}
            />
          </>
        )}
        <h2>{say('states')}</h2>
        <States request={request} report={report} />
        <h2>{say('runs')}</h2>
        <Runs request={request} jobs={jobs} timezone={harvest.timezone} />
        <h2>{say('portal')}</h2>
        <dl class="facts">
          {source.region !== undefined && (
            <>
              <dt>{say('city')}</dt>
              <dd>{source.region}</dd>
            </>
          )}
          <dt>{say('kind')}</dt>
          <dd>{kindTitle(source.kind, harvest, language)}</dd>
          <dt>{say('address')}</dt>
          <dd>
            <HarvestedLink url={source.url}>{source.url}</HarvestedLink>
          </dd>
          <dt>{say('id')}</dt>
          <dd>
            <code>{source.id}</code>
          </dd>
        </dl>
        <h2>{say('badge')}</h2>
        <Badge request={request} title={source.title} path={path} siteUrl={site.url} />
        <h2>{say('machine')}</h2>
        <ul>
          <li>
            <a href={`/feeds${path}.atom`}>{say('feed')}</a>
          </li>
          <li>
            {say('traceApi')} <code>/api/lianmu/trace?q=</code>
          </li>
        </ul>
      </>
    ),
  };
}

const ORDER: readonly Exclude<TraceState, 'removed'>[] = [
  'published',
  'outdated',
  'missing',
  'held',
  'rejected',
  'refused',
  'not-brought',
  'refederated',
];

function States({ request, report }: StatesProps): VNode {
  const say = createSay(SOURCE_TEXTS, request.language);
  const sayState = createSay(STATE_TEXTS, request.language);
  const met = ORDER.filter((state) => (report.states[state] ?? 0) > 0);
  if (met.length === 0) return <p>{say('noRecords')}</p>;
  return (
    <Table
      heads={[say('state'), say('records'), say('meaning')]}
      rows={met.map((state) => [
        sayState(state),
        number(report.states[state] ?? 0),
        sayState(`${state}Text`),
      ])}
      numeric={[1]}
    />
  );
}

interface StatesProps {
  readonly request: PageRequest;
  readonly report: SourceReport;
}

function Runs({ request, jobs, timezone }: RunsProps): VNode {
  const { language } = request;
  const say = createSay(SOURCE_TEXTS, language);
  if (jobs.length === 0) return <p>{say('noRuns')}</p>;
  return (
    <div class="runs">
      <Table
        heads={[say('time'), say('outcome'), say('counts'), say('duration'), say('error')]}
        rows={jobs.map((job) => [
          minuteText(job.startedAt, timezone),
          <JobBadge key="state" job={job} language={language} />,
          countsInWords(job, language),
          job.finishedAt === undefined
            ? ''
            : lasted(Date.parse(job.finishedAt) - Date.parse(job.startedAt), language),
          errorInWords(job, language),
        ])}
      />
    </div>
  );
}

interface RunsProps {
  readonly request: PageRequest;
  readonly jobs: readonly Job[];
  readonly timezone: string;
}

function Badge({ request, title, path, siteUrl }: BadgeProps): VNode {
  const { language, link } = request;
  const say = createSay(SOURCE_TEXTS, language);
  const badge = link(`${path}/badge.svg`);
  const alt = say('badgeAlt', { title });
  const code = `<a href="${escaped(siteUrl + link(path))}"><img src="${escaped(siteUrl + badge)}" alt="${escaped(alt)}" height="20"></a>`;
  return (
    <>
      <p>{say('badgeText')}</p>
      <p>
        <img src={badge} alt={alt} height="20" />
      </p>
      <p class="embed-code">
        <label for="badge-code">{say('embedCode')}</label>
        <textarea id="badge-code" rows={3} readOnly value={code} />
        <button
          type="button"
          class="plain"
          data-copy="#badge-code"
          data-copied={say('copied')}
          data-script
          hidden
        >
          {say('copy')}
        </button>
      </p>
    </>
  );
}

interface BadgeProps {
  readonly request: PageRequest;
  readonly title: string;
  readonly path: string;
  readonly siteUrl: string;
}

/** As an attribute of the code that others paste; the page escapes it once more. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
