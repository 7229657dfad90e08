import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an action answers to its parameters: the body, byte by byte; undefined is CKAN's 404. */
export type PortalAction = (parameters: URLSearchParams) => Buffer | string | undefined;

/** What a portal answers at one moment, by the name of the action; an action that is not here does not exist. */
export type PortalAnswers = Readonly<Record<string, PortalAction>>;

/** One package of a portal: its id and its JSON as the portal wrote it. */
export interface PortalPackage {
  readonly id: string;
  readonly json: string;
}

/** CKAN gives no more than this in one answer, whatever is asked for. */
const MAX_ROWS = 1000;

const NOT_FOUND = '{"success": false, "error": {"__type": "Not Found Error", "message": "Not found"}}';

/** A CKAN portal on loopback that answers with what it is told to serve, and counts what it is asked. */
export class CkanEndpoint {
  readonly url: string;
  readonly #server: Server;
  readonly #asked = new Map<string, number>();
  #answers: PortalAnswers = {};

  private constructor(server: Server) {
    this.#server = server;
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on('request', (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
      const name = pathname.replace('/api/3/action/', '');
      this.#asked.set(name, this.asked(name) + 1);
      const body = this.#answers[name]?.(searchParams);
      response.writeHead(body === undefined ? 404 : 200, { 'Content-Type': 'application/json' });
      response.end(body ?? NOT_FOUND);
    });
  }

  static async start(): Promise<CkanEndpoint> {
    const server = createServer();
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    return new CkanEndpoint(server);
  }

  /** From now on the portal is this one. */
  serve(answers: PortalAnswers): void {
    this.#answers = answers;
    this.#asked.clear();
  }

  /** Requests of an action since the portal became what it is. */
  asked(action: string): number {
    return this.#asked.get(action) ?? 0;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** A whole answer around a JSON text. */
export function envelope(result: string): string {
  return `{"help": "", "success": true, "result": ${result}}`;
}

/** `package_search` as CKAN pages it, for a client that asks for the order of ids (any other is refused). */
export function searchAction(packages: readonly PortalPackage[]): PortalAction {
  const sorted = packages.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return (parameters) => {
    if (parameters.get('sort') !== 'id asc') return undefined;
    const start = Number(parameters.get('start'));
    const rows = Math.min(Number(parameters.get('rows')), MAX_ROWS);
    const page = sorted.slice(start, start + rows).map(({ json }) => json);
    return envelope(`{"count": ${sorted.length}, "results": [${page.join(',')}]}`);
  };
}

/** `current_package_list_with_resources`, in the order given. */
export function currentListAction(packages: readonly PortalPackage[]): PortalAction {
  return (parameters) => {
    const offset = Number(parameters.get('offset'));
    const page = packages.slice(offset, offset + Number(parameters.get('limit')));
    return envelope(`[${page.map(({ json }) => json).join(',')}]`);
  };
}

/** `package_list` and `package_show` under the given keys; an empty body is what a failing portal sends. */
export function showActions(
  keys: readonly string[],
  bodyOf: (key: string) => Buffer | string,
): PortalAnswers {
  const known = new Set(keys);
  return {
    package_list: () => envelope(JSON.stringify(keys)),
    package_show: (parameters) => {
      const key = parameters.get('id') ?? '';
      return known.has(key) ? bodyOf(key) : undefined;
    },
  };
}
