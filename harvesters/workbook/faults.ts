import { type ResponseFault, SourceResponseError } from '../../src/domain/errors.js';

/** Makes the typed errors of one document. */
export type DocumentFault = (fault: ResponseFault, words: string, cause?: unknown) => SourceResponseError;

/** What helps with every workbook that is too large. */
export const SAVE_AS_CSV = 'save it as CSV, which may be of any size';

export function faultsOf(url: string): DocumentFault {
  return (fault, words, cause) => new SourceResponseError(`${url}: ${words}`, { url, fault, cause });
}
