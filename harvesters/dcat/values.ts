import { isJsonObject, type JsonObject } from '../../src/domain/json-values.js';

/** Properties that name a node for people, the best first. */
const LABELS = [
  'skos:prefLabel',
  'rdfs:label',
  'foaf:name',
  'vcard:fn',
  'vcard:organization-name',
  'schema:name',
  'locn:geographicName',
  'gn:name',
  'dct:title',
  'dc:title',
] as const;

/** The values of the first of the properties that has any. */
export function valuesOf(node: JsonObject, ...properties: readonly string[]): readonly unknown[] {
  for (const property of properties) {
    const values = node[property];
    if (Array.isArray(values) && values.length > 0) return values as readonly unknown[];
  }
  return [];
}

/** The nodes among the values, also those of which only the IRI is known. */
export function nodesOf(node: JsonObject, ...properties: readonly string[]): readonly JsonObject[] {
  return valuesOf(node, ...properties).filter(
    (value): value is JsonObject => isJsonObject(value) && !Object.hasOwn(value, '@value'),
  );
}

export interface Worded {
  readonly text: string;
  /** In lower case; empty where none is stated. */
  readonly language: string;
}

/** A value that is text, with its language; empty texts say nothing. */
export function wordOf(value: unknown): Worded | undefined {
  const text = isJsonObject(value) ? value['@value'] : value;
  if (typeof text !== 'string' || text.trim() === '') return undefined;
  const language = isJsonObject(value) ? value['@language'] : '';
  return { text, language: typeof language === 'string' ? language : '' };
}

export function wordsOf(values: readonly unknown[]): readonly Worded[] {
  return values.flatMap((value) => wordOf(value) ?? []);
}

export function iriOf(value: unknown): string | undefined {
  const iri = isJsonObject(value) ? value['@id'] : undefined;
  return typeof iri === 'string' && iri !== '' ? iri : undefined;
}

/** How good a language is: 0 for the best of those wanted, more for the next, then none stated, then any. `zh` is any Chinese. */
export function languageRank(language: string, wanted: readonly string[]): number {
  if (language === '') return wanted.length;
  const place = wanted.findIndex((want) => language === want || language.startsWith(`${want}-`));
  return place === -1 ? wanted.length + 1 : place;
}

/** The text in the best language; of several the first as they are sorted. */
export function bestText(values: readonly unknown[], languages: readonly string[]): Worded | undefined {
  let best: Worded | undefined;
  let bestRank = Infinity;
  for (const word of wordsOf(values)) {
    const rank = languageRank(word.language, languages);
    if (rank >= bestRank) continue;
    best = word;
    bestRank = rank;
  }
  return best;
}

/** What people call a node. */
export function labelOf(node: JsonObject, languages: readonly string[]): string | undefined {
  for (const property of LABELS) {
    const label = bestText(valuesOf(node, property), languages);
    if (label !== undefined) return label.text.trim();
  }
  return undefined;
}

/** The last part of an IRI: the code in an IRI of a code list. */
export function lastPart(iri: string): string {
  const part =
    iri
      .replace(/[/#]+$/, '')
      .split(/[/#]/)
      .at(-1) ?? iri;
  try {
    return decodeURIComponent(part).trim();
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}

/** Code lists whose codes say more to a crosswalk than their labels do in any language. */
const AUTHORITIES = /^https?:\/\/(?:publications\.europa\.eu\/resource\/authority|data\.europa\.eu)\//;

/** A value as a word for a crosswalk: its text, its code in a known list, its label, or the last part of its IRI. */
export function wordFor(value: unknown, languages: readonly string[]): string | undefined {
  const text = wordOf(value)?.text.trim();
  if (text !== undefined) return /^https?:\/\/\S+$/.test(text) ? lastPart(text) : text;
  if (!isJsonObject(value)) return undefined;
  const iri = iriOf(value);
  if (iri !== undefined && AUTHORITIES.test(iri)) return lastPart(iri);
  return labelOf(value, languages) ?? (iri === undefined ? undefined : lastPart(iri));
}

/** A value for the extras: text, an IRI, what a node is called, or all of the node. */
export function plainValue(value: unknown, languages: readonly string[]): unknown {
  const text = wordOf(value)?.text;
  if (text !== undefined) return text;
  if (!isJsonObject(value)) return undefined;
  if (Object.hasOwn(value, '@value')) return undefined;
  const list = value['@list'];
  if (Array.isArray(list)) return list.map((item) => plainValue(item, languages));
  if (!Object.keys(value).some((name) => name !== '@type')) return undefined;
  const name = isAgent(value) ? labelOf(value, languages) : undefined;
  return name ?? iriOf(value) ?? labelOf(value, languages) ?? value;
}

function isAgent(node: JsonObject): boolean {
  const types = node['@type'];
  return (
    Array.isArray(types) &&
    types.some((type: unknown) => /:(?:Agent|Organization|Person)$/.test(String(type)))
  );
}

/** The values of a property for the extras: one as it is, several as a list. */
export function plainValues(values: readonly unknown[], languages: readonly string[]): unknown {
  const plain = [...new Set(values.map((value) => plainValue(value, languages)))].filter(
    (value) => value !== undefined,
  );
  return plain.length < 2 ? plain[0] : plain;
}

/** `dct_language` for `dct:language`; what has no known prefix keeps its whole IRI. */
export function extraKey(property: string): string {
  return property.includes('/') ? property : property.replace(':', '_');
}
