import { once } from 'node:events';
import { canonicalJson, sha256Hex } from '../../src/domain/identifiers.js';
import { type CliProcess, CliWorkspace, type Ended } from './built-cli.js';
import { comparableRecord } from './comparable-record.js';
import { FlakyLink } from './flaky-link.js';
import type { StatedSource } from './province-hub.js';

export interface Entry {
  readonly kind: 'put' | 'delete';
  readonly identifier: string;
  readonly time: string;
  readonly chain: readonly { readonly hub?: string; readonly id: string; readonly changed?: string }[];
  readonly record: { readonly title: string };
}

export interface LevelState {
  readonly hub: string;
  readonly seq: number;
  readonly datasets: number;
  readonly sha256: string;
}

/** One hub of a federation: a process of the built program that can be killed and started again at the same address. */
export class HubLevel {
  readonly workspace = new CliWorkspace();
  readonly #links: FlakyLink[] = [];
  #port = 0;
  #serve: CliProcess | undefined;

  constructor(title: string, sources: readonly StatedSource[]) {
    this.workspace.configure(sources, {
      title: { zh: title },
      concurrency: 4,
      schedule: { jitterSeconds: 0 },
      network: { retries: 0 },
      // After an outage all publishers may be called otherwise at once, which a hub would ask its operator about.
      limits: { missingRuns: 1, removedShare: 1, fieldShare: 1 },
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const serve = this.workspace.start('serve', '--port', String(this.#port));
    await serve.until(({ out }) => /http:\/\/\S+:\d+/.test(out));
    this.#port = Number(/http:\/\/[^\s:]+:(\d+)/.exec(serve.out)?.[1]);
    this.#serve = serve;
  }

  async kill(): Promise<void> {
    const child = this.#serve?.child;
    this.#serve = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }

  /** The way that another hub takes to this one. */
  async link(): Promise<{ readonly link: FlakyLink; readonly url: string }> {
    const link = new FlakyLink(() => this.#port);
    this.#links.push(link);
    return { link, url: await link.listen() };
  }

  run(...args: readonly string[]): Promise<Ended> {
    return this.workspace.run(...args);
  }

  state(): Promise<LevelState> {
    return this.#ask<LevelState>('/changes/state');
  }

  /** The feed from a position to its end. */
  async entries(since = 0): Promise<readonly Entry[]> {
    const answer = await fetch(`${this.url}/changes?format=jsonl&since=${since}`);
    const text = await answer.text();
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Entry);
  }

  /** Hash of what all levels have to have in common, and how many datasets that is. */
  async contents(): Promise<{ readonly datasets: number; readonly sha256: string }> {
    const records = (await this.entries())
      .filter(({ kind }) => kind === 'put')
      .map(({ record }) => canonicalJson(comparableRecord(record)))
      .sort();
    return { datasets: records.length, sha256: sha256Hex(records.join('\n')) };
  }

  async close(): Promise<void> {
    await this.kill();
    for (const link of this.#links) await link.close();
    this.workspace.close();
  }

  async #ask<Answer>(path: string): Promise<Answer> {
    const answer = await fetch(`${this.url}${path}`);
    return (await answer.json()) as Answer;
  }
}
