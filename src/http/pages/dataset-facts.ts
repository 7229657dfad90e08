import { labelOf, OPEN_TYPES, SHARE_TYPES, themeName, UPDATE_CYCLES } from '../../domain/code-lists.js';
import type { Language } from '../../domain/dataset.js';
import type { Profile } from '../../domain/profile.js';
import type { PublishedDataset } from '../../domain/published.js';
import { toCkanLicense } from '../../serialise/ckan/license.js';
import { harvestedLink, html, join, type Html } from './html.js';
import { createSay } from './texts.js';

type Value = Html | string | undefined;

/**
 * The elements of a dataset as terms and values. Labels come from the national profile; a mandatory element that is
 * missing is shown as missing, any other is left out.
 */
export function datasetFacts(published: PublishedDataset, profile: Profile, language: Language): Html {
  const say = createSay(language);
  const { sourceTitle, changed, dataset } = published;
  const rows = elementValues(published, language).map(([pointer, value]) => {
    const element = profile.elements.find((candidate) => candidate.pointer === pointer);
    const shown = value ?? (element?.obligation === 'mandatory' ? say('missing') : undefined);
    return row(element?.labels[language] ?? pointer, shown);
  });
  return html`<dl>
    ${join(rows)} ${row(say('source'), linked(dataset.origin.url, sourceTitle))}
    ${row(say('changed'), changed.slice(0, 'CCYY-MM-DDThh:mm'.length).replace('T', ' '))}
  </dl>`;
}

/** Pointer of each element into the profile, and its value: from whom, how fresh, how open, then the rest. */
function elementValues(
  { dataset, publisher }: PublishedDataset,
  language: Language,
): readonly (readonly [pointer: string, value: Value])[] {
  const { openness, sharing, updateCycle, landingPage } = dataset;
  const license = toCkanLicense(dataset.license);
  return [
    ['/publisher', publisher.title],
    ['/updateCycle', updateCycle && labelOf(UPDATE_CYCLES, updateCycle, language)],
    ['/issued', dataset.issued],
    ['/modified', dataset.modified],
    ['/openness/type', openness?.type && labelOf(OPEN_TYPES, openness.type, language)],
    ['/openness/condition', openness?.condition],
    ['/openness/basis', openness?.basis],
    ['/sharing/type', sharing?.type && labelOf(SHARE_TYPES, sharing.type, language)],
    ['/license', linked(license.license_url, license.license_title)],
    ['/themes', dataset.themes?.map((code) => themeName(code, language) ?? code).join(' · ')],
    ['/keywords', dataset.keywords?.join(' · ')],
    ['/code', dataset.code],
    ['/landingPage', landingPage && linked(landingPage, landingPage)],
  ];
}

function linked(url: string | undefined, text: string): Html {
  return url === undefined ? html`${text}` : harvestedLink(url, text);
}

function row(term: string, value: Value): Html {
  if (value === undefined || value === '') return html``;
  return html`<dt>${term}</dt>
    <dd>${value}</dd>`;
}
