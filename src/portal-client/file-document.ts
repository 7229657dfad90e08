import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { PortalDocument } from '../pipeline/ports.js';
import { FileDocument } from './document.js';
import { tooLarge } from './read-body.js';

/** Media types by the ending of a file's name. */
const ENDINGS: Readonly<Record<string, string>> = {
  '.csv': 'text/csv',
  '.tsv': 'text/tab-separated-values',
  '.txt': 'text/plain',
  '.json': 'application/json',
  '.jsonl': 'application/x-ndjson',
  '.ndjson': 'application/x-ndjson',
  '.jsonld': 'application/ld+json',
  '.rdf': 'application/rdf+xml',
  '.xml': 'application/xml',
  '.ttl': 'text/turtle',
  '.nt': 'application/n-triples',
  '.nq': 'application/n-quads',
  '.trig': 'application/trig',
  '.html': 'text/html',
  '.xls': 'application/vnd.ms-excel',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** A file of the operator's as a document: named by him, so that it may lie anywhere. Errors of the file system are thrown. */
export async function openFileDocument(
  path: string,
  { maxBytes, maxDocumentBytes }: { readonly maxBytes: number; readonly maxDocumentBytes: number },
): Promise<PortalDocument> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const url = basename(path);
    if (size > maxDocumentBytes) throw tooLarge(url, maxDocumentBytes);
    const mediaType = ENDINGS[extname(path).toLowerCase()];
    return new FileDocument(file, { url, size, maxBytes, ...(mediaType !== undefined && { mediaType }) });
  } catch (error) {
    await file.close();
    throw error;
  }
}
