import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Gathered, Harvester, PortalDocument } from '../../src/pipeline/ports.js';
import { openFileDocument } from '../../src/portal-client/file-document.js';

const LIMITS = { maxBytes: 64 * 1024 * 1024, maxDocumentBytes: 256 * 1024 * 1024 };

/** A document of this content, as though it had been handed in under this file name. */
export async function documentOf(
  content: string | Uint8Array,
  name = 'document.json',
  limits: Partial<typeof LIMITS> = {},
): Promise<PortalDocument> {
  const folder = await mkdtemp(join(tmpdir(), 'lianmu-text-document-'));
  try {
    const path = join(folder, name);
    await writeFile(path, content);
    return await openFileDocument(path, { ...LIMITS, ...limits });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** All that a harvester reads from a file of this content. */
export async function readAll(
  harvester: Harvester,
  content: string | Uint8Array,
  name?: string,
): Promise<readonly Gathered[]> {
  const document = await documentOf(content, name);
  const gathered: Gathered[] = [];
  try {
    for await (const item of harvester.read(document, new AbortController().signal)) gathered.push(item);
  } finally {
    await document.close();
  }
  return gathered;
}
