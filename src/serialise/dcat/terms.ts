import { DataFactory, type Literal, type NamedNode, type Quad } from 'n3';
import { xmlText } from '../xml.js';

export const NAMESPACES = {
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  owl: 'http://www.w3.org/2002/07/owl#',
  dct: 'http://purl.org/dc/terms/',
  dcat: 'http://www.w3.org/ns/dcat#',
  adms: 'http://www.w3.org/ns/adms#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  prov: 'http://www.w3.org/ns/prov#',
  geo: 'http://www.opengis.net/ont/geosparql#',
  hydra: 'http://www.w3.org/ns/hydra/core#',
} as const;

type Prefix = keyof typeof NAMESPACES;
/** `dct:title` */
export type Curie = `${Prefix}:${string}`;

type Value = NamedNode | Literal | undefined;
/** A predicate and its values; what is undefined is not said. */
export type Property = readonly [predicate: Curie | NamedNode, values: Value | readonly Value[]];

const known = new Map<Curie, NamedNode>();

export function term(curie: Curie): NamedNode {
  const found = known.get(curie);
  if (found !== undefined) return found;
  const colon = curie.indexOf(':');
  const made = DataFactory.namedNode(NAMESPACES[curie.slice(0, colon) as Prefix] + curie.slice(colon + 1));
  known.set(curie, made);
  return made;
}

export function iri(address: string): NamedNode;
export function iri(address: string | undefined): NamedNode | undefined;
export function iri(address: string | undefined): NamedNode | undefined {
  return address === undefined ? undefined : DataFactory.namedNode(address);
}

/** All that is said of one node. Each has an IRI: without blank nodes equal graphs are equal sets of statements. */
export function describe(
  address: string,
  types: readonly Curie[],
  properties: readonly Property[] = [],
): readonly Quad[] {
  const subject = DataFactory.namedNode(address);
  const quads = types.map((type) => DataFactory.quad(subject, term('rdf:type'), term(type)));
  for (const [predicate, given] of properties) {
    const name = typeof predicate === 'string' ? term(predicate) : predicate;
    const values: readonly Value[] = isList(given) ? given : [given];
    for (const value of values) if (value !== undefined) quads.push(DataFactory.quad(subject, name, value));
  }
  return quads;
}

function isList(values: Value | readonly Value[]): values is readonly Value[] {
  return Array.isArray(values);
}

/** Without what XML lets no document hold, so that all syntaxes say the same; undefined where nothing is left to see. */
function plain(words: string | undefined): string | undefined {
  const clean = xmlText((words ?? '').toWellFormed());
  return clean.trim() === '' ? undefined : clean;
}

export function text(words: string | undefined, language?: 'zh' | 'en'): Literal | undefined {
  const clean = plain(words);
  return clean === undefined ? undefined : DataFactory.literal(clean, language);
}

/** Text of a portal: Chinese where it can be told from its script, otherwise in no stated language. */
export function words(given: string | undefined): Literal | undefined {
  return text(given, given !== undefined && isChinese(given) ? 'zh' : undefined);
}

/** Chinese characters, and none of the scripts that Japanese and Korean mix them with. */
function isChinese(given: string): boolean {
  return (
    /\p{Script=Han}/u.test(given) && !/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(given)
  );
}

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const MOMENT =
  /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/;

/** A day or a moment as XML Schema writes it; undefined for anything that is none. */
export function time(given: string | undefined): Literal | undefined {
  if (given === undefined) return undefined;
  if (isDay(given)) return DataFactory.literal(given, term('xsd:date'));
  const [, day = '', hours = '', minutes = '', seconds = '00', fraction = '', zone = ''] =
    MOMENT.exec(given) ?? [];
  if (!isDay(day) || !/^(?:|Z|[+-](?:0\d|1[0-3]):?[0-5]\d|[+-]14:?00)$/.test(zone)) return undefined;
  const offset = zone.length === '+0800'.length ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  return DataFactory.literal(
    `${day}T${hours}:${minutes}:${seconds}${fraction}${offset}`,
    term('xsd:dateTime'),
  );
}

function isDay(given: string): boolean {
  const [, year = '', month = '', day = ''] = DAY.exec(given) ?? [];
  if (year === '' || year === '0000') return false;
  const date = new Date(Date.UTC(2000, Number(month) - 1, Number(day)));
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

export function count(given: number | undefined): Literal | undefined {
  if (given === undefined || !Number.isSafeInteger(given) || given < 0) return undefined;
  return DataFactory.literal(String(given), term('xsd:nonNegativeInteger'));
}

export function flag(given: boolean | undefined): Literal | undefined {
  return given === undefined ? undefined : DataFactory.literal(String(given), term('xsd:boolean'));
}

export function typed(given: string, type: Curie): Literal {
  return DataFactory.literal(given, term(type));
}
