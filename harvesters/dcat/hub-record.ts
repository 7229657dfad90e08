import {
  type CodeList,
  CLASS_LEVELS,
  DATA_TYPES,
  FORMAT_CLASSES,
  INDUSTRIES,
  NATIONAL_THEMES,
  OPEN_TYPES,
  SHARE_TYPES,
  THEMES,
  themeName,
  UPDATE_CYCLES,
} from '../../src/domain/code-lists.js';
import type { DatasetDraft } from '../../src/domain/dataset.js';
import { isJsonObject, parseJson } from '../../src/domain/json-values.js';
import { readChain } from '../../src/domain/origin-chain.js';
import { hubContact } from './hub-contact.js';
import { hubDistributions } from './hub-distributions.js';
import { codeAmong, inPosition, oneText, textsOf } from './hub-values.js';
import type { RecordNode } from './node.js';
import { iriOf, nodesOf, valuesOf, wordsOf } from './values.js';

/** What every record of a hub of this kind says in the national vocabulary, also where it says that there are none. */
const MARK = 'cn:extras';

export function isHubRecord(node: RecordNode): boolean {
  return valuesOf(node, MARK).length > 0;
}

/**
 * A record of another hub of this kind: where its vocabulary says something, that counts, and what DCAT says besides was made
 * from it (docs/round-trips.md). `draft`: the record as anybody's would be read.
 */
export function restoreDraft(node: RecordNode, draft: DatasetDraft): DatasetDraft {
  const chain = readChain(oneText(node, 'cn:originChain'));
  const [page] = valuesOf(node, 'foaf:page');
  const url = iriOf(page);
  return {
    ...draft,
    ...wordsIn(node, draft),
    ...accessIn(node),
    ...listsIn(node),
    ...hubContact(node, draft.publisher?.name),
    publisher: { ...draft.publisher, unit: oneText(node, 'cn:publisherUnit') },
    licenseId: oneText(node, 'cn:licenseId'),
    licenseTitle: oneText(node, 'cn:licenseTitle'),
    licenseUrl: oneText(node, 'cn:licenseUrl'),
    volume: volumeIn(node),
    registration: registrationIn(node),
    origin: { ...draft.origin, ...(url !== undefined && { url }), ...(chain !== undefined && { chain }) },
    distributions: hubDistributions(node, url),
    extras: extrasIn(node),
  };
}

function wordsIn(node: RecordNode, draft: DatasetDraft): Partial<DatasetDraft> {
  const titles = wordsOf(valuesOf(node, 'dct:title'));
  const english = titles.find(({ language }) => language === 'en');
  const title = titles.find((word) => word !== english) ?? english;
  const abstract = oneText(node, 'dct:description');
  const [code] = nodesOf(node, 'adms:identifier').flatMap((identifier) =>
    textsOf(identifier, 'skos:notation'),
  );
  const [place] = nodesOf(node, 'dct:spatial').flatMap((spatial) => textsOf(spatial, 'skos:prefLabel'));
  return {
    title: title?.text,
    titleEn: title === english ? undefined : english?.text,
    // DCAT-AP asks for a description: where there is none it is the title again.
    abstract: abstract === title?.text ? undefined : abstract,
    keywords: textsOf(node, 'dcat:keyword'),
    code,
    spatial: place,
    landingPage: oneText(node, 'cn:address') ?? draft.landingPage,
    securityLevel: oneText(node, 'cn:securityLevel'),
    industry: conceptIn(node, 'cn:industry', INDUSTRIES) ?? oneText(node, 'cn:industry'),
    updateCycle: conceptIn(node, 'cn:updateCycle', UPDATE_CYCLES),
  };
}

function accessIn(node: RecordNode): Partial<DatasetDraft> {
  return {
    shareType: conceptIn(node, 'cn:shareType', SHARE_TYPES),
    shareCondition: oneText(node, 'cn:shareCondition'),
    shareWayClass: oneText(node, 'cn:shareWayClass'),
    shareWayType: oneText(node, 'cn:shareWayType'),
    openFlag: oneText(node, 'cn:open'),
    openType: conceptIn(node, 'cn:openType', OPEN_TYPES),
    openCondition: oneText(node, 'cn:openCondition'),
    openBasis: oneText(node, 'cn:openBasis'),
    loginRequired: oneText(node, 'cn:loginRequired'),
  };
}

function listsIn(node: RecordNode): Partial<DatasetDraft> {
  const levels = inPosition(nodesOf(node, 'cn:classification')).map((level) => ({
    level: codeAmong(CLASS_LEVELS, 'class-level', valuesOf(level, 'cn:level')[0]),
    code: oneText(level, 'skos:notation'),
    name: oneText(level, 'rdfs:label'),
  }));
  const fields = inPosition(nodesOf(node, 'cn:field')).map((field) => {
    const labels = wordsOf(valuesOf(field, 'rdfs:label'));
    return {
      name: labels.find(({ language }) => language !== 'en')?.text,
      nameEn: labels.find(({ language }) => language === 'en')?.text,
      dataType: codeAmong(DATA_TYPES, 'data-type', valuesOf(field, 'cn:dataType')[0]),
      length: oneText(field, 'cn:length'),
    };
  });
  const formats = inPosition(nodesOf(node, 'cn:format')).map((format) => ({
    type: oneText(format, 'rdfs:label'),
    class: codeAmong(FORMAT_CLASSES, 'format-class', valuesOf(format, 'cn:formatClass')[0]),
  }));
  return {
    classification: levels.length === 0 ? undefined : { levels },
    fields: unlessEmpty(fields),
    formats: unlessEmpty(formats),
    // Portals have numbers of their own for domains: names say which are meant.
    themes: unlessEmpty(
      conceptsIn(node, 'dcat:theme', THEMES, 'theme').flatMap((code) => themeName(code, 'zh') ?? []),
    ),
    nationalThemes: unlessEmpty(conceptsIn(node, 'cn:nationalTheme', NATIONAL_THEMES, 'national-theme')),
    relatedCodes: unlessEmpty(textsOf(node, 'cn:relatedCode')),
  };
}

function volumeIn(node: RecordNode): unknown {
  const records = oneText(node, 'cn:records');
  const bytes = oneText(node, 'cn:bytes');
  if (records === undefined && bytes === undefined) return oneText(node, 'cn:volume');
  return { ...(records !== undefined && { records }), ...(bytes !== undefined && { bytes }) };
}

function registrationIn(node: RecordNode): unknown {
  const registration = {
    code: oneText(node, 'cn:registrationCode'),
    type: oneText(node, 'cn:registrationType'),
    access: oneText(node, 'cn:registrationAccess'),
    operator: oneText(node, 'cn:registrationOperator'),
  };
  return Object.values(registration).some((part) => part !== undefined) ? registration : undefined;
}

function extrasIn(node: RecordNode): NonNullable<DatasetDraft['extras']> {
  const listed = parseJson(oneText(node, MARK) ?? '');
  if (!Array.isArray(listed)) return [];
  return listed.filter(isJsonObject).map(({ key, value }) => ({ key, value }));
}

function conceptIn(node: RecordNode, property: string, list: CodeList): string | undefined {
  const name = property.slice('cn:'.length).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return conceptsIn(node, property, list, name)[0];
}

function conceptsIn(node: RecordNode, property: string, list: CodeList, name: string): readonly string[] {
  return valuesOf(node, property).flatMap((value) => codeAmong(list, name, value) ?? []);
}

function unlessEmpty<Item>(items: readonly Item[]): readonly Item[] | undefined {
  return items.length === 0 ? undefined : items;
}
