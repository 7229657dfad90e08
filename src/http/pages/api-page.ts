import type { Language } from '../../domain/dataset.js';
import type { ActionParameter, Route } from '../ckan/action.js';
import type { Routes } from '../ckan/route.js';
import type { Site } from '../site.js';
import { html, join, type Html } from './html.js';
import { layout } from './old-layout.js';
import type { Page } from './page.js';
import { createSay, hasText, type Say } from './texts.js';

type Named = readonly (readonly [name: string, route: Route])[];

/** The actions of the API for people to read, made of the same table as the description for programs. */
export function apiPage(site: Site, language: Language, routes: Routes): Page {
  const say = createSay(language);
  const subjects = new Map<string, [string, Route][]>();
  for (const [name, route] of routes) {
    const subject = route.subject ?? 'others';
    subjects.set(subject, [...(subjects.get(subject) ?? []), [name, route]]);
  }
  const description = '/api/openapi.json';
  return layout(site, language, {
    title: say('apiTitle'),
    path: '/api/docs',
    main: html`<h1>${say('apiTitle')}</h1>
      <p>${say('apiText')} ${say('apiCall')}</p>
      <p>
        OpenAPI 3.1: <a href="${description}"><code>${description}</code></a>
      </p>
      <p>
        ${say('workbooks')} <a href="/catalog.xlsx"><code>/catalog.xlsx</code></a>
        <a href="/open-catalog.xlsx"><code>/open-catalog.xlsx</code></a> (<code>?publisher=</code>,
        <code>?source=</code>, <code>?region=</code>)
      </p>
      <nav aria-label="${say('contents')}">
        ${join([...subjects].map(([subject, named]) => contents(subject, named, say)))}
      </nav>
      ${join([...subjects].map(([subject, named]) => section(subject, named, say)))}`,
  });
}

function contents(subject: string, named: Named, say: Say): Html {
  const links = named.map(([name]) => html`<li><a href="#${name}">${name}</a></li>`);
  return html`<p class="muted" id="of-${subject}">${subjectTitle(subject, say)}</p>
    <ul class="names" aria-labelledby="of-${subject}">
      ${join(links)}
    </ul>`;
}

function subjectTitle(subject: string, say: Say): string {
  const key = `subject-${subject}`;
  return hasText(key) ? say(key) : subject;
}

function section(subject: string, named: Named, say: Say): Html {
  return html`<h2>${subjectTitle(subject, say)}</h2>
    ${join(named.map(([name, route]) => action(name, route, say)))}`;
}

function action(name: string, { summary, help, parameters = [] }: Route, say: Say): Html {
  return html`<h3 id="${name}"><code>/api/3/action/${name}</code></h3>
    <p lang="en">${withCode(summary ?? help)}</p>
    ${parameters.length === 0 ? undefined : table(parameters, say)}`;
}

function table(parameters: readonly ActionParameter[], say: Say): Html {
  const rows = parameters.map(
    ({ name, type, required, description }) =>
      html`<tr>
        <td><code>${name}</code></td>
        <td lang="en">${type}${required ? ', required' : ''}</td>
        <td lang="en">${withCode(description)}</td>
      </tr>`,
  );
  return html`<table class="parameters">
    <thead>
      <tr>
        <th>${say('name')}</th>
        <th>${say('dataType')}</th>
        <th>${say('description')}</th>
      </tr>
    </thead>
    <tbody>
      ${join(rows)}
    </tbody>
  </table>`;
}

/** What stands between backticks in the descriptions are names. */
function withCode(text: string): Html {
  return join(
    text.split('`').map((part, place) => (place % 2 === 1 ? html`<code>${part}</code>` : html`${part}`)),
  );
}
