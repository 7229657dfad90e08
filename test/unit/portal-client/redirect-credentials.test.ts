import { redirectTarget } from '../../../src/portal-client/follow-redirect.js';
import { requestHeaders } from '../../../src/portal-client/request-headers.js';
import { sourceOrigin } from '../../../src/portal-client/source-origin.js';
import { thrown } from './loopback.js';

describe('redirectTarget', () => {
  const secure = new URL('https://data.example.cn/a/b');

  it('reads relative addresses', () => {
    expect(redirectTarget(secure, '../c?d=1', true).href).toBe('https://data.example.cn/c?d=1');
  });

  it('never leaves https while the source has credentials', () => {
    expect(thrown(() => redirectTarget(secure, 'http://data.example.cn/a', true))).toMatchObject({
      fault: 'redirect',
    });
    expect(redirectTarget(secure, 'http://data.example.cn/a', false).protocol).toBe('http:');
  });

  it.each([undefined, 'http://'])('refuses the location %j', (location) => {
    expect(thrown(() => redirectTarget(secure, location, false))).toMatchObject({ fault: 'redirect' });
  });
});

/** Membership decides who gets the credentials and who may be private. */
describe('sourceOrigin', () => {
  it.each([
    ['http://data.example.cn/ckan', 'http://data.example.cn/other', true],
    ['http://data.example.cn/ckan', 'https://data.example.cn/ckan', true],
    ['https://data.example.cn/', 'http://data.example.cn/', false],
    ['http://data.example.cn/', 'http://data.example.cn:8080/', false],
    ['http://data.example.cn:8080/', 'https://data.example.cn/', false],
    ['https://data.example.cn/', 'https://data.example.cn.evil.org/', false],
    ['https://data.example.cn/', 'https://cdn.example.cn/', false],
  ])('of %s: %s is %s', (baseUrl, url, expected) => {
    expect(sourceOrigin(baseUrl).includes(new URL(url))).toBe(expected);
  });
});

describe('requestHeaders', () => {
  const settings = { userAgent: 'Lianmu', headers: { authorization: 'key', 'x-api-key': 'k' } };
  const origin = sourceOrigin('https://data.example.cn/');

  it('sends the credentials to the source itself', () => {
    const headers = requestHeaders(settings, origin, {
      url: new URL('https://data.example.cn/a'),
      accept: 'text/csv',
    });
    expect(headers).toMatchObject({
      accept: 'text/csv',
      'user-agent': 'Lianmu',
      authorization: 'key',
      'x-api-key': 'k',
    });
  });

  it.each(['https://cdn.example.cn/a', 'http://data.example.cn/a', 'https://data.example.cn:8443/a'])(
    'drops them for %s',
    (url) => {
      const headers = requestHeaders(settings, origin, { url: new URL(url), accept: 'text/csv' });
      expect(Object.keys(headers)).toEqual(['accept', 'accept-encoding', 'user-agent']);
    },
  );
});
