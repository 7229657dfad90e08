import { HubError, SourceResponseError, SourceUnavailableError } from '../domain/errors.js';
import { DeadlineError } from './deadline.js';
import { ADDRESS_REFUSED } from './guarded-lookup.js';

/** Certificates do not mend themselves between two attempts. */
const TLS_CODES: ReadonlySet<string> = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'CERT_REVOKED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** What each network failure means to a reader of the job's report. */
const NETWORK_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at this address',
  ECONNRESET: 'the connection was cut',
  ERR_STREAM_PREMATURE_CLOSE: 'the connection was cut',
  ECONNABORTED: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ENOTFOUND: 'the host name does not exist',
  EAI_AGAIN: 'the name server does not answer',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  ETIMEDOUT: 'the host does not answer',
  EPROTO: 'TLS could not be agreed upon',
};

/**
 * The one place where errors of axios, sockets, TLS and zlib become the hub's own, by their code and never by their text.
 * What is already ours passes through; what no code explains is a bug and is returned as it is, to be thrown on.
 */
export function translateError(error: unknown, url: string): unknown {
  if (error instanceof HubError) return error;
  const code = codeOf(error);
  if (code === undefined) return error;
  const facts = { url, cause: error };
  if (code === ADDRESS_REFUSED) {
    return new SourceResponseError(
      `${url} is refused: its host name leads to a private, local or reserved address`,
      {
        ...facts,
        fault: 'refused-address',
      },
    );
  }
  // Brotli's own codes begin with an underscore, before which node puts ERR_.
  if (code.startsWith('Z_') || code.startsWith('ERR__ERROR_')) {
    return new SourceResponseError(`${url}: the compressed body is damaged or cut off`, {
      ...facts,
      fault: 'truncated',
    });
  }
  if (TLS_CODES.has(code)) {
    return new SourceUnavailableError(`${url}: the portal's certificate is not valid (${code})`, {
      ...facts,
      retryable: false,
    });
  }
  if (error instanceof DeadlineError) {
    return new SourceUnavailableError(`${url}: ${error.message}`, { ...facts, retryable: true });
  }
  const words =
    NETWORK_WORDS[code] ?? (code.startsWith('HPE_') ? 'the answer is not proper HTTP' : undefined);
  if (words !== undefined || isAxiosError(error)) {
    return new SourceUnavailableError(`${url}: ${words ?? 'the request failed'} (${code})`, {
      ...facts,
      retryable: true,
    });
  }
  return error;
}

/** As axios marks its errors; it is not loaded for that. */
function isAxiosError(error: unknown): boolean {
  return error instanceof Error && 'isAxiosError' in error && error.isAxiosError === true;
}

/** The code that node, a library or we gave an error. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
