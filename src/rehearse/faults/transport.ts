import { gzipSync } from 'node:zlib';
import type { Text } from '../../domain/dataset.js';
import { asSent, type HonestAnswer, type WireAnswer } from '../answer.js';
import { BAD_RESPONSE, type Fault, SHORT_TIMEOUT, UNAVAILABLE } from '../fault.js';

/** Faults of the server and of the wire: the honest answer does not arrive. */

const NOTHING = Buffer.alloc(0);

/** Every answer is the honest one, sent in another way. */
function resent(change: (answer: HonestAnswer) => WireAnswer): Fault['prepare'] {
  return () => async (_, honest) => {
    const answer = await honest();
    return answer.status === 200 ? change(answer) : asSent(answer);
  };
}

function always(answer: Omit<WireAnswer, 'manner' | 'body'> & Partial<WireAnswer>): Fault['prepare'] {
  return () => () => Promise.resolve({ body: NOTHING, manner: 'whole', ...answer });
}

const ONE_ANSWER: Text = { zh: '全部目录在一个应答中', en: 'its whole catalogue is one answer' };

/** The first answer is honest. */
function fromSecond(change: WireAnswer): Fault['prepare'] {
  return ({ questions }) => {
    if (questions === 1) return { skipped: ONE_ANSWER };
    let first: string | undefined;
    return async ({ path, body }, honest) => {
      const asked = `${path} ${body?.text ?? ''}`;
      first ??= asked;
      return asked === first ? asSent(await honest()) : change;
    };
  };
}

function half(body: Buffer): Buffer {
  return body.subarray(0, Math.floor(body.length / 2));
}

/** Half a table is a table: what it lacks is missed, and held, because it is too much. */
const HALF_A_TABLE = { workbook: [BAD_RESPONSE, UNAVAILABLE, 'held: held', 'partial'] };

