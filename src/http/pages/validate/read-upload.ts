import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { HubError } from '../../../domain/errors.js';
import { MAX_MEGABYTES } from './validate-page.js';

/** What somebody sent, in a folder of its own that goes with it. */
export interface Upload {
  /** Absent: neither a file nor a text was sent. */
  readonly file?: string;
  readonly fields: Readonly<Record<string, string>>;
  /** There was more than is taken. */
  readonly isTooLarge: boolean;
  remove(): Promise<void>;
}

const MAX_BYTES = MAX_MEGABYTES * 1024 * 1024;
const MAX_FIELDS = 8;

/** A form that breaks off, or is none. */
export class FormError extends HubError {
  readonly code = 'form';
}

/** Takes down what a form sent: never more than its limit, on disk or in memory. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  const folder = await mkdtemp(join(tmpdir(), 'lianmu-validate-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    return { ...(await readParts(request, join(folder, 'input'))), remove };
  } catch (error) {
    await remove();
    throw isOfForm(error) ? new FormError('the form cannot be read', { cause: error }) : error;
  }
}

/** The reader of forms throws bare errors; those of the file system and of the server library have codes. */
function isOfForm(error: unknown): boolean {
  return error instanceof Error && !('code' in error);
}

async function readParts(request: FastifyRequest, path: string): Promise<Omit<Upload, 'remove'>> {
  const fields: Record<string, string> = {};
  let hasFile = false;
  let isTooLarge = false;
  const limits = {
    ...{ fileSize: MAX_BYTES, files: 1, fieldSize: MAX_BYTES },
    ...{ fields: MAX_FIELDS, parts: MAX_FIELDS },
  };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'file') {
      await pipeline(part.file, createWriteStream(path));
      if (part.file.truncated) isTooLarge = true;
      if (part.file.bytesRead > 0) hasFile = true;
    } else if (typeof part.value === 'string') {
      if (part.valueTruncated) isTooLarge = true;
      fields[part.fieldname] = part.value;
    }
  }
  const { text = '' } = fields;
  if (!hasFile && text.trim() !== '' && !isTooLarge) {
    await writeFile(path, text);
    hasFile = true;
  }
  return { fields, isTooLarge, ...(hasFile && { file: path }) };
}
