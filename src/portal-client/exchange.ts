import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { AgentPair } from './agents.js';

export interface Exchange {
  readonly url: URL;
  /** A POST with this text; else a GET. */
  readonly body?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly agents: AgentPair;
  readonly signal: AbortSignal;
}

/** Status line and headers of whatever the host answered; the body is still on the wire and as it was sent. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable;
  /** Bytes of the body that were read so far, as they were sent. */
  readonly tally: { bytes: number };
}

/**
 * One request, one answer of any status. Redirects, decompression, caps, proxies and time-outs of axios are off: the caller
 * follows, counts and times itself, because each of them is part of the address and size policy.
 */
export async function exchange({ url, body, headers, agents, signal }: Exchange): Promise<Answer> {
  // With the first request: most commands and threads make none.
  const { default: axios } = await import('axios');
  const response = await axios.request<Readable>({
    url: url.href,
    method: body === undefined ? 'get' : 'post',
    ...(body !== undefined && { data: body }),
    adapter: 'http',
    responseType: 'stream',
    headers: { ...headers },
    httpAgent: agents.http,
    httpsAgent: agents.https,
    signal,
    proxy: false,
    maxRedirects: 0,
    decompress: false,
    // The text goes out as it is.
    transformRequest: [],
    validateStatus: () => true,
  });
  return {
    status: response.status,
    headers: headersOf(response.headers),
    body: response.data,
    tally: { bytes: 0 },
  };
}

function headersOf(headers: object): IncomingHttpHeaders {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