export const TRANSPORT_FAULTS: readonly Fault[] = [
  {
    name: 'slow',
    title: { zh: '每秒一字节', en: 'one byte a second' },
    ends: [UNAVAILABLE],
    network: SHORT_TIMEOUT,
    prepare: resent((answer) => ({ ...asSent(answer), manner: 'drip' })),
  },
  {
    name: 'silent',
    title: { zh: '不作任何应答', en: 'no answer at all' },
    ends: [UNAVAILABLE],
    network: SHORT_TIMEOUT,
    prepare: always({ status: 200, headers: {}, manner: 'silent' }),
  },
  {
    name: 'too-many-requests',
    title: { zh: '一律 429，Retry-After 为 0 或 1', en: '429 to everything, Retry-After 0 or 1' },
    ends: [UNAVAILABLE],
    network: { retries: 1 },
    prepare: () => {
      let asked = 0;
      return () => {
        asked += 1;
        const headers = { 'retry-after': String(asked % 2) };
        return Promise.resolve({ status: 429, headers, body: NOTHING, manner: 'whole' });
      };
    },
  },
  {
    name: 'server-error',
    title: { zh: '一律 500', en: '500 to everything' },
    ends: [UNAVAILABLE],
    prepare: always({ status: 500, headers: {} }),
  },
  {
    name: 'error-later',
    title: { zh: '首个应答之后一律 500', en: '500 after the first answer' },
    ends: [UNAVAILABLE, 'partial'],
    prepare: fromSecond({ status: 500, headers: {}, body: NOTHING, manner: 'whole' }),
  },
  {
    name: 'gone-later',
    title: { zh: '首个应答之后一律 404', en: '404 after the first answer' },
    ends: [BAD_RESPONSE, 'partial'],
    prepare: fromSecond({ status: 404, headers: {}, body: NOTHING, manner: 'whole' }),
  },
  {
    name: 'reset',
    title: { zh: '应答中途断开连接', en: 'connection reset in the middle of an answer' },
    ends: [UNAVAILABLE],
    prepare: resent((answer) => ({ ...asSent(answer), body: half(answer.body), manner: 'reset' })),
  },
  {
    name: 'length-too-long',
    title: { zh: 'Content-Length 大于实际长度', en: 'Content-Length of more than is sent' },
    ends: [UNAVAILABLE],
    prepare: resent((answer) => ({
      ...asSent(answer),
      headers: { ...asSent(answer).headers, 'content-length': String(answer.body.length + 100) },
    })),
  },
  {
    name: 'length-too-short',
    title: { zh: 'Content-Length 小于实际长度', en: 'Content-Length of less than is sent' },
    ends: [BAD_RESPONSE, UNAVAILABLE],
    endsOf: HALF_A_TABLE,
    prepare: resent((answer) => ({
      ...asSent(answer),
      headers: { ...asSent(answer).headers, 'content-length': String(half(answer.body).length) },
    })),
  },
  {
    name: 'cut-body',
    title: { zh: '正文只有一半，长度未声明', en: 'half the body, its length not stated' },
    ends: [BAD_RESPONSE],
    endsOf: HALF_A_TABLE,
    prepare: resent((answer) => ({ ...asSent(answer), body: half(answer.body), manner: 'unmeasured' })),
  },
  {
    name: 'cut-gzip',
    title: { zh: 'gzip 正文被截断', en: 'a gzip body cut off' },
    ends: [BAD_RESPONSE],
    prepare: resent((answer) => ({
      ...asSent(answer),
      headers: { ...asSent(answer).headers, 'content-encoding': 'gzip' },
      body: half(gzipSync(answer.body)),
      manner: 'unmeasured',
    })),
  },
  {
    name: 'gzip-bomb',
    title: { zh: 'gzip 炸弹', en: 'a gzip bomb' },
    ends: [BAD_RESPONSE],
    prepare: ({ maxBytes }) => {
      const megabyte = 1024 * 1024;
      // Members of a gzip stand one after another: the bomb is never held.
      const member = gzipSync(Buffer.alloc(megabyte, ' '));
      return () =>
        Promise.resolve({
          status: 200,
          headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
          body: repeated(member, Math.ceil(maxBytes / megabyte) * 4),
          manner: 'unmeasured',
        });
    },
  },
  {
    name: 'redirect-loop',
    title: { zh: '循环重定向', en: 'a redirect loop' },
    ends: [BAD_RESPONSE],
    prepare:
      () =>
      ({ path }) => {
        const location = path.startsWith('/loop') ? '/loop-b' : '/loop-a';
        return Promise.resolve({ status: 302, headers: { location }, body: NOTHING, manner: 'whole' });
      },
  },
  {
    name: 'tls-self-signed',
    title: { zh: 'TLS 证书无效', en: 'a TLS certificate that nobody vouches for' },
    ends: [UNAVAILABLE],
    tls: 'self-signed',
    prepare: resent(asSent),
  },
  {
    name: 'tls-none',
    title: { zh: 'TLS 端口不讲 TLS', en: 'no TLS where it is asked for' },
    ends: [UNAVAILABLE],
    tls: 'none',
    prepare: resent(asSent),
  },
  {
    name: 'html-page',
    title: { zh: '以 200 返回登录页', en: '200 with a login page' },
    ends: [BAD_RESPONSE],
    prepare: always({
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: Buffer.from(
        '<!DOCTYPE html><html><head><title>统一身份认证</title></head><body><form>请登录</form></body></html>',
      ),
    }),
  },
  {
    name: 'empty-answer',
    title: { zh: '以 200 返回空正文', en: '200 with an empty body' },
    ends: [BAD_RESPONSE, 'aborted: empty-gather'],
    prepare: always({ status: 200, headers: { 'content-type': 'application/json' } }),
  },
  {
    name: 'clock-skew',
    title: { zh: '服务器时钟差二十年', en: 'a clock that is twenty years off' },
    ends: ['complete'],
    prepare: resent((answer) => ({
      ...asSent(answer),
      headers: {
        ...asSent(answer).headers,
        date: 'Sat, 01 Jan 2000 00:00:00 GMT',
        'last-modified': 'Fri, 01 Jan 2055 00:00:00 GMT',
        expires: 'Sat, 01 Jan 2000 00:00:00 GMT',
      },
    })),
  },
];

function* repeated(piece: Buffer, times: number): Generator<Buffer> {
  for (let count = 0; count < times; count += 1) yield piece;
}
