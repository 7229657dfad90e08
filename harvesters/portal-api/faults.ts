import { type ResponseFault, SourceResponseError } from '../../src/domain/errors.js';

/** One mistake in the options of a source: where, and what. */
export interface OptionFault {
  /** JSON pointer into the options. */
  readonly pointer: string;
  readonly message: string;
}

/** Takes the mistakes that compiling options comes upon; compiling goes on, so that all of them are told at once. */
export type ReportFault = (pointer: string, message: string) => void;

export function pointerTo(parent: string, key: string | number): string {
  return `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The portal answered, but not as its profile says. */
export function answerFault(
  url: string,
  message: string,
  fault: ResponseFault = 'schema',
): SourceResponseError {
  return new SourceResponseError(`${url}: ${message}`, { url, fault });
}
