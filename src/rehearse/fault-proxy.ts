import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { asSent, type HonestAnswer, type Play, type Question, type WireAnswer } from './answer.js';
import { unmarked } from './marked-ids.js';
import { Recording } from './recording.js';
import type { Certificate } from './self-signed.js';

/** Asks the real portal, with all the politeness that it is owed; a rejection is what the portal's silence came to. */
export type Forward = (question: Question) => Promise<HonestAnswer>;

/** Stands between the hub and its portal, on loopback. */
export interface FaultProxy {
  readonly url: string;
  /** The same with a certificate that nobody vouches for. */
  readonly secureUrl: string;
  readonly recording: Recording;
  /** From now on answers like this; like the portal where nothing is given. */
  play(play: Play | undefined): void;
  /** Why the portal itself could not be asked, where it could not. */
  readonly forwardError: unknown;
  /** A mistake of the rehearsal's own. */
  readonly broken: Error | undefined;
  close(): Promise<void>;
}

export interface ProxyRequest {
  /** Of the real portal: links that lead there are turned to the proxy. */
  readonly origin: string;
  readonly forward: Forward;
  readonly certificate: Certificate;
}

const BAD_GATEWAY: HonestAnswer = { status: 502, contentType: undefined, body: Buffer.alloc(0) };
const NO_RULES: HonestAnswer = { status: 404, contentType: undefined, body: Buffer.alloc(0) };

export async function startFaultProxy(request: ProxyRequest): Promise<FaultProxy> {
  const recording = new Recording();
  let playing: Play | undefined;
  let forwardError: unknown;
  let broken: Error | undefined;

  async function ask(asked: Question): Promise<HonestAnswer> {
    // A record under an id that a fault gave it is the one that it was made of.
    const question = withoutMarks(asked);
    const known = recording.find(question);
    if (known !== undefined) return known;
    try {
      const answer = turned(
        await request.forward(unturned(question, url, request.origin)),
        request.origin,
        url,
      );
      recording.keep(question, answer);
      return answer;
    } catch (error) {
      forwardError ??= error;
      return BAD_GATEWAY;
    }
  }

  async function answerTo(question: Question): Promise<WireAnswer> {
    // Who forwards keeps to the portal's rules already.
    if (question.path === '/robots.txt') return asSent(NO_RULES);
    const honest = (): Promise<HonestAnswer> => ask(question);
    return playing === undefined ? asSent(await honest()) : playing(question, honest);
  }

  function serve(incoming: IncomingMessage, response: ServerResponse): void {
    readQuestion(incoming)
      .then(answerTo)
      .then((answer) => {
        send(answer, response, (error) => {
          broken ??= asError(error);
        });
      })
      .catch((error: unknown) => {
        broken ??= asError(error);
        response.destroy();
      });
  }

  const plain = createServer(serve);
  const secure = createSecureServer({ ...request.certificate }, serve);
  const url = `http://127.0.0.1:${await listen(plain)}`;
  const secureUrl = `https://127.0.0.1:${await listen(secure)}`;
  return {
    url,
    secureUrl,
    recording,
    play(play) {
      playing = play;
    },
    get forwardError() {
      return forwardError;
    },
    get broken() {
      return broken;
    },
    close: async () => {
      await Promise.all([plain, secure].map(shut));
    },
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

async function readQuestion(incoming: IncomingMessage): Promise<Question> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = 'GET', url = '/', headers } = incoming;
  const asked = { method, path: url, accept: headers.accept ?? '*/*' };
  if (method !== 'POST') return asked;
  const mediaType = headers['content-type'] ?? 'application/octet-stream';
  return { ...asked, body: { mediaType, text: Buffer.concat(chunks).toString() } };
}

/** Links to the portal lead to the proxy, so that pages that name the next one stay on the way; only text has such links. */
function turned(answer: HonestAnswer, from: string, to: string): HonestAnswer {
  const { body } = answer;
  const isText = !body.includes(0) && Buffer.from(body.toString()).equals(body);
  if (!isText) return answer;
  const text = body
    .toString()
    .replaceAll(from, to)
    .replaceAll(from.replaceAll('/', '\\/'), to.replaceAll('/', '\\/'));
  return { ...answer, body: Buffer.from(text) };
}

function withoutMarks(question: Question): Question {
  const { body } = question;
  return {
    ...question,
    path: unmarked(question.path),
    ...(body && { body: { ...body, text: unmarked(body.text) } }),
  };
}

function unturned(question: Question, from: string, to: string): Question {
  const back = (text: string): string =>
    text.replaceAll(from, to).replaceAll(encodeURIComponent(from), encodeURIComponent(to));
  const { body } = question;
  return {
    ...question,
    path: back(question.path),
    ...(body && { body: { ...body, text: back(body.text) } }),
  };
}

function send(
  { status, headers, body, manner }: WireAnswer,
  response: ServerResponse,
  failed: (error: unknown) => void,
): void {
  if (manner === 'silent') return;
  if (!Buffer.isBuffer(body)) {
    response.writeHead(status, headers);
    const pieces = Readable.from(body).on('error', (error) => {
      failed(error);
      response.destroy();
    });
    // Who has enough hangs up.
    response.on('close', () => pieces.destroy());
    pieces.pipe(response);
    return;
  }
  if (manner === 'whole') {
    response.writeHead(status, { 'content-length': body.length, ...headers });
    response.end(body);
    // A wrong length leaves the connection in no state for another answer.
    if (headers['content-length'] !== undefined) response.socket?.end();
    return;
  }
  response.writeHead(status, headers);
  if (manner === 'unmeasured') response.end(body);
  else if (manner === 'drip') drip(body, response);
  else response.write(body, () => response.socket?.resetAndDestroy());
}

const DRIP_MS = 1000;

function drip(body: Buffer, response: ServerResponse): void {
  let place = 0;
  const next = (): void => {
    if (place >= body.length) {
      response.end();
      return;
    }
    response.write(body.subarray(place, (place += 1)));
  };
  const timer = setInterval(next, DRIP_MS);
  response.on('close', () => {
    clearInterval(timer);
  });
  next();
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
