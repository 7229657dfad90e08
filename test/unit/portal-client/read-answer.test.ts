import iconv from 'iconv-lite';
import { SourceResponseError } from '../../../src/domain/errors.js';
import { type Body, readJson, readText } from '../../../src/portal-client/read-answer.js';

function body(bytes: Buffer | string, contentType?: string): Body {
  return { url: 'http://data.example.cn/api', status: 200, contentType, bytes: Buffer.from(bytes) };
}

function fault(read: () => unknown): SourceResponseError {
  try {
    read();
  } catch (error) {
    if (error instanceof SourceResponseError) return error;
    throw error;
  }
  throw new Error('expected a fault');
}

const RECORD = { 标题: '临时救助', 来源部门: '自治区民政厅' };
const TEXT = JSON.stringify(RECORD);

describe('readJson', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT), 'application/json'],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`), undefined],
    ['UTF-8 that is declared as GBK', Buffer.from(TEXT), 'application/json; charset=GBK'],
    ['declared GB18030', iconv.encode(TEXT, 'gb18030'), 'application/json;charset="GB18030"'],
    ['declared GB2312', iconv.encode(TEXT, 'gb2312'), 'text/plain; charset=gb2312'],
    ['declared Big5', iconv.encode('{"標題":"臺北"}', 'big5'), 'text/plain; charset=Big5'],
    ['UTF-16 with a mark', iconv.encode(TEXT, 'utf-16le', { addBOM: true }), undefined],
    ['big-endian UTF-16 with a mark', iconv.encode(TEXT, 'utf-16be', { addBOM: true }), undefined],
  ])('reads %s', (name, bytes, contentType) => {
    expect(readJson(body(bytes, contentType))).toEqual(name.includes('Big5') ? { 標題: '臺北' } : RECORD);
  });

  it.each([
    ['undeclared GB18030', 'application/json', 'no other charset is declared'],
    ['GB18030 declared as UTF-8', 'application/json; charset=utf-8', 'declared as utf-8'],
    ['a charset that nobody knows', 'application/json; charset=x-mars', 'declared as x-mars'],
  ])('reports %s as the wrong charset', (_, contentType, words) => {
    const error = fault(() => readJson(body(iconv.encode(TEXT, 'gb18030'), contentType)));
    expect(error.fault).toBe('charset');
    expect(error.message).toContain(words);
  });

  it.each([1, 2, 3])('reports an answer that was cut %i byte(s) into a character as truncated', (bytes) => {
    const cut = Buffer.concat([Buffer.from('{"title":"目录'), Buffer.from('𠮷').subarray(0, bytes)]);
    const error = fault(() => readJson(body(cut, 'application/json;charset=utf-8')));
    expect(error.fault).toBe('truncated');
    expect(error.message).toContain('breaks off in the middle of a character');
  });

  it('reports bytes that are not in the declared charset', () => {
    const error = fault(() =>
      readJson(body(Buffer.from([0x22, 0xff, 0xff, 0x22]), 'text/plain; charset=gbk')),
    );
    expect(error.fault).toBe('charset');
  });

  it.each(['', '  \r\n', '\uFEFF'])('reports the empty answer %j', (text) => {
    expect(fault(() => readJson(body(text))).fault).toBe('empty');
  });

  it('says which page came instead of JSON', () => {
    const page = '\n<!DOCTYPE html><html><head><title>502\n Bad Gateway</title></head></html>';
    const error = fault(() => readJson(body(page, 'text/html')));
    expect(error).toMatchObject({ fault: 'html', status: 200, url: 'http://data.example.cn/api' });
    expect(error.message).toContain('an HTML page (“502 Bad Gateway”) came instead of JSON');
  });

  it('leaves out the title of a page that cannot be decoded', () => {
    const page = iconv.encode('<html><title>系统维护</title></html>', 'gbk');
    expect(fault(() => readJson(body(page))).message).toContain('an HTML page came instead');
  });

  it('calls XML what it is', () => {
    expect(fault(() => readJson(body('<?xml version="1.0"?><rdf/>'))).message).toContain(
      'an XML document came',
    );
  });

  it('says where truncated JSON breaks off', () => {
    const error = fault(() => readJson(body(TEXT.slice(0, 12))));
    expect(error.fault).toBe('truncated');
    expect(error.message).toContain('breaks off at character 12');
    expect(error.cause).toBeInstanceOf(SyntaxError);
  });

  it('quotes what is not JSON', () => {
    const error = fault(() => readJson(body('{"a": NaN}')));
    expect(error.fault).toBe('not-json');
    expect(error.message).toContain('from character 6 on: "NaN}"');
  });

  it('keeps __proto__ as an ordinary key and lone surrogates as they are', () => {
    const value = readJson(body('{"__proto__":{"a":1},"s":"\\ud800"}')) as Record<string, unknown>;
    expect(Object.keys(value)).toEqual(['__proto__', 's']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(value['s']).toBe('\ud800');
  });
});

describe('readText', () => {
  it('takes the charset of an XML declaration', () => {
    const xml = '<?xml version="1.0" encoding="GBK"?><标题>救助</标题>';
    expect(readText(body(iconv.encode(xml, 'gbk')), 'application/rdf+xml')).toBe(xml);
  });

  it('refuses an HTML page unless HTML was asked for', () => {
    const page = '<html><title>登录</title></html>';
    expect(fault(() => readText(body(page), 'text/csv')).message).toContain(
      '(“登录”) came instead of text/csv',
    );
    expect(readText(body(page), 'text/html')).toBe(page);
  });

  it('reports empty text and the wrong charset', () => {
    expect(fault(() => readText(body(''), 'text/csv')).fault).toBe('empty');
    expect(fault(() => readText(body(iconv.encode('标题', 'gbk')), 'text/csv')).fault).toBe('charset');
  });
});
