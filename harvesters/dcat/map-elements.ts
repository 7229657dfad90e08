import { noElements } from '../../src/domain/draft-elements.js';
import type { JsonObject } from '../../src/domain/json-values.js';
import type { FoundElements } from '../../src/domain/labelled-draft.js';
import { contactOf } from './map-contact.js';
import { spatialWords, temporalOf } from './map-coverage.js';
import { readLicense } from './map-license.js';
import type { RecordNode } from './node.js';
import { bestText, iriOf, languageRank, valuesOf, wordFor, wordOf, wordsOf } from './values.js';

export interface ReadElements extends FoundElements {
  /** Properties of which nothing is left to be said. */
  readonly read: ReadonlySet<string>;
}

/** The elements of a record that its profile has a property for. */
export function readElements(node: RecordNode, languages: readonly string[]): ReadElements {
  const elements = noElements();
  const read = new Set<string>();
  const text = (...properties: readonly string[]): string | undefined =>
    bestText(valuesOf(node, ...properties), languages)?.text;
  const title = bestText(valuesOf(node, 'dct:title', 'dc:title', 'rdfs:label'), languages);
  elements.title = title?.text;
  elements.titleEn = englishBeside(title?.language, node);
  elements.abstract = text('dct:description', 'dc:description', 'rdfs:comment');
  elements.keywords = keywordsOf(node, languages);
  elements.themes = wordsFor(node, 'dcat:theme', languages, read);
  elements.updateCycle = first(wordsFor(node, 'dct:accrualPeriodicity', languages, read));
  elements.issued = text('dct:issued');
  elements.modified = latest(node, 'dct:modified');
  elements.landingPage = addressOf(node, 'dcat:landingPage');
  elements.version = text('dcat:version', 'owl:versionInfo', 'adms:version', 'schema:version');
  for (const property of ['owl:versionInfo', 'adms:version', 'schema:version']) read.add(property);
  Object.assign(elements, openWords(node, languages, read), spatialWords(node, languages, read));
  Object.assign(elements, contactOf(node, languages), readLicense(node, languages, read));
  elements.temporal = temporalOf(node, read);
  return { elements, parts: {}, read };
}

/** The English title of a record whose title is Chinese. */
function englishBeside(language: string | undefined, node: RecordNode): string | undefined {
  if (language === undefined || !/^zh\b/.test(language)) return undefined;
  const english = bestText(valuesOf(node, 'dct:title', 'dc:title'), ['en']);
  return english !== undefined && /^en\b/.test(english.language) ? english.text : undefined;
}

/** Those in the best language that has any, and those of which no language is stated. */
function keywordsOf(node: RecordNode, languages: readonly string[]): readonly string[] | undefined {
  const words = wordsOf(valuesOf(node, 'dcat:keyword', 'schema:keywords'));
  if (words.length === 0) return undefined;
  const ranks = words.map(({ language }) => languageRank(language, languages));
  const best = Math.min(...ranks.filter((_, index) => words[index]?.language !== ''), Infinity);
  const isWanted = best < languages.length;
  const chosen = words.filter(({ language }, index) => !isWanted || language === '' || ranks[index] === best);
  return [...new Set(chosen.map((word) => word.text.trim()))];
}

function wordsFor(
  node: RecordNode,
  property: string,
  languages: readonly string[],
  read: Set<string>,
): readonly string[] | undefined {
  const words = valuesOf(node, property).flatMap((value) => wordFor(value, languages) ?? []);
  if (words.length === 0) return undefined;
  read.add(property);
  return [...new Set(words)];
}

function first(words: readonly string[] | undefined): string | undefined {
  return words?.[0];
}

/** Portals keep older dates beside the newest one. */
function latest(node: RecordNode, property: string): string | undefined {
  const texts = wordsOf(valuesOf(node, property)).map((word) => word.text);
  return texts.sort().at(-1);
}

function addressOf(node: JsonObject, property: string): string | undefined {
  const [value] = valuesOf(node, property);
  return iriOf(value) ?? wordOf(value)?.text;
}

/** Longer ones are conditions in prose. */
const LONGEST_WORD = 40;

/** Access rights are a word of a list (PUBLIC, RESTRICTED, NON_PUBLIC; `public` in DCAT-US), or conditions in prose. */
function openWords(
  node: RecordNode,
  languages: readonly string[],
  read: Set<string>,
): { readonly openType?: string; readonly openCondition?: string } {
  const words =
    wordsFor(node, 'dct:accessRights', languages, read) ?? wordsFor(node, 'pod:accessLevel', languages, read);
  const openType = words?.find((word) => word.length <= LONGEST_WORD);
  const openCondition = words?.find((word) => word.length > LONGEST_WORD);
  return {
    ...(openType !== undefined && { openType }),
    ...(openCondition !== undefined && { openCondition }),
  };
}
