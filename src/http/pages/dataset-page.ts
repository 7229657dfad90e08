import { DATA_TYPES, labelOf } from '../../domain/code-lists.js';
import type { Dataset, Distribution, Language } from '../../domain/dataset.js';
import type { Profile } from '../../domain/profile.js';
import type { PublishedDataset } from '../../domain/published.js';
import { visibleDistributions } from '../../domain/visibility.js';
import { hasCroissant } from '../../serialise/croissant/dataset.js';
import { SYNTAXES } from '../../serialise/dcat/syntax/syntaxes.js';
import { toSchemaOrgDataset } from '../../serialise/schema-org/dataset.js';
import type { Site } from '../site.js';
import { datasetFacts } from './dataset-facts.js';
import { harvestedLink, html, join, jsonLdScript, type Html } from './html.js';
import { layout } from './old-layout.js';
import type { Page } from './page.js';
import { createSay, type Say } from './texts.js';

export interface DatasetPageFacts {
  readonly site: Site;
  readonly profile: Profile;
  readonly language: Language;
}

/** One dataset in the order of a reader's questions: what, from whom, how fresh, how open, the files, the machine forms. */
export function datasetPage(
  published: PublishedDataset,
  { site, profile, language }: DatasetPageFacts,
): Page {
  const say = createSay(language);
  const { dataset, name } = published;
  return layout(site, language, {
    title: dataset.title || say('untitled'),
    path: `/dataset/${name}`,
    head: html`${alternates(name)} ${jsonLdScript(toSchemaOrgDataset(published, site, language))}
    ${croissantLink(published)}`,
    main: html`<h1>${dataset.title || say('untitled')}</h1>
      <p>${dataset.abstract ?? say('missing')}</p>
      ${datasetFacts(published, profile, language)}
      <h2>${say('files')}</h2>
      ${files(dataset, say)} ${fields(dataset, language, say)}
      <h2>${say('machineForms')}</h2>
      <ul>
        <li><a href="/api/3/action/package_show?id=${name}">CKAN JSON</a></li>
        ${join(FORMS.map(([ending, , label]) => html`<li><a href="/dataset/${name}.${ending}">${label}</a></li>`))}
      </ul>`,
  });
}

function croissantLink(published: PublishedDataset): Html | undefined {
  if (!hasCroissant(published)) return undefined;
  return html`<link
    rel="alternate"
    type="application/ld+json"
    title="Croissant"
    href="/dataset/${published.name}.croissant.json"
  />`;
}

/** Endings of the addresses at which it is described in RDF. */
const FORMS = [
  ['ttl', SYNTAXES.ttl.mediaType, 'DCAT Turtle'],
  ['rdf', SYNTAXES.rdf.mediaType, 'DCAT RDF/XML'],
  ['jsonld', SYNTAXES.jsonld.mediaType, 'DCAT JSON-LD'],
  ['nt', SYNTAXES.nt.mediaType, 'DCAT N-Triples'],
  ['n3', SYNTAXES.n3.mediaType, 'DCAT N3'],
] as const;

function alternates(name: string): Html {
  return join(
    FORMS.map(
      ([ending, type]) => html`<link rel="alternate" type="${type}" href="/dataset/${name}.${ending}" /> `,
    ),
  );
}

function files(dataset: Dataset, say: Say): Html {
  if (dataset.visibility === 'closed') return html`<p>${say('closed')}</p>`;
  if (dataset.visibility === 'on-request') return html`<p>${say('onRequest')}</p>`;
  const distributions = visibleDistributions(dataset);
  if (distributions.length === 0) return html`<p>${say('noFiles')}</p>`;
  return table(
    [say('name'), say('format'), say('description')],
    distributions.map(({ title, url = '', format, description }: Distribution) => [
      harvestedLink(url, title ?? (url === '' ? say('untitled') : url)),
      format,
      description,
    ]),
  );
}

function fields({ fields: given = [] }: Dataset, language: Language, say: Say): Html {
  if (given.length === 0) return html``;
  const rows = given.map(({ name, dataType, length }) => [
    name,
    dataType && labelOf(DATA_TYPES, dataType, language),
    length,
  ]);
  return html`<h2>${say('fields')}</h2>
    ${table([say('name'), say('dataType'), say('length')], rows)}`;
}

function table(
  heads: readonly string[],
  rows: readonly (readonly (Html | string | number | undefined)[])[],
): Html {
  const head = join(heads.map((text) => html`<th scope="col">${text}</th>`));
  const body = join(
    rows.map(
      (cells) =>
        html`<tr>
          ${join(cells.map((cell) => html`<td>${cell}</td>`))}
        </tr>`,
    ),
  );
  return html`<table>
    <thead>
      <tr>
        ${head}
      </tr>
    </thead>
    <tbody>
      ${body}
    </tbody>
  </table>`;
}
