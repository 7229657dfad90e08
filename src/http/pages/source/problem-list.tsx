import type { VNode } from 'preact';
import type { ProblemGroup } from '../../../domain/problem-groups.js';
import type { Problem } from '../../../domain/problem.js';
import type { PageContext, PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { SOURCE_TEXTS } from './texts.js';

const MARKS = { publishable: 'bad', conformant: 'attention', advice: '' } as const;

/** Groups of problems: what is wrong, in how many records, what to do, and one record to look at. */
export function ProblemList({ groups, request, describe, recordLink }: ProblemListProps): VNode {
  const { language } = request;
  const say = createSay(SOURCE_TEXTS, language);
  return (
    <ol class="plain problems">
      {groups.map(({ code, bar, records, example }) => {
        const { title, advice } = describe({ code }, language);
        return (
          <li key={code} class={`problem ${MARKS[bar]}`} id={`rule-${code}`}>
            <h3>{title}</h3>
            <p class="about">
              <span class={`badge ${MARKS[bar]}`}>{say(`bar${bar}`)}</span>{' '}
              {say(records === 1 ? 'recordCountOne' : 'recordCount', { count: records })}{' '}
              <span class="muted">
                {say('ruleCode')} <code>{code}</code>
              </span>
            </p>
            <p>
              <b>{say('todo')}</b>
              {advice}
            </p>
            <Example {...{ example, request }} {...(recordLink && { recordLink })} />
          </li>
        );
      })}
    </ol>
  );
}

function Example({ example, request, recordLink }: ExampleProps): VNode {
  const say = createSay(SOURCE_TEXTS, request.language);
  const { remoteId, name, title } = example;
  if (remoteId === '') return <p class="example muted">{say('secretRecord')}</p>;
  const shown = title ?? (name === undefined ? say('noTitle') : name);
  return (
    <p class="example">
      {say('example')}
      {name === undefined ? shown : <a href={request.link(`/dataset/${name}`)}>{shown}</a>}{' '}
      <span class="muted">
        {say('record')}{' '}
        {recordLink === undefined ? (
          <code>{remoteId}</code>
        ) : (
          <a href={recordLink(remoteId)}>
            <code>{remoteId}</code>
          </a>
        )}
      </span>
      <ProblemPlace problem={example.problem} request={request} />
    </p>
  );
}

interface ExampleProps extends Pick<ProblemListProps, 'request' | 'recordLink'> {
  readonly example: ProblemGroup['example'];
}

interface ProblemListProps {
  readonly groups: readonly ProblemGroup[];
  readonly request: PageRequest;
  readonly describe: PageContext['describe'];
  /** Where a record is looked up. */
  readonly recordLink?: (remoteId: string) => string;
}

/** Where in a record a problem is, and what stands there. */
export function ProblemPlace({ problem, request }: ProblemPlaceProps): VNode {
  const say = createSay(SOURCE_TEXTS, request.language);
  const { pointer, value, detail } = problem;
  return (
    <span class="muted">
      {pointer !== '' && (
        <>
          {' '}
          {say('place')} <code>{pointer}</code>
        </>
      )}
      {value !== undefined && value !== '' && (
        <>
          {' '}
          {say('value')} <code>{value}</code>
        </>
      )}
      {detail !== undefined && <> ({detail})</>}
    </span>
  );
}

interface ProblemPlaceProps {
  readonly problem: Problem;
  readonly request: PageRequest;
}
