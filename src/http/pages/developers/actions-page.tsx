import type { ComponentChildren, VNode } from 'preact';
import type { ActionParameter, Route } from '../../ckan/action.js';
import { Table } from '../components/table.js';
import type { Page, PageContext, PageRequest } from '../page.js';
import { createSay, type Say } from '../say.js';
import { DEVELOPERS } from './texts.js';

type Named = readonly (readonly [name: string, route: Route])[];
type SayHere = Say<keyof typeof DEVELOPERS>;

const DESCRIPTION = '/api/openapi.json';

/** The actions of the API, made of the same table as the description for programs. */
export function actionsPage(request: PageRequest, { routes }: PageContext): Page {
  const say = createSay(DEVELOPERS, request.language);
  const subjects = new Map<string, [string, Route][]>();
  for (const [name, route] of routes) {
    const subject = route.subject ?? 'others';
    subjects.set(subject, [...(subjects.get(subject) ?? []), [name, route]]);
  }
  return {
    title: say('actionsTitle'),
    alternates: [{ type: 'application/json', title: 'OpenAPI 3.1', href: DESCRIPTION }],
    main: (
      <>
        <h1>{say('actionsTitle')}</h1>
        <p>{say('actionsLead')}</p>
        <p class="links">
          <span>
            {say('description')}{' '}
            <a href={DESCRIPTION}>
              <code>{DESCRIPTION}</code>
            </a>
          </span>{' '}
          <a href={request.link('/developers')}>{say('toDevelopers')}</a>
        </p>
        <nav aria-label={say('contents')}>
          {[...subjects].map(([subject, named]) => (
            <Contents key={subject} subject={subject} named={named} say={say} />
          ))}
        </nav>
        {[...subjects].map(([subject, named]) => (
          <section key={subject} aria-labelledby={subject}>
            <h2 id={subject}>{subjectTitle(subject, say)}</h2>
            {named.map(([name, route]) => (
              <Action key={name} name={name} route={route} say={say} />
            ))}
          </section>
        ))}
      </>
    ),
  };
}

function subjectTitle(subject: string, say: SayHere): string {
  const key = `subject-${subject}`;
  return isText(key) ? say(key) : subject;
}

function isText(key: string): key is keyof typeof DEVELOPERS {
  return Object.hasOwn(DEVELOPERS, key);
}

function Contents({
  subject,
  named,
  say,
}: {
  readonly subject: string;
  readonly named: Named;
  readonly say: SayHere;
}): VNode {
  return (
    <details>
      <summary id={`of-${subject}`}>
        {subjectTitle(subject, say)} <span class="count">{named.length}</span>
      </summary>
      <ul class="names" aria-labelledby={`of-${subject}`}>
        {named.map(([name]) => (
          <li key={name}>
            <a href={`#${name}`}>{name}</a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Action({
  name,
  route,
  say,
}: {
  readonly name: string;
  readonly route: Route;
  readonly say: SayHere;
}): VNode {
  const { summary, help, parameters = [] } = route;
  return (
    <>
      <h3 id={name}>
        <code>{`/api/3/action/${name}`}</code>
      </h3>
      <p lang="en">{withCode(summary ?? help)}</p>
      {parameters.length > 0 && (
        <Table
          heads={[say('parameter'), say('type'), say('meaning')]}
          rows={parameters.map((parameter) => parameterCells(parameter, say))}
        />
      )}
    </>
  );
}

function parameterCells(
  { name, type, required, description }: ActionParameter,
  say: SayHere,
): readonly ComponentChildren[] {
  return [
    <code>{name}</code>,
    <>
      <span lang="en">{type}</span>
      {required && ` · ${say('required')}`}
    </>,
    <span lang="en">{withCode(description)}</span>,
  ];
}

/** What stands between backticks in the descriptions are names. */
function withCode(text: string): ComponentChildren {
  return text.split('`').map((part, place) => (place % 2 === 1 ? <code key={place}>{part}</code> : part));
}
