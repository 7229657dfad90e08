import { LIMITS, tooLarge } from './limits.js';
import { NodeIndex } from './node-index.js';
import { NumberList } from './number-list.js';
import { PageLinks } from './paging.js';
import { detached, nodeKey, type Term, type Triple } from './triples.js';
import { CATALOG_TYPES, compact, DATASET_TYPES, LINKS, PARTS, SERVICE_TYPE } from './vocabulary.js';

const DATASET = 1;
const SERVICE = 2;
/** A catalogue, or a page of one: no record even where it says that it is one. */
const CATALOG = 4;
/** Named by a catalogue as one of its datasets. */
const LISTED = 8;
/** Something is said of it besides its type. */
const DESCRIBED = 16;

const MAY_BE_RECORD = DATASET | SERVICE | LISTED;

/** Bytes that a kept triple costs besides its text. */
const TRIPLE_COST = 250;

/**
 * What is where in a document, without what it says: which nodes are records, which nodes belong to which, and where in the
 * document each is complete. Some two hundred bytes a node.
 */
export class Structure {
  readonly links = new PageLinks();
  readonly #url: string;
  readonly #services: boolean;
  readonly #numbers = new NodeIndex();
  /** Names of the nodes that may be records. */
  readonly #names = new Map<number, string>();
  readonly #flags = new NumberList();
  /** Number of a node's first and last triple, and what all of them would cost to keep. */
  readonly #first = new NumberList();
  readonly #last = new NumberList();
  readonly #cost = new NumberList('large');
  /** The edges of a node to its parts: a chain through `#after`, 0 at its end. */
  readonly #edge = new NumberList();
  readonly #after = new NumberList();
  readonly #target = new NumberList();
  #edges = 0;
  #triples = 0;

  constructor(url: string, { services }: { readonly services: boolean }) {
    this.#url = url;
    this.#services = services;
  }

  get nodes(): number {
    return this.#numbers.size;
  }

  take({ subject, predicate, object }: Triple): void {
    this.#triples += 1;
    const node = this.#numberOf(subject);
    if (this.#first.get(node) === 0) this.#first.set(node, this.#triples);
    this.#last.set(node, this.#triples);
    this.#cost.add(node, TRIPLE_COST + object.value.length);
    const property = compact(predicate.value);
    if (property === 'rdf:type') {
      this.#mark(node, flagOfType(compact(object.value)), subject);
      return;
    }
    this.#mark(node, DESCRIBED, subject);
    this.links.take(property, object);
    if (property === 'dcat:dataset' && isNode(object)) this.#mark(this.#numberOf(object), LISTED, object);
    if (isPart(property, object)) this.#join(node, this.#numberOf(object));
  }

  /** The number of a node that was met; undefined for any other. */
  find(term: Term): number | undefined {
    return this.#numbers.find(term);
  }

  /** Names and numbers of the records. */
  *records(): Generator<readonly [key: string, node: number], void> {
    for (const [node, key] of this.#names) if (this.isRecord(node)) yield [key, node];
  }

  /** Datasets that the document lists and says nothing of. */
  *missing(): Generator<string, void> {
    for (const [node, key] of this.#names) {
      const flags = this.#flags.get(node);
      if ((flags & LISTED) !== 0 && (flags & DESCRIBED) === 0) yield key;
    }
  }

  isRecord(node: number): boolean {
    const flags = this.#flags.get(node);
    if ((flags & DESCRIBED) === 0 || (flags & CATALOG) !== 0) return false;
    if ((flags & DATASET) !== 0) return true;
    if ((flags & SERVICE) !== 0) return this.#services;
    return (flags & LISTED) !== 0;
  }

  first(node: number): number {
    return this.#first.get(node);
  }

  last(node: number): number {
    return this.#last.get(node);
  }

  cost(node: number): number {
    return this.#cost.get(node);
  }

  *parts(node: number): Generator<number, void> {
    for (let edge = this.#edge.get(node); edge !== 0; edge = this.#after.get(edge)) {
      yield this.#target.get(edge);
    }
  }

  #numberOf(term: Term): number {
    const number = this.#numbers.numberOf(term);
    if (number > LIMITS.nodes) throw tooLarge(this.#url, `more than ${LIMITS.nodes} nodes`);
    return number;
  }

  #mark(node: number, flag: number, term: Term): void {
    const flags = this.#flags.get(node);
    if ((flags & flag) === flag) return;
    this.#flags.set(node, flags | flag);
    if ((flag & MAY_BE_RECORD) !== 0 && (flags & MAY_BE_RECORD) === 0) {
      this.#names.set(node, detached(nodeKey(term)));
    }
  }

  #join(node: number, part: number): void {
    this.#edges += 1;
    this.#target.set(this.#edges, part);
    this.#after.set(this.#edges, this.#edge.get(node));
    this.#edge.set(node, this.#edges);
  }
}

function flagOfType(type: string): number {
  if (DATASET_TYPES.has(type)) return DATASET;
  if (CATALOG_TYPES.has(type)) return CATALOG;
  return type === SERVICE_TYPE ? SERVICE : 0;
}

function isNode(term: Term): boolean {
  return term.termType === 'NamedNode' || term.termType === 'BlankNode';
}

/** Whether the object belongs to what its subject belongs to. A node without a name can belong to nothing else. */
export function isPart(property: string, object: Term): boolean {
  if (object.termType === 'BlankNode') return !LINKS.has(property);
  return object.termType === 'NamedNode' && PARTS.has(property);
}
