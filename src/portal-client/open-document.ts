import type { PortalDocument } from '../pipeline/ports.js';
import type { Extend } from './deadline.js';
import { declaredCharset } from './decode-text.js';
import { FileDocument } from './document.js';
import type { Answer } from './exchange.js';
import { fetchAnswer } from './fetch-body.js';
import { bodyChunks } from './read-body.js';
import { openSpool } from './spool.js';
import type { Asking, Wire } from './wire.js';

/** A document has the source's time-out for each stretch of this many bytes: slow is well, standing still is not. */
const STRETCH = 16 * 1024 * 1024;

/** Brings a document whole to disk, so that the portal is done with us before its records are looked at. */
export async function openDocument(
  wire: Wire,
  request: Asking,
  signal: AbortSignal,
): Promise<PortalDocument> {
  const { maxBytes, maxDocumentBytes } = wire.settings;
  async function receive(answer: Answer, url: string, extend: Extend): Promise<FileDocument> {
    const file = await openSpool();
    try {
      let size = 0;
      for await (const chunk of bodyChunks(answer, url, maxDocumentBytes)) {
        if (Math.floor(size / STRETCH) < Math.floor((size + chunk.length) / STRETCH)) extend();
        await file.write(chunk);
        size += chunk.length;
      }
      const contentType = answer.headers['content-type'];
      return new FileDocument(file, { url, size, maxBytes, ...declared(contentType) });
    } catch (error) {
      await file.close();
      throw error;
    }
  }
  const { value: document, approve } = await fetchAnswer(wire, request, receive, signal);
  try {
    await approve(document.chunks());
    return document;
  } catch (error) {
    await document.close();
    throw error;
  }
}

function declared(contentType: string | undefined): { mediaType?: string; charset?: string } {
  const mediaType = contentType?.split(';')[0]?.trim().toLowerCase();
  const charset = declaredCharset(contentType);
  return {
    ...(mediaType !== undefined && mediaType !== '' && { mediaType }),
    ...(charset !== undefined && { charset }),
  };
}
