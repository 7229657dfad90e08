import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a portal sees it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly userAgent: string;
}

/** Stands before a portal, passes everything on, and writes down what the portal is asked and answers. */
export interface RecordingProxy {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  clear(): void;
  close(): Promise<void>;
}

export async function recordRequests(
  target: string,
  robots: () => { readonly status: number; readonly text: string } = () => ({ status: 404, text: '' }),
): Promise<RecordingProxy> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    const note = (status: number): void => {
      seen.push({ method, path: url, status, userAgent: headers['user-agent'] ?? '' });
    };
    if (url === '/robots.txt') {
      const { status, text } = robots();
      note(status);
      response.writeHead(status, { 'content-type': 'text/plain' }).end(text);
      return;
    }
    const passed = httpRequest(target + url, { method, headers }, (answer) => {
      note(answer.statusCode ?? 0);
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    request.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    clear: () => {
      seen.length = 0;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
