import type { DataFactory, Quad, Term as RdfTerm } from '@rdfjs/types';

/** What a parser gives, so far as a harvest looks at it. */
export interface Term {
  readonly termType: string;
  readonly value: string;
  readonly language?: string;
  readonly datatype?: { readonly value: string };
}

/** A statement; in which graph it was made does not matter to a catalogue. */
export interface Triple {
  readonly subject: Term;
  readonly predicate: Term;
  readonly object: Term;
}

/** By which a node is known within one document. */
export function nodeKey(term: Term): string {
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value;
}

/**
 * The text in memory of its own. What a parser cuts out of a piece of a document holds on to all of that piece: whoever keeps
 * a text beyond its batch keeps this.
 */
export function detached(text: string): string {
  return text.length < SHORTEST_SLICE ? text : ` ${text}`.slice(1);
}

/** Shorter ones are copied by themselves. */
const SHORTEST_SLICE = 13;

class PlainTerm implements Term {
  readonly termType: string;
  readonly value: string;

  constructor(termType: string, value: string) {
    this.termType = termType;
    this.value = value;
  }

  equals(other?: Term | null): boolean {
    return other?.termType === this.termType && other.value === this.value;
  }
}

class PlainLiteral extends PlainTerm {
  readonly language: string;
  readonly datatype: Term;
  readonly direction = '' as const;

  constructor(value: string, language: string, datatype: Term) {
    super('Literal', value);
    this.language = language;
    this.datatype = datatype;
  }

  override equals(other?: Term | null): boolean {
    return (
      super.equals(other) &&
      other?.language === this.language &&
      other.datatype?.value === this.datatype.value
    );
  }
}

class PlainQuad extends PlainTerm implements Triple {
  readonly subject: Term;
  readonly predicate: Term;
  readonly object: Term;
  readonly graph = DEFAULT_GRAPH;

  constructor(subject: Term, predicate: Term, object: Term) {
    super('Quad', '');
    this.subject = subject;
    this.predicate = predicate;
    this.object = object;
  }
}

const XSD_STRING = new PlainTerm('NamedNode', 'http://www.w3.org/2001/XMLSchema#string');
const LANG_STRING = new PlainTerm('NamedNode', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#langString');
const DEFAULT_GRAPH = new PlainTerm('DefaultGraph', '');

/**
 * Makes the terms of one reading of a document. Blank nodes without a label are counted, so that a second reading gives
 * them the same names, and never clash with those that the document names.
 */
export function createTermFactory(): DataFactory {
  let unnamed = 0;
  const factory = {
    namedNode: (value: string) => new PlainTerm('NamedNode', value),
    blankNode(label?: string) {
      if (label !== undefined) return new PlainTerm('BlankNode', `l${label}`);
      unnamed += 1;
      return new PlainTerm('BlankNode', `u${unnamed}`);
    },
    literal(value: string, given?: string | RdfTerm | { readonly language: string } | null) {
      if (given === undefined || given === null) return new PlainLiteral(value, '', XSD_STRING);
      if (typeof given === 'string') return new PlainLiteral(value, given, LANG_STRING);
      if ('language' in given && !('termType' in given)) {
        return new PlainLiteral(value, given.language, LANG_STRING);
      }
      return new PlainLiteral(value, '', given);
    },
    variable: (value: string) => new PlainTerm('Variable', value),
    defaultGraph: () => DEFAULT_GRAPH,
    quad: (subject: Term, predicate: Term, object: Term) => new PlainQuad(subject, predicate, object),
    fromTerm: (term: Term) => term,
    fromQuad: (quad: Quad) => quad,
  };
  // The parsers rely on the fields of terms alone; their generic types cannot be met by plain objects.
  return factory as unknown as DataFactory;
}
