import { fromBufferPromise, type ZipFile } from 'yauzl';
import { SourceResponseError } from '../../src/domain/errors.js';
import { withoutBlanks } from './blank-cells.js';
import { type DocumentFault, SAVE_AS_CSV } from './faults.js';
import { MAX_INFLATED_BYTES, MAX_KEPT_BYTES, MAX_PARTS } from './limits.js';

/** The parts of a workbook that its values are in; pictures, drawings, macros and links are not unpacked. */
const WANTED =
  /^(?:xl\/)?(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedstrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/;
const END_OF_DIRECTORY = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const END_LENGTH = 22 + 0xffff;

/** A document type is where entities are declared; no workbook has one. */
const DECLARATIONS = ['<!DOCTYPE', '<!ENTITY'].map((word) => Buffer.from(word));

/**
 * The wanted parts of a ZIP by lower-case name. Bytes are counted as they are really unpacked: what the directory says of
 * sizes is the sender's word.
 */
export async function readParts(
  bytes: Buffer,
  fault: DocumentFault,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Buffer>> {
  if (!bytes.subarray(-END_LENGTH).includes(END_OF_DIRECTORY)) {
    throw fault('truncated', 'the workbook breaks off: its ZIP has no directory');
  }
  try {
    const zip = await fromBufferPromise(bytes, { validateEntrySizes: true, strictFileNames: true });
    return await unpack(zip, fault, signal);
  } catch (error) {
    if (error instanceof SourceResponseError || signal.aborted || !(error instanceof Error)) throw error;
    throw fault('not-spreadsheet', `the ZIP of the workbook cannot be read: ${error.message}`, error);
  }
}

async function unpack(
  zip: ZipFile,
  fault: DocumentFault,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Buffer>> {
  if (zip.entryCount > MAX_PARTS) {
    throw fault('too-large', `the workbook has ${zip.entryCount} parts, more than ${MAX_PARTS}`);
  }
  const parts = new Map<string, Buffer>();
  const inflated = { bytes: 0 };
  let kept = 0;
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.toLowerCase();
    if (!WANTED.test(name)) continue;
    if (parts.has(name)) throw fault('not-spreadsheet', `the workbook has the part ${name} twice`);
    const counted = countBytes(await zip.openReadStreamPromise(entry), inflated, fault, signal);
    const pieces: Buffer[] = [];
    for await (const piece of name.includes('worksheets/') ? withoutBlanks(counted) : counted) {
      kept += piece.length;
      if (kept > MAX_KEPT_BYTES) throw tooLarge(MAX_KEPT_BYTES, fault);
      pieces.push(piece);
    }
    const part = Buffer.concat(pieces);
    refuseDeclarations(part, name, fault);
    parts.set(name, part);
  }
  return parts;
}

async function* countBytes(
  stream: AsyncIterable<unknown>,
  inflated: { bytes: number },
  fault: DocumentFault,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  for await (const piece of stream) {
    signal.throwIfAborted();
    const chunk = piece as Buffer;
    inflated.bytes += chunk.length;
    if (inflated.bytes > MAX_INFLATED_BYTES) throw tooLarge(MAX_INFLATED_BYTES, fault);
    yield chunk;
  }
}

function tooLarge(limit: number, fault: DocumentFault): Error {
  return fault('too-large', `the workbook unpacks to more than ${limit / 1024 / 1024} MB; ${SAVE_AS_CSV}`);
}

function refuseDeclarations(part: Buffer, name: string, fault: DocumentFault): void {
  if (part[0] === 0xff || part[0] === 0xfe) {
    throw fault('not-spreadsheet', `the part ${name} of the workbook is not in UTF-8`);
  }
  if (DECLARATIONS.some((word) => part.includes(word))) {
    throw fault('not-spreadsheet', `the part ${name} of the workbook declares a document type or entities`);
  }
}
