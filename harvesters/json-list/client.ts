import { createHash } from 'node:crypto';
import { SourceResponseError } from '../../src/domain/errors.js';
import { gatherProblem } from '../../src/domain/problem.js';
import { createRecordKeys } from '../../src/domain/record-keys.js';
import type { Gathered, PortalClient, PortalDocument } from '../../src/pipeline/ports.js';
import { createRecordReader, type RecordReader, type RecordTools } from './records.js';

const ACCEPT = 'application/json, application/x-ndjson;q=0.9, text/plain;q=0.5, */*;q=0.1';

/**
 * All records of the source's documents, which are one list: a record that stands in two of them is one record. Of several
 * documents one that is wrong is a gap; when all are, the first fault is thrown, and so is a portal's not answering.
 */
export async function* gatherDocuments(
  portal: PortalClient,
  url: string,
  tools: RecordTools,
  signal: AbortSignal,
): AsyncGenerator<Gathered, void> {
  const { documents } = tools.options;
  const addresses = documents.length === 0 ? [url] : documents.map((path) => new URL(path, url).href);
  const digests = addresses.length === 1 ? undefined : new Map<string, string>();
  const reader = createRecordReader(tools, createRecordKeys());
  let brought = 0;
  let firstFault: SourceResponseError | undefined;
  for (const address of addresses) {
    try {
      yield* gatherDocument(portal, address, { tools, reader, digests }, signal);
      brought += 1;
    } catch (error) {
      if (addresses.length === 1 || !(error instanceof SourceResponseError)) throw error;
      firstFault ??= error;
      yield {
        type: 'gap',
        problem: gatherProblem('fetch-failed', { value: address, detail: error.message }),
      };
    }
  }
  if (brought === 0 && firstFault !== undefined) throw firstFault;
}

interface Reading {
  readonly tools: RecordTools;
  readonly reader: RecordReader;
  /** Of several documents, the address of each by the hash of its bytes. */
  readonly digests?: Map<string, string> | undefined;
}

async function* gatherDocument(
  portal: PortalClient,
  address: string,
  reading: Reading,
  signal: AbortSignal,
): AsyncGenerator<Gathered, void> {
  const document = await portal.openDocument(address, ACCEPT, signal);
  try {
    await refuseRepeated(document, reading.digests);
    yield* readRecords(document, reading, signal);
  } finally {
    await document.close();
  }
}

/** A portal that answers with another document's bytes does not say what stands in this one. */
async function refuseRepeated(
  document: PortalDocument,
  digests: Map<string, string> | undefined,
): Promise<void> {
  if (digests === undefined || document.size <= EMPTY_LIST) return;
  const hash = createHash('sha256');
  for await (const chunk of document.chunks()) hash.update(chunk);
  const digest = hash.digest('hex');
  const first = digests.get(digest);
  if (first !== undefined) {
    throw new SourceResponseError(`${document.url}: the document is that of ${first} once more`, {
      url: document.url,
      fault: 'schema',
    });
  }
  digests.set(digest, document.url);
}

/** Bytes of a document that may well be the same as another: it lists nothing. */
const EMPTY_LIST = 64;

/** The records of one document that is a list by itself. */
export function readDocument(
  document: PortalDocument,
  tools: RecordTools,
  signal: AbortSignal,
  keys = createRecordKeys(),
): AsyncIterable<Gathered> {
  return readRecords(document, { tools, reader: createRecordReader(tools, keys) }, signal);
}

async function* readRecords(
  document: PortalDocument,
  { tools, reader }: Reading,
  signal: AbortSignal,
): AsyncGenerator<Gathered, void> {
  const place = { list: tools.options.list, head: reader.head, withhold: [] };
  for await (const item of document.records(place)) {
    signal.throwIfAborted();
    yield reader.take(item);
  }
}
