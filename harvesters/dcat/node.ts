import { isPart } from './structure.js';
import type { Term, Triple } from './triples.js';
import { compact } from './vocabulary.js';

/**
 * A node as plain JSON: `@id` where it has an IRI, `@type`, and its properties by prefixed name, each a list. Parts stand
 * within. Nothing depends on how a parser called a node or in which order things were said: equal content is equal JSON.
 */
export type RecordNode = Readonly<Record<string, unknown>>;

/** Deeper than any profile of DCAT goes: a checksum's algorithm is at 4. */
const MAX_DEPTH = 12;
/** Values of one record, those of shared parts with each place that they stand in. */
const MAX_VALUES = 200_000;
/** Characters of one record's JSON, in the same way. */
const MAX_SIZE = 32_000_000;
const MAX_LIST = 10_000;

type TripleLookup = (term: Term) => readonly Triple[];
type RecordTest = (term: Term) => boolean;

/** The record of a node; undefined where it is too much of one. */
export function buildNode(term: Term, triplesOf: TripleLookup, isRecord: RecordTest): RecordNode | undefined {
  const builder = new NodeBuilder(triplesOf, isRecord);
  const node = builder.build(term, 0);
  return builder.isExceeded ? undefined : node;
}

class NodeBuilder {
  readonly #triplesOf: TripleLookup;
  readonly #isRecord: RecordTest;
  /** Nodes between the record and the one under way: none of them is written into itself. */
  readonly #path = new Set<string>();
  #values = 0;
  #size = 0;

  constructor(triplesOf: TripleLookup, isRecord: RecordTest) {
    this.#triplesOf = triplesOf;
    this.#isRecord = isRecord;
  }

  get isExceeded(): boolean {
    return this.#values > MAX_VALUES || this.#size > MAX_SIZE;
  }

  build(term: Term, depth: number): RecordNode {
    const name = `${term.termType}:${term.value}`;
    const types: string[] = [];
    const properties = new Map<string, unknown[]>();
    this.#path.add(name);
    for (const { predicate, object } of this.#triplesOf(term)) {
      if (this.isExceeded) break;
      this.#values += 1;
      this.#size += object.value.length;
      const property = compact(predicate.value);
      if (property === 'rdf:type') {
        if (object.termType === 'NamedNode') types.push(compact(object.value));
        continue;
      }
      const value = this.#valueOf(property, object, depth);
      const known = properties.get(property);
      if (known === undefined) properties.set(property, [value]);
      else known.push(value);
    }
    this.#path.delete(name);
    return toNode(term, types, properties);
  }

  #valueOf(property: string, object: Term, depth: number): unknown {
    if (object.termType === 'Literal') return literalOf(object);
    if (object.termType !== 'NamedNode' && object.termType !== 'BlankNode') return object.value;
    const isWithin =
      depth < MAX_DEPTH &&
      isPart(property, object) &&
      !this.#isRecord(object) &&
      !this.#path.has(`${object.termType}:${object.value}`);
    if (!isWithin) return object.termType === 'NamedNode' ? { '@id': object.value } : {};
    return this.#listOf(object, depth) ?? this.build(object, depth + 1);
  }

  /** The members of an RDF list; undefined for what is none. */
  #listOf(head: Term, depth: number): RecordNode | undefined {
    const items: unknown[] = [];
    const met = new Set<string>();
    for (let cell: Term | undefined = head; cell !== undefined && !met.has(cell.value);) {
      met.add(cell.value);
      const triples: readonly Triple[] = this.#triplesOf(cell);
      const first = triples.find(({ predicate }) => compact(predicate.value) === 'rdf:first')?.object;
      if (first === undefined) return items.length === 0 ? undefined : { '@list': items };
      this.#values += 1;
      if (items.length < MAX_LIST) items.push(this.#valueOf('rdf:first', first, depth + 1));
      const rest = triples.find(({ predicate }) => compact(predicate.value) === 'rdf:rest')?.object;
      cell = rest?.termType === 'BlankNode' && !this.isExceeded ? rest : undefined;
    }
    return { '@list': items };
  }
}

function literalOf({ value, language, datatype }: Term): unknown {
  if (language !== undefined && language !== '')
    return { '@language': language.toLowerCase(), '@value': value };
  const type = datatype === undefined ? 'xsd:string' : compact(datatype.value);
  return type === 'xsd:string' || type === 'rdf:langString' ? value : { '@type': type, '@value': value };
}

/** Members and values in an order of their own. */
function toNode(
  term: Term,
  types: readonly string[],
  properties: ReadonlyMap<string, unknown[]>,
): RecordNode {
  const node: Record<string, unknown> = {};
  if (term.termType === 'NamedNode' && !isSkolem(term.value)) node['@id'] = term.value;
  if (types.length > 0) node['@type'] = [...new Set(types)].sort();
  for (const name of [...properties.keys()].sort()) {
    Object.defineProperty(node, name, {
      value: inOrder(properties.get(name) ?? []),
      ...{ enumerable: true, configurable: true, writable: true },
    });
  }
  return node;
}

function inOrder(values: readonly unknown[]): readonly unknown[] {
  if (values.length < 2) return values;
  const byText = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...byText.keys()].sort().map((text) => byText.get(text));
}

/** An IRI that was made up for a node without a name, perhaps anew with each answer. */
export function isSkolem(iri: string): boolean {
  return iri.includes('/.well-known/genid/');
}
