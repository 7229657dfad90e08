import { AxiosError } from 'axios';
import { SourceResponseError, SourceUnavailableError } from '../../../src/domain/errors.js';
import { translateError } from '../../../src/portal-client/translate-error.js';

const URL_ = 'https://data.example.cn/';

function coded(code: string): Error {
  return Object.assign(new Error('whatever the vendor says'), { code });
}

describe('translateError', () => {
  it.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ETIMEDOUT',
    'HPE_INVALID_CONSTANT',
  ])('makes %s unavailable and worth another attempt, and keeps the cause', (code) => {
    const cause = coded(code);
    const error = translateError(cause, URL_);
    expect(error).toBeInstanceOf(SourceUnavailableError);
    expect(error).toMatchObject({ retryable: true, url: URL_, cause });
  });

  it.each(['CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'])('does not try again after %s', (code) => {
    expect(translateError(coded(code), URL_)).toMatchObject({ code: 'source-unavailable', retryable: false });
  });

  it('takes an axios error with any other code as a failed request', () => {
    expect(translateError(new AxiosError('?', 'ERR_NETWORK'), URL_)).toBeInstanceOf(SourceUnavailableError);
  });

  it('leaves our own errors and bugs as they are', () => {
    const own = new SourceResponseError('x', { url: URL_, fault: 'empty' });
    const bug = new TypeError('x is not a function');
    const unknown = coded('ERR_INVALID_ARG_TYPE');
    expect(translateError(own, URL_)).toBe(own);
    expect(translateError(bug, URL_)).toBe(bug);
    expect(translateError(unknown, URL_)).toBe(unknown);
    expect(translateError('a string', URL_)).toBe('a string');
  });
});
