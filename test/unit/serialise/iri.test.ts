import { toMailUri, toWebUri } from '../../../src/serialise/iri.js';

describe('addresses', () => {
  it.each([
    ['http://data.gov.cn/a b', 'http://data.gov.cn/a%20b'],
    [
      ' https://data.gov.cn/数据?名=停车 场 ',
      'https://data.gov.cn/%E6%95%B0%E6%8D%AE?%E5%90%8D=%E5%81%9C%E8%BD%A6%20%E5%9C%BA',
    ],
    ['http://中国.cn/', 'http://xn--fiqs8s.cn/'],
    [
      `http://a.cn/"x"<y>'z'{w}|v\\u^t\`s[r]`,
      'http://a.cn/%22x%22%3Cy%3E%27z%27%7Bw%7D%7Cv/u%5Et%60s%5Br%5D',
    ],
    ['http://[::1]:8080/a[0]', 'http://[::1]:8080/a%5B0%5D'],
    ['http://u:p@a.cn/x', 'http://u:p@a.cn/x'],
    ['ftp://a.cn/x', 'ftp://a.cn/x'],
    ['http://a.cn/\ud800', 'http://a.cn/%EF%BF%BD'],
    ['http://a.cn/%E4%BD', 'http://a.cn/%E4%BD'],
  ])('%j is written as %s', (address, uri) => {
    expect(toWebUri(address)).toBe(uri);
    expect(/^[\x21-\x7e]+$/.test(uri)).toBe(true);
  });

  it.each([
    undefined,
    '',
    '/data/1',
    'www.a.cn',
    '无',
    'zhang@a.cn',
    'mailto:zhang@a.cn',
    'javascript:alert(1)',
    'http://',
    'http:// /',
  ])('%j is none of the web', (address) => {
    expect(toWebUri(address)).toBeUndefined();
  });

  it.each([
    ['jtj@jiangcheng.gov.cn', 'mailto:jtj@jiangcheng.gov.cn'],
    ['mailto:jtj@jiangcheng.gov.cn', 'mailto:jtj@jiangcheng.gov.cn'],
    ['交通@jiangcheng.gov.cn', 'mailto:%E4%BA%A4%E9%80%9A@jiangcheng.gov.cn'],
    ['http://a.cn', undefined],
    ['0571-12345', undefined],
    [undefined, undefined],
  ])('%j is written as %s', (address, uri) => {
    expect(toMailUri(address)).toBe(uri);
  });
});
