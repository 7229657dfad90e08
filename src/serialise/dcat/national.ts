import type { Quad } from 'n3';
import type { Classification, Dataset, Field, Format } from '../../domain/dataset.js';
import type { HubIris } from './hub-iris.js';
import { count, describe, flag, iri, type Property, text, words } from './terms.js';

/** What the national record has beyond DCAT, in the hub's vocabulary (`vocabulary.ts`): of the dataset itself. */
export function nationalProperties(dataset: Dataset, address: string, iris: HubIris): readonly Property[] {
  const { sharing, openness, volume, registration } = dataset;
  const say = iris.national;
  return [
    [say('shareType'), iris.concept('share-type', sharing?.type)],
    [say('shareCondition'), words(sharing?.condition)],
    [say('shareWayClass'), words(sharing?.wayClass)],
    [say('shareWayType'), words(sharing?.wayType)],
    [say('open'), flag(openness?.open)],
    [say('openType'), iris.concept('open-type', openness?.type)],
    [say('openCondition'), words(openness?.condition)],
    [say('openBasis'), words(openness?.basis)],
    [say('loginRequired'), flag(openness?.loginRequired)],
    [say('updateCycle'), iris.concept('update-cycle', dataset.updateCycle)],
    [
      say('nationalTheme'),
      (dataset.nationalThemes ?? []).map((name) => iris.concept('national-theme', name)),
    ],
    [say('industry'), iris.concept('industry', dataset.industry) ?? words(dataset.industry)],
    [say('format'), (dataset.formats ?? []).map((_, index) => iri(formatIri(address, index)))],
    [say('relatedCode'), (dataset.relatedCodes ?? []).map((code) => text(code))],
    [say('publisherUnit'), words(dataset.publisher.unit)],
    [say('records'), count(volume?.records)],
    [say('bytes'), count(volume?.bytes)],
    [say('volume'), words(volume?.text)],
    [say('securityLevel'), words(dataset.securityLevel)],
    [say('registrationCode'), text(registration?.code)],
    [say('registrationType'), words(registration?.type)],
    [say('registrationAccess'), text(registration?.access)],
    [say('registrationOperator'), words(registration?.operator)],
    [say('licenseId'), text(dataset.license?.id)],
    [say('licenseTitle'), words(dataset.license?.title)],
    [say('licenseUrl'), text(dataset.license?.url)],
    [
      say('classification'),
      levelsOf(dataset.classification).map((_, index) => iri(levelIri(address, index))),
    ],
    [say('field'), (dataset.fields ?? []).map((_, index) => iri(fieldIri(address, index)))],
    // Also where there are none: by it a hub that harvests this one knows the record for one in these words.
    [say('extras'), text(JSON.stringify(dataset.extras))],
  ];
}

/** The nodes that `nationalProperties` names. */
export function nationalParts(dataset: Dataset, address: string, iris: HubIris): readonly Quad[] {
  const levels = levelsOf(dataset.classification).flatMap(({ level, code, name }, index) =>
    describe(
      levelIri(address, index),
      [],
      [
        ['rdf:type', iris.national('ClassificationEntry')],
        [iris.national('position'), count(index + 1)],
        [iris.national('level'), iris.concept('class-level', level)],
        ['skos:notation', text(code)],
        ['rdfs:label', words(name)],
      ],
    ),
  );
  const fields = (dataset.fields ?? []).flatMap((field, index) =>
    describeField(field, { address, index, iris }),
  );
  const formats = (dataset.formats ?? []).flatMap((format, index) =>
    describeFormat(format, { address, index, iris }),
  );
  return [...levels, ...fields, ...formats];
}

interface Place {
  readonly address: string;
  readonly index: number;
  readonly iris: HubIris;
}

function describeField(field: Field, { address, index, iris }: Place): readonly Quad[] {
  return describe(
    fieldIri(address, index),
    [],
    [
      ['rdf:type', iris.national('Field')],
      [iris.national('position'), count(index + 1)],
      ['rdfs:label', [words(field.name), text(field.nameEn, 'en')]],
      [iris.national('dataType'), iris.concept('data-type', field.dataType)],
      [iris.national('length'), count(field.length)],
    ],
  );
}

function describeFormat({ class: of, type }: Format, { address, index, iris }: Place): readonly Quad[] {
  return describe(
    formatIri(address, index),
    [],
    [
      ['rdf:type', iris.national('Format')],
      [iris.national('position'), count(index + 1)],
      ['rdfs:label', text(type)],
      [iris.national('formatClass'), iris.concept('format-class', of)],
    ],
  );
}

function levelsOf(classification: Classification | undefined): Classification['levels'] {
  return classification?.levels ?? [];
}

function levelIri(address: string, index: number): string {
  return `${address}#classification-${index + 1}`;
}

function fieldIri(address: string, index: number): string {
  return `${address}#field-${index + 1}`;
}

function formatIri(address: string, index: number): string {
  return `${address}#format-${index + 1}`;
}
