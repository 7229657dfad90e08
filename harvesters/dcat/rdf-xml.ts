import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { drain } from './drain.js';
import { createTermFactory, type Triple } from './triples.js';

/**
 * RDF/XML. The text comes from the guard (`xml-guard.ts`), which lets no document type declaration through that could hurt,
 * and which notices a document that breaks off: this parser would not.
 */
export function parseRdfXml(
  text: AsyncIterable<string>,
  base: string,
): AsyncGenerator<readonly Triple[], void> {
  return drain(
    new RdfXmlParser({
      baseIRI: base,
      dataFactory: createTermFactory(),
      // One address with a blank in it must not cost the catalogue.
      validateUri: false,
      allowDuplicateRdfIds: true,
      parseUnsupportedVersions: true,
    }),
    text,
  );
}
