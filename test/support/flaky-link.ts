import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** `cut`: the connection breaks in the middle of each answer. `busy`: 503 for everything. */
export type LinkFault = 'cut' | 'busy';

const BUSY = 'HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

/** The way to a server, on which things go wrong when a test says so. */
export class FlakyLink {
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  #fault: LinkFault | undefined;
  /** Connections that a fault was played on. */
  faults = 0;

  constructor(port: () => number) {
    this.#server = createServer((client) => {
      this.#open.add(client);
      client.on('close', () => this.#open.delete(client)).on('error', () => client.destroy());
      if (this.#fault === 'busy') {
        this.faults += 1;
        client.once('data', () => client.end(BUSY));
        return;
      }
      this.#pass(client, connect(port(), '127.0.0.1'));
    });
  }

  #pass(client: Socket, server: Socket): void {
    server.on('data', (bytes) => {
      if (this.#fault !== 'cut') {
        client.write(bytes);
        return;
      }
      this.faults += 1;
      client.write(bytes.subarray(0, bytes.length / 2), () => client.destroy());
    });
    server.on('end', () => client.end());
    client.on('data', (bytes) => server.write(bytes));
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy()).on('error', () => client.destroy());
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Of connections that are open and of those to come; undefined mends it. */
  play(fault: LinkFault | undefined): void {
    this.#fault = fault;
    if (fault === 'busy') for (const socket of this.#open) socket.destroy();
  }

  close(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    return new Promise((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }
}
