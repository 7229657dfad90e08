import { buildNode, type RecordNode } from './node.js';
import { NumberList } from './number-list.js';
import { PartWalk, type PlannedRecord } from './plan.js';
import type { Structure } from './structure.js';
import { detached, type Term, type Triple } from './triples.js';

/** A record put together: `node` is undefined where it is larger than it seemed. */
export interface Assembled {
  readonly key: string;
  readonly node: RecordNode | undefined;
}

/**
 * One reading of a document: keeps the triples that the planned records need, gives each record when all of it has been
 * read, and lets go of what no later one needs.
 */
export async function* assemble(
  batches: AsyncIterable<readonly Triple[]>,
  structure: Structure,
  records: readonly PlannedRecord[],
): AsyncGenerator<Assembled, void> {
  const walk = new PartWalk(structure);
  const wanted = new NumberList();
  for (const { node } of records) {
    walk.walk(node, (part) => {
      wanted.add(part, 1);
      return true;
    });
  }
  const kept = new Map<number, Triple[]>();
  const predicates = new Map<string, Term>();
  const triplesOf = (term: Term): readonly Triple[] => kept.get(structure.find(term) ?? 0) ?? [];
  const isRecord = (term: Term): boolean => {
    const node = structure.find(term);
    return node !== undefined && structure.isRecord(node);
  };
  let read = 0;
  let next = 0;
  for await (const batch of batches) {
    for (const triple of batch) {
      read += 1;
      const subject = structure.find(triple.subject) ?? 0;
      if (wanted.get(subject) > 0) keep(kept, predicates, subject, triple);
      for (let record = records[next]; record !== undefined && record.whole <= read; record = records[next]) {
        next += 1;
        const own = kept.get(record.node)?.[0]?.subject;
        if (own !== undefined) {
          yield { key: record.key, node: buildNode(own, triplesOf, isRecord) };
        }
        walk.walk(record.node, (part) => {
          wanted.add(part, -1);
          if (wanted.get(part) === 0) kept.delete(part);
          return true;
        });
      }
    }
    if (next >= records.length) return;
  }
}

function keep(kept: Map<number, Triple[]>, terms: Map<string, Term>, subject: number, triple: Triple): void {
  const known = kept.get(subject);
  const property = triple.predicate.value;
  const predicate = terms.get(property) ?? ownTerm(triple.predicate);
  if (terms.size < MAX_PREDICATES) terms.set(property, predicate);
  const own: Triple = {
    subject: known?.[0]?.subject ?? ownTerm(triple.subject),
    predicate,
    object: ownTerm(triple.object),
  };
  if (known === undefined) kept.set(subject, [own]);
  else known.push(own);
}

/** Profiles have hundreds of properties; whoever makes up one for each triple keeps them himself. */
const MAX_PREDICATES = 2000;

const XSD_STRING = 'http://www.w3.org/2001/XMLSchema#string';

function ownTerm(term: Term): Term {
  const { termType, value, language, datatype } = term;
  if (termType !== 'Literal') return { termType, value: detached(value) };
  if (language !== undefined && language !== '') {
    return { termType, value: detached(value), language: detached(language) };
  }
  if (datatype === undefined || datatype.value === XSD_STRING) return { termType, value: detached(value) };
  return { termType, value: detached(value), datatype: { value: detached(datatype.value) } };
}
