import { createJsonLdWriter } from './json-ld.js';
import type { Prefixes, RdfWriter } from './rdf-writer.js';
import { createRdfXmlWriter } from './rdf-xml.js';
import { createTurtleWriter } from './turtle.js';

interface Syntax {
  readonly mediaType: string;
  create(prefixes: Prefixes): RdfWriter;
}

/** The syntaxes of RDF by the endings of their addresses. */
export const SYNTAXES = {
  ttl: { mediaType: 'text/turtle', create: (prefixes) => createTurtleWriter('Turtle', prefixes) },
  xml: { mediaType: 'application/rdf+xml', create: createRdfXmlWriter },
  rdf: { mediaType: 'application/rdf+xml', create: createRdfXmlWriter },
  n3: { mediaType: 'text/n3', create: (prefixes) => createTurtleWriter('Turtle', prefixes) },
  jsonld: { mediaType: 'application/ld+json', create: createJsonLdWriter },
  nt: { mediaType: 'application/n-triples', create: (prefixes) => createTurtleWriter('N-Triples', prefixes) },
} as const satisfies Readonly<Record<string, Syntax>>;

export type SyntaxName = keyof typeof SYNTAXES;

export function isSyntaxName(name: string): name is SyntaxName {
  return Object.hasOwn(SYNTAXES, name);
}
