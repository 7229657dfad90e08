import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from './project-root.js';
import type { StatedSource } from './province-hub.js';

/** `npm test` builds first. */
const CLI = join(PROJECT_ROOT, 'dist/src/main.js');
/**
 * Most commands end before their code is worth optimising, which takes a third of their time all the same: only what runs long is.
 */
const PATIENT_COMPILER = '--interrupt-budget=4000000';

export interface Ended {
  /** Null when a signal ended the process. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A process of the built command line. */
export interface CliProcess {
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly out: string;
  readonly err: string;
  readonly ended: Promise<Ended>;
  /** Resolves when what it wrote satisfies the test; rejects when it ends before. */
  until(test: (written: { readonly out: string; readonly err: string }) => boolean): Promise<void>;
}

/** A configuration folder with its store, for the built command line. */
export class CliWorkspace {
  readonly dir = mkdtempSync(join(tmpdir(), 'lianmu-cli-'));
  readonly dataDir = join(this.dir, 'data');

  /** Further variables of its processes. */
  env: Readonly<Record<string, string>> = {};

  /** Writes hub.yaml and a file a source; JSON is YAML. */
  configure(sources: readonly StatedSource[], hub: object = {}): void {
    rmSync(join(this.dir, 'sources'), { recursive: true, force: true });
    mkdirSync(join(this.dir, 'sources'), { recursive: true });
    const settings = {
      title: { zh: '试验目录' },
      description: { zh: '试验' },
      publisher: { name: '数据局' },
      dataDir: 'data',
      // What is gone is gone, unless the test is about that.
      limits: { missingRuns: 1 },
      ...hub,
    };
    writeFileSync(join(this.dir, 'hub.yaml'), JSON.stringify(settings));
    for (const { id, ...file } of sources) {
      const stated = { kind: 'ckan', title: id, network: { allowPrivate: true, retries: 0 }, ...file };
      writeFileSync(join(this.dir, 'sources', `${id}.yaml`), JSON.stringify(stated));
    }
  }

  start(...args: readonly string[]): CliProcess {
    const child = spawn(process.execPath, [PATIENT_COMPILER, CLI, '--config', this.dir, ...args], {
      env: {
        PATH: process.env['PATH'] ?? '',
        LANG: 'en_GB.UTF-8',
        LIANMU_DATA_DIR: this.dataDir,
        LIANMU_PORT: '0',
        ...this.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return follow(child);
  }

  run(...args: readonly string[]): Promise<Ended> {
    return this.start(...args).ended;
  }

  close(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

function follow(child: ChildProcess): CliProcess {
  let out = '';
  let err = '';
  const waiting = new Set<() => void>();
  function wake(): void {
    for (const check of waiting) check();
  }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    wake();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    wake();
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, out, err });
    });
  });
  return {
    child,
    ended,
    get out() {
      return out;
    },
    get err() {
      return err;
    },
    until(test) {
      return new Promise((resolve, reject) => {
        function check(): void {
          if (!test({ out, err })) return;
          waiting.delete(check);
          resolve();
        }
        waiting.add(check);
        check();
        void ended.then(({ code }) => {
          reject(new Error(`the command ended with ${code} before: ${out}${err}`));
        });
      });
    },
  };
}
