import type { VNode } from 'preact';
import type { Problem } from '../../../domain/problem.js';
import type { TracedRecord } from '../../../domain/trace.js';
import { minuteText } from '../../sources/time-words.js';
import { asShown, MOST_TRACE_TEXT, traceOf } from '../../trace.js';
import { Table } from '../components/table.js';
import type { Page, PageContext, PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { ProblemPlace } from './problem-list.js';
import { RecordForm } from './record-form.js';
import { OUTCOME_TEXTS, SOURCE_TEXTS, STATE_TEXTS } from './texts.js';

/** “Where is my record?”, answered: its state in words, what happened to it and what to do. */
export async function recordPage(request: PageRequest, context: PageContext): Promise<Page | undefined> {
  const { params, query, language, link } = request;
  const source = context.harvest.sources.find(({ id }) => id === params['id']);
  if (source === undefined) return undefined;
  const say = createSay(SOURCE_TEXTS, language);
  const q = (query.get('q') ?? '').trim();
  const isTooLong = q.length > MOST_TRACE_TEXT;
  const records = q === '' || isTooLong ? [] : await traceOf(q, context, source.id);
  const shown = records.map(asShown);
  return {
    title: `${say('where')} ${source.title}`,
    isUnlisted: true,
    status: isTooLong ? 400 : 200,
    main: (
      <>
        <p class="no-print">
          <a href={link(`/source/${source.id}`)}>{source.title}</a>
        </p>
        <RecordForm request={request} sourceId={source.id} q={isTooLong ? '' : q} heading="h1" />
        {isTooLong && (
          <p class="note bad" role="alert">
            {say('tooLong')}
          </p>
        )}
        {q !== '' && !isTooLong && shown.length === 0 && (
          <div class="note attention" role="status">
            <p>{say('noHit', { q })}</p>
            <p>{say('noHitTodo')}</p>
          </div>
        )}
        {shown.length > 0 && (
          <p role="status">{say(shown.length === 1 ? 'hitsOne' : 'hits', { count: shown.length })}</p>
        )}
        {shown.map((record) => (
          <Traced key={record.datasetId} {...{ record, request, context }} />
        ))}
      </>
    ),
  };
}

const MARKS: Readonly<Partial<Record<TracedRecord['state'], string>>> = {
  published: 'good',
  outdated: 'attention',
  missing: 'attention',
  held: 'attention',
  rejected: 'bad',
  refused: 'bad',
  'not-brought': 'bad',
};

function Traced({ record, request, context }: TracedProps): VNode {
  const { language, link } = request;
  const { timezone } = context.harvest;
  const { state, title, name, remoteId, changed, missing, events } = record;
  const say = createSay(SOURCE_TEXTS, language);
  const sayState = createSay(STATE_TEXTS, language);
  return (
    <section class="traced">
      <h2>{title ?? say('noTitle')}</h2>
      <p>
        <span class={`badge ${MARKS[state] ?? ''}`}>{sayState(state)}</span> {sayState(`${state}Text`)}
      </p>
      {missing !== undefined && (
        <p>{say('missingSince', { date: minuteText(`${missing.since}Z`, timezone), count: missing.runs })}</p>
      )}
      <dl class="facts">
        <dt>{say('record')}</dt>
        <dd>
          <code>{remoteId}</code>
        </dd>
        {changed !== undefined && (
          <>
            <dt>{say('changed')}</dt>
            <dd>{minuteText(`${changed}Z`, timezone)}</dd>
          </>
        )}
      </dl>
      {name !== undefined && state !== 'removed' && (
        <p>
          <a href={link(`/dataset/${name}`)}>{say('seeDataset')}</a>
        </p>
      )}
      <h3>{say('events')}</h3>
      {events.length === 0 ? (
        <p>{say('noEvents')}</p>
      ) : (
        <Table
          heads={[say('time'), say('outcome'), say('problemsOf')]}
          rows={events.map(({ time, outcome, problems }) => [
            minuteText(time, timezone),
            outcomeInWords(outcome, request),
            <Problems key="problems" {...{ problems, request, context }} />,
          ])}
        />
      )}
    </section>
  );
}

interface TracedProps {
  readonly record: TracedRecord;
  readonly request: PageRequest;
  readonly context: PageContext;
}

function Problems({ problems, request, context }: ProblemsProps): VNode {
  const { language } = request;
  const say = createSay(SOURCE_TEXTS, language);
  if (problems.length === 0) return <>{say('none')}</>;
  return (
    <ul class="plain">
      {problems.map((problem, index) => {
        const { title, advice } = context.describe(problem, language);
        return (
          <li key={index}>
            <b>{title}</b>
            <ProblemPlace problem={problem} request={request} />
            <br />
            {say('todo')}
            {advice}
          </li>
        );
      })}
    </ul>
  );
}

interface ProblemsProps {
  readonly problems: readonly Problem[];
  readonly request: PageRequest;
  readonly context: PageContext;
}

function outcomeInWords(outcome: string, { language }: PageRequest): string {
  const say = createSay(OUTCOME_TEXTS, language);
  return Object.hasOwn(OUTCOME_TEXTS, outcome) ? say(outcome as keyof typeof OUTCOME_TEXTS) : outcome;
}
