import { SourceResponseError } from '../domain/errors.js';
import { createRecordKeys } from '../domain/record-keys.js';
import type { Gathered, Harvester, PortalDocument } from '../pipeline/ports.js';

/** Documents one after the other; who gathers closes each before it takes the next. */
export type OpenDocuments = () => AsyncIterable<PortalDocument>;

/** The harvester of a source whose catalogue is files instead of what its portal lists; everything else is as ever. */
export function gatherFiles(harvester: Harvester, openDocuments: OpenDocuments): Harvester {
  return {
    kind: harvester.kind,
    gather: (_request, signal) => readAll(harvester, openDocuments, signal),
    fetch: (ref, signal) => harvester.fetch(ref, signal),
    map: (raw, remoteId) => harvester.map(raw, remoteId),
    read: (document, signal, keys) => harvester.read(document, signal, keys),
  };
}

/** What is in all documents; the totals that they state are added up. */
async function* readAll(
  harvester: Harvester,
  openDocuments: OpenDocuments,
  signal: AbortSignal,
): AsyncIterable<Gathered> {
  const keys = createRecordKeys();
  let before = 0;
  for await (const document of openDocuments()) {
    let stated = 0;
    try {
      for await (const item of harvester.read(document, signal, keys)) {
        if (item.type === 'total') {
          stated = item.total;
          yield { type: 'total', total: before + stated };
        } else {
          yield item;
        }
      }
    } catch (error) {
      throw named(error, document);
    } finally {
      await document.close();
    }
    before += stated;
  }
}

/** Of several files the faulty one is to be found, also where its reader did not know its name. */
function named(error: unknown, { url }: PortalDocument): unknown {
  if (!(error instanceof SourceResponseError) || error.message.includes(url)) return error;
  const { fault, status } = error;
  return new SourceResponseError(`${url}: ${error.message}`, { url, fault, status, cause: error });
}
