import type { Quad } from 'n3';
import type { CodeList } from '../../domain/code-lists.js';
import { euCode, euThemesOf, frequencyOf } from './authorities.js';
import { CONCEPT_LISTS, type ListName } from './concept-lists.js';
import type { HubIris } from './hub-iris.js';
import { describe, iri, type Property, text } from './terms.js';

/** A national code list as a SKOS scheme, in the order of its source. */
export function describeList(name: ListName, iris: HubIris): readonly Quad[] {
  const address = iris.list(name);
  const { title } = CONCEPT_LISTS[name];
  const entries: CodeList = CONCEPT_LISTS[name].entries;
  const concepts = entries.map(({ code }) => iris.concept(name, code));
  return [
    ...describe(
      address,
      ['skos:ConceptScheme'],
      [
        ['dct:title', [text(title.zh, 'zh'), text(title.en, 'en')]],
        ['skos:hasTopConcept', concepts],
      ],
    ),
    ...entries.flatMap(({ code, zh, en }, position) =>
      describe(
        concepts[position]?.value ?? address,
        ['skos:Concept'],
        [
          ['skos:inScheme', iri(address)],
          ['skos:topConceptOf', iri(address)],
          ['skos:notation', text(code)],
          ['skos:prefLabel', [text(zh, 'zh'), text(en, 'en')]],
          ...matchesOf(name, code),
        ],
      ),
    ),
  ];
}

/** The codes of the EU that the outputs name beside or in place of a concept. */
function matchesOf(name: ListName, code: string): readonly Property[] {
  if (name === 'theme') {
    return [['skos:relatedMatch', euThemesOf(code).map((theme) => iri(euCode('data-theme', theme)))]];
  }
  return name === 'update-cycle' ? [['skos:closeMatch', iri(frequencyOf(code))]] : [];
}
