import { readFileSync, statSync } from 'node:fs';
import type { PortalDocument } from '../../../../src/pipeline/ports.js';

export interface DocumentFacts {
  readonly url?: string;
  readonly mediaType?: string;
  readonly charset?: string;
  /** Bytes in one piece: a small one tries every way to break a text. */
  readonly pieces?: number;
}

/** A document that lies in memory. */
export function memoryDocument(content: string | Uint8Array, facts: DocumentFacts = {}): PortalDocument {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const { pieces = 65_536 } = facts;
  return streamedDocument(
    function* () {
      for (let at = 0; at < bytes.length; at += pieces) yield bytes.subarray(at, at + pieces);
    },
    { ...facts, size: bytes.length },
  );
}

/** A document that is made while it is read, the same each time. */
export function streamedDocument(
  chunks: () => Iterable<Uint8Array>,
  {
    url = 'https://portal.example.org/catalog',
    mediaType,
    charset,
    size,
  }: DocumentFacts & { readonly size: number },
): PortalDocument {
  const refuse = (): never => {
    throw new Error('a catalogue is read as a stream');
  };
  return {
    ...{ url, size },
    ...(mediaType !== undefined && { mediaType }),
    ...(charset !== undefined && { charset }),
    // eslint-disable-next-line @typescript-eslint/require-await -- as the port has it
    async *chunks() {
      yield* chunks();
    },
    bytes: refuse,
    text: refuse,
    records: refuse,
    close: () => Promise.resolve(),
  };
}

export function fileDocument(path: string, facts: DocumentFacts = {}): PortalDocument {
  if (statSync(path).size === 0) return memoryDocument('', facts);
  return memoryDocument(readFileSync(path), {
    url: `https://portal.example.org/${path.split('/').at(-1) ?? ''}`,
    ...facts,
  });
}
