import type { Language } from '../../domain/dataset.js';
import type { ActionParameter, Route } from '../ckan/action.js';
import type { Routes } from '../ckan/route.js';
import type { Site } from '../site.js';
import { html, join, type Html } from './html.js';
import { layout } from './layout.js';
import { createSay, type Say } from './texts.js';

/** The actions of the API for people to read, made of the same table as the description for programs. */
export function apiPage(site: Site, language: Language, routes: Routes): string {
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
      ${join([...subjects].map(([subject, named]) => section(subject, named, say)))}`,
  });
}

function section(subject: string, named: readonly (readonly [string, Route])[], say: Say): Html {
  return html`<h2 lang="en">${subject}</h2>
    ${join(named.map(([name, route]) => action(name, route, say)))}`;
}

function action(name: string, { summary, help, parameters = [] }: Route, say: Say): Html {
  return html`<h3 id="${name}"><code>/api/3/action/${name}</code></h3>
    <p lang="en">${summary ?? help}</p>
    ${parameters.length === 0 ? undefined : table(parameters, say)}`;
}

function table(parameters: readonly ActionParameter[], say: Say): Html {
  const rows = parameters.map(
    ({ name, type, required, description }) =>
      html`<tr>
        <td><code>${name}</code></td>
        <td lang="en">${type}${required ? ', required' : ''}</td>
        <td lang="en">${description}</td>
      </tr>`,
  );
  return html`<table>
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
