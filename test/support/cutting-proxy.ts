import { connect, createServer, type AddressInfo, type Server } from 'node:net';

/** Passes connections on to a server, and cuts those it is told to after so many bytes of the answer. */
export class CuttingProxy {
  readonly #server: Server;
  #limit = Infinity;
  cuts = 0;

  constructor(port: () => number) {
    this.#server = createServer((client) => {
      const hub = connect(port(), '127.0.0.1');
      let passed = 0;
      hub.on('data', (bytes) => {
        passed += bytes.length;
        if (passed <= this.#limit) {
          client.write(bytes);
          return;
        }
        this.cuts += 1;
        client.destroy();
        hub.destroy();
      });
      hub.on('end', () => client.end());
      client.on('data', (bytes) => hub.write(bytes));
      for (const [one, other] of [[client, hub] as const, [hub, client] as const]) {
        one.on('close', () => other.destroy());
        one.on('error', () => other.destroy());
      }
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Of connections made from now on; `Infinity` cuts none. */
  cutAfter(bytes: number): void {
    this.#limit = bytes;
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }
}
