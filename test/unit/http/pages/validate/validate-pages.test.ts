import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RecordReport } from '../../../../../src/domain/record-report.js';
import {
  ValidationError,
  type ValidationFault,
  type ValidationReport,
  type ValidationRequest,
  type Validator,
} from '../../../../../src/http/validator.js';
import { startTestServer, type TestServer } from '../../../../support/api-client.js';

const RECORD: RecordReport = {
  remoteId: '-1',
  title: '<b>公交</b>',
  verdict: 'rejected',
  problems: [
    {
      stage: 'validate',
      code: 'missing-publisher',
      bar: 'publishable',
      pointer: '/publisher',
      value: '=1+1',
    },
  ],
};
const REPORT: ValidationReport = {
  kind: 'ckan',
  records: 2,
  verdicts: { rejected: 1, conformant: 1 },
  groups: [
    {
      ...{ code: 'missing-publisher', bar: 'publishable', records: 1 },
      example: { remoteId: '-1', title: '<b>公交</b>', problem: RECORD.problems[0]! },
    },
  ],
  listed: [RECORD, { remoteId: '2', title: 'B', verdict: 'conformant', problems: [] }],
};

const asked: (ValidationRequest & { readonly content?: string })[] = [];
let answer: ValidationReport | ValidationFault = REPORT;
const validator: Validator = {
  kinds: [{ kind: 'ckan', title: 'CKAN' }],
  fetches: true,
  async check(request) {
    const content = 'file' in request.input ? await readFile(request.input.file, 'utf8') : undefined;
    asked.push({ ...request, ...(content !== undefined && { content }) });
    if (typeof answer === 'string') throw new ValidationError(answer, `in detail: ${answer}`);
    return answer;
  },
};

let hub: TestServer;
let closed: TestServer;
beforeAll(async () => {
  hub = await startTestServer({ validator });
  closed = await startTestServer({ validator: { ...validator, fetches: false } });
});
beforeEach(() => {
  asked.length = 0;
  answer = REPORT;
});
afterAll(async () => {
  await hub.close();
  await closed.close();
});

async function post(fields: Readonly<Record<string, string | Blob>>, path = '/validate?lang=en') {
  const body = new FormData();
  for (const [key, value] of Object.entries(fields)) body.set(key, value);
  const reply = await fetch(hub.url + path, { method: 'POST', body });
  return { status: reply.status, headers: reply.headers, text: await reply.text() };
}

describe('the validator', () => {
  it('has a form, with an address only where the operator allows it', async () => {
    const open = await hub.send({ path: '/validate' });
    expect(open.body).toContain('<h1>目录自查</h1>');
    expect(open.body).toContain('name="url"');
    expect((await closed.send({ path: '/validate?lang=en' })).body).not.toContain('name="url"');
    const without = await startTestServer();
    expect((await without.send({ path: '/validate' })).body).toContain('本站没有开启目录自查');
    await without.close();
  });

  it('reports on a file, and removes it', async () => {
    const { status, text, headers } = await post({ file: new Blob(['{"a":1}']), kind: 'ckan' });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).toContain('1 of 2 records can be published, 1 cannot.');
    expect(text).toContain('&lt;b>公交&lt;/b>');
    expect(text).toContain('id="rule-missing-publisher"');
    expect(asked[0]).toMatchObject({ kind: 'ckan', content: '{"a":1}' });
    const { input } = asked[0]!;
    expect('file' in input && existsSync(dirname(input.file))).toBe(false);
  });

  it('reports on a text and on an address', async () => {
    await post({ text: 'a,b', kind: '' });
    await post({ url: ' https://data.example.org ', text: ' ' });
    expect(asked[0]).toMatchObject({ content: 'a,b' });
    expect(asked[0]).not.toHaveProperty('kind');
    expect(asked[1]?.input).toEqual({ url: 'https://data.example.org' });
  });

  it.each([
    [{ records: 3, verdicts: { conformant: 3 } }, '全部 3 条记录都可以发布。'],
    [{ records: 2, verdicts: { conformant: 1, duplicate: 1 } }, '唯一的 1 条记录可以发布。'],
    [{ records: 2, verdicts: { failed: 2 } }, '2 条记录都不能发布。'],
    [{ records: 0, verdicts: {}, listed: [] }, '没有找到任何记录。'],
    [{ stopped: 'time' }, '只检查了前 2 条记录'],
    [{ stopped: 'records' }, '只检查了前 2 条'],
  ] as const)('says of %j: %s', async (changes, words) => {
    answer = { ...REPORT, ...changes };
    expect((await post({ text: 'x' }, '/validate')).text).toContain(words);
  });

  it.each([
    ['busy', 503],
    ['too-often', 429],
    ['too-slow', 422],
    ['too-large', 413],
    ['unreadable', 422],
    ['address', 422],
    ['unavailable', 422],
    ['unknown', 422],
    ['closed', 403],
  ] as const)('says what to do about %s', async (fault, status) => {
    answer = fault;
    const failed = await post({ text: 'kept text', kind: 'ckan' });
    expect(failed.status).toBe(status);
    expect(failed.text).toContain('It could not be checked');
    expect(failed.text).toContain('kept text</textarea>');
    expect(failed.headers.get('retry-after')).toBe(status === 503 || status === 429 ? '60' : null);
  });

  it('refuses nothing, too much, and what its form does not send', async () => {
    expect((await post({ text: '' })).status).toBe(400);
    expect((await post({ file: new Blob(['x'.repeat(8 * 1024 * 1024 + 1)]) })).status).toBe(413);
    const plain = await hub.send({ method: 'POST', path: '/validate', body: 'x' });
    expect(plain.status).toBe(415);
    const broken = await hub.send({
      method: 'POST',
      path: '/validate',
      headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
      body: '--b\r\nContent-Disposition: form-data; name="te',
    });
    expect(broken.status).toBe(400);
    expect(asked).toEqual([]);
  });

  it('fails as ever for a bug', async () => {
    const bug = { ...validator, check: () => Promise.reject(new Error('a bug')) };
    const own = await startTestServer({ validator: bug });
    const body = new FormData();
    body.set('text', 'x');
    expect((await fetch(`${own.url}/validate`, { method: 'POST', body })).status).toBe(500);
    await own.close();
  });

  it('gives the report as tables, and only reports of its own', async () => {
    const { text } = await post({ text: 'x' });
    const report = /name="report" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const csv = await post({ report, format: 'csv' }, '/validate/report?lang=en');
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="validation.csv"');
    expect(csv.text).toContain('\'-1,<b>公交</b>,,"Rejected, not published",stops publication,No publisher');
    expect(csv.text).toContain("'=1+1");
    const xlsx = await post({ report, format: 'xlsx' }, '/validate/report');
    expect(xlsx.text.slice(0, 2)).toBe('PK');
    for (const forged of [`${report}A`, 'x.y', '']) {
      expect((await post({ report: forged, format: 'csv' }, '/validate/report')).status).toBe(400);
    }
    expect((await post({ report, format: 'exe' }, '/validate/report')).status).toBe(400);
    expect((await hub.send({ method: 'POST', path: '/validate/report', body: 'x' })).status).toBe(415);
  });
});
