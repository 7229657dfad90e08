import { SourceResponseError, SourceUnavailableError } from '../../src/domain/errors.js';
import type { PortalClient, ProbeFinding } from '../../src/pipeline/ports.js';
import { readTriples } from './read-triples.js';
import { Structure } from './structure.js';
import { ANY_RDF } from './syntax.js';
import { compact } from './vocabulary.js';

/** Where portals keep their catalogue whose own page is for people. */
const USUAL_PLACES = ['catalog.rdf', 'catalog.ttl'];
/** Triples that show enough of a catalogue. */
const ENOUGH = 20_000;

interface Seen {
  readonly datasets: number;
  readonly hasCatalog: boolean;
  readonly isWhole: boolean;
  /** Members of a catalogue in pages. */
  readonly total: number | undefined;
}

/** Whether the address, or one of the usual places below it, is a catalogue in RDF. */
export async function probeDcat(
  portal: PortalClient,
  url: string,
  signal: AbortSignal,
): Promise<ProbeFinding | undefined> {
  const places = USUAL_PLACES.map((place) => `${url.replace(/[?#].*$|\/+$/g, '')}/${place}`);
  for (const address of [url, ...places]) {
    const seen = await look(portal, address, signal);
    if (seen === undefined || (seen.datasets === 0 && !seen.hasCatalog)) continue;
    const records = seen.total ?? (seen.isWhole ? seen.datasets : undefined);
    return {
      certainty: seen.datasets > 0 ? 0.95 : 0.6,
      evidence: `RDF with ${seen.hasCatalog ? 'a dcat:Catalog and ' : ''}${seen.isWhole ? '' : 'more than '}${seen.datasets} of dcat:Dataset`,
      ...(records !== undefined && { records }),
      url: address,
      options: {},
    };
  }
  return undefined;
}

/** What the first triples of a document say; undefined where there is none, or none in RDF. */
async function look(portal: PortalClient, url: string, signal: AbortSignal): Promise<Seen | undefined> {
  try {
    const document = await portal.openDocument(url, ANY_RDF, signal);
    try {
      const structure = new Structure(url, { services: false });
      let hasCatalog = false;
      let read = 0;
      for await (const batch of readTriples(document, { base: url }, signal)) {
        for (const triple of batch) {
          structure.take(triple);
          hasCatalog ||= isType(triple.predicate.value) && compact(triple.object.value) === 'dcat:Catalog';
        }
        read += batch.length;
        if (read > ENOUGH) break;
      }
      const datasets = [...structure.records()].length;
      return { datasets, hasCatalog, isWhole: read <= ENOUGH, total: structure.links.total };
    } finally {
      await document.close();
    }
  } catch (error) {
    if (error instanceof SourceResponseError || error instanceof SourceUnavailableError) return undefined;
    throw error;
  }
}

function isType(predicate: string): boolean {
  return compact(predicate) === 'rdf:type';
}
