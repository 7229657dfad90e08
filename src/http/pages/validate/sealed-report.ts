import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { RecordReport } from '../../../domain/record-report.js';

/**
 * A report that the reader keeps in place of us, so that nothing is stored here: packed, and with a mark that only this
 * process can make, so that nobody has us write files of his own making.
 */
export interface ReportSeal {
  /** Undefined: it is too long to be sent back. */
  seal(records: readonly RecordReport[]): Promise<string | undefined>;
  /** Undefined: it is none of ours, or of an earlier process. */
  open(text: string): Promise<readonly RecordReport[] | undefined>;
}

/** What a field of a form may have. */
const MAX_LENGTH = 900_000;
const pack = promisify(gzip);
const unpack = promisify(gunzip);

export function createReportSeal(): ReportSeal {
  const key = randomBytes(32);
  const markOf = (packed: string): Buffer => createHmac('sha256', key).update(packed).digest();
  return {
    async seal(records) {
      const packed = (await pack(JSON.stringify(records))).toString('base64url');
      return packed.length > MAX_LENGTH ? undefined : `${markOf(packed).toString('base64url')}.${packed}`;
    },
    async open(text) {
      const [mark = '', packed = ''] = text.split('.');
      const given = Buffer.from(mark, 'base64url');
      const expected = markOf(packed);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const json = await unpack(Buffer.from(packed, 'base64url'));
      return JSON.parse(json.toString()) as readonly RecordReport[];
    },
  };
}
