import type { DatasetDraft, Origin } from '../../src/domain/dataset.js';
import { type RawExtra, toExtraDrafts } from '../../src/domain/extra-drafts.js';
import { setOwn } from '../../src/domain/json-values.js';
import { type FoundElements, withParts } from '../../src/domain/labelled-draft.js';
import type { TargetReader } from '../../src/domain/target-reader.js';
import { isHubRecord, restoreDraft } from './hub-record.js';
import { identifierOf } from './identity.js';
import { contactPages } from './map-contact.js';
import { mapDistributions } from './map-distributions.js';
import { readElements } from './map-elements.js';
import { mapPublisher } from './map-publisher.js';
import type { RecordNode } from './node.js';
import { bestText, extraKey, iriOf, languageRank, plainValues, valuesOf, wordsOf } from './values.js';

export interface MapContext {
  readonly languages: readonly string[];
  /** What the source's labels say of further properties. */
  readonly targetOf: TargetReader;
}

/** Texts of which those in other languages stay as extras of their own. */
const WORDED: readonly (readonly [property: string, ...others: string[]])[] = [
  ['dct:title', 'dc:title', 'rdfs:label'],
  ['dct:description', 'dc:description', 'rdfs:comment'],
  ['dcat:keyword', 'schema:keywords'],
];

/** Read as elements, as the record's identity or as parts of it; what else stands in a record becomes an extra. */
const READ: ReadonlySet<string> = new Set([
  ...WORDED.flat(),
  '@id',
  '@type',
  'dct:identifier',
  'dct:publisher',
  'dct:issued',
  'dct:modified',
  'dcat:landingPage',
  'dcat:version',
  'dcat:distribution',
  'dcat:contactPoint',
  'dcat:endpointURL',
]);

/** One record (`node.ts`) as a draft of the national record, its values as they were written. */
export function mapRecord(node: RecordNode, remoteId: string, context: MapContext): DatasetDraft {
  const draft = mapAnyRecord(node, remoteId, context);
  return isHubRecord(node) ? restoreDraft(node, draft) : draft;
}

function mapAnyRecord(node: RecordNode, remoteId: string, context: MapContext): DatasetDraft {
  const { languages, targetOf } = context;
  const found = readElements(node, languages);
  const publisher = mapPublisher(node, languages);
  const distributions = mapDistributions(node, languages);
  const extras: RawExtra[] = otherLanguages(node, languages);
  for (const property of Object.keys(node)) {
    if (READ.has(property) || found.read.has(property)) continue;
    const values = valuesOf(node, property);
    const value = plainValues(values, languages);
    if (value === undefined) continue;
    const key = extraKey(property);
    extras.push({ key, value });
    fill(found, targetOf(key), value);
  }
  const pages = contactPages(node, languages);
  if (pages !== undefined) extras.push({ key: 'vcard_hasURL', value: pages });
  return {
    ...withParts(found),
    ...(publisher !== undefined && { publisher }),
    origin: originOf(node, remoteId, languages),
    distributions,
    extras: toExtraDrafts(extras),
  };
}

/** A property that the source's labels know fills what the profile's own properties left open. */
function fill(found: FoundElements, target: ReturnType<TargetReader>, value: unknown): void {
  if (target === undefined) return;
  if (target.type === 'part') found.parts[target.name] ??= value;
  else found.elements[target.name] ??= value;
}

function originOf(node: RecordNode, remoteId: string, languages: readonly string[]): Origin {
  const stated = identifierOf(node);
  const iri = iriOf(node);
  const [page] = valuesOf(node, 'dcat:landingPage', 'foaf:page');
  const url = iriOf(page) ?? bestText([page], languages)?.text ?? iri;
  return {
    remoteId,
    ...(stated !== undefined && stated !== remoteId && { remoteName: stated }),
    ...(url !== undefined && /^https?:/.test(url) && { url }),
  };
}

/** `dct_title_de`: what is said in a language besides the one that was chosen. */
function otherLanguages(node: RecordNode, languages: readonly string[]): RawExtra[] {
  const extras: RawExtra[] = [];
  for (const properties of WORDED) {
    const words = wordsOf(valuesOf(node, ...properties));
    const best = Math.min(...words.map(({ language }) => languageRank(language, languages)));
    const chosen = words.find(({ language }) => languageRank(language, languages) === best)?.language;
    const byLanguage: Record<string, string[]> = {};
    for (const { text, language } of words) {
      if (language === '' || language === chosen) continue;
      if (!Object.hasOwn(byLanguage, language)) setOwn(byLanguage, language, []);
      byLanguage[language]?.push(text);
    }
    for (const [language, texts] of Object.entries(byLanguage)) {
      extras.push({
        key: `${extraKey(properties[0])}_${language}`,
        value: texts.length === 1 ? texts[0] : texts,
      });
    }
  }
  return extras;
}
