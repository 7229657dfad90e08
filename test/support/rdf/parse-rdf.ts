import { Readable } from 'node:stream';
import type { Quad } from '@rdfjs/types';
import { JsonLdParser } from 'jsonld-streaming-parser';
import { Parser } from 'n3';
import { isomorphic } from 'rdf-isomorphic';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import type { SyntaxName } from '../../../src/serialise/dcat/syntax/syntaxes.js';

/** The statements of a document, as an independent parser of its syntax reads them, strictly. */
export async function parseRdf(text: string, syntax: SyntaxName): Promise<readonly Quad[]> {
  if (syntax === 'ttl' || syntax === 'n3') return new Parser({ format: 'text/turtle' }).parse(text);
  if (syntax === 'nt') return new Parser({ format: 'N-Triples' }).parse(text);
  const parser = syntax === 'jsonld' ? new JsonLdParser() : new RdfXmlParser({ validateUri: true });
  const quads: Quad[] = [];
  for await (const quad of Readable.from([text]).pipe(parser)) quads.push(quad as Quad);
  return quads;
}

/** Whether two documents say the same, as an independent library tells; where they do not, in which statements. */
export function differencesOf(one: readonly Quad[], other: readonly Quad[]): readonly string[] {
  if (isomorphic([...one], [...other])) return [];
  const [here, there] = [statementsOf(one), statementsOf(other)].map((lines) => new Set(lines));
  const only = (lines: Set<string> | undefined, others: Set<string> | undefined): readonly string[] =>
    [...(lines ?? [])].filter((line) => others?.has(line) !== true);
  return ['they are not isomorphic', ...only(here, there), ...only(there, here)];
}

/** Statements as sorted lines, each once: without blank nodes, equal graphs have equal lines. */
export function statementsOf(quads: readonly Quad[]): readonly string[] {
  return [...new Set(quads.map(statementOf))].sort();
}

function statementOf({ subject, predicate, object }: Quad): string {
  if (subject.termType !== 'NamedNode' || object.termType === 'BlankNode') throw new Error('a blank node');
  const value =
    object.termType === 'Literal'
      ? `${JSON.stringify(object.value)}@${object.language}^^${object.datatype.value}`
      : `<${object.value}>`;
  return `<${subject.value}> <${predicate.value}> ${value}`;
}
