import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The package's root, from `dist/test/bench`. */
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const CLI = join(ROOT, 'dist/src/main.js');
const PORTALS = join(ROOT, 'dist/src/demo/portal-process.js');

export interface Portal {
  readonly id: string;
  readonly url: string;
  readonly count: number;
}

export interface RunningPortals {
  readonly portals: readonly Portal[];
  stop(): Promise<void>;
}

/** The simulated province in a process of its own; resolves when it listens. */
export async function startPortals(size: number, options: readonly string[] = []): Promise<RunningPortals> {
  const child = spawn(process.execPath, [PORTALS, '--size', String(size), ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { portals } = JSON.parse(line) as { portals: Portal[] };
    return { portals, stop: () => end(child) };
  }
  throw new Error('the portals ended before they listened');
}

export interface Finished {
  readonly seconds: number;
  readonly peakMegabytes: number;
  readonly lines: readonly string[];
}

/** Runs a command of the built CLI to its end; wall time includes the start of the process. */
export async function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Finished> {
  const started = performance.now();
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let peak = 0;
  const watching = setInterval(() => {
    peak = Math.max(peak, megabytes(child, 'VmHWM'));
  }, 250);
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) lines.push(line);
  const code = await exitOf(child);
  clearInterval(watching);
  // 1 is "problems found": the province has faults on purpose.
  if (code !== 0 && code !== 1) throw new Error(`lianmu ${args.join(' ')} ended with ${code}`);
  return { seconds: (performance.now() - started) / 1000, peakMegabytes: peak, lines };
}

export interface RunningServer {
  /** From the start of the process to its first answer. */
  readonly seconds: number;
  /** Resident memory of all its threads together, now and at most so far. */
  megabytes(): { readonly now: number; readonly peak: number };
  stop(): Promise<void>;
}

/** `serve` in a process of its own; resolves when it has answered `path`. */
export async function startServer(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  port: number,
  path: string,
): Promise<RunningServer> {
  const started = performance.now();
  const child = spawn(process.execPath, [CLI, ...args, 'serve', '--port', String(port)], {
    env: { ...process.env, ...env, LIANMU_LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error(`serve ended with ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => undefined);
    if (answer?.ok === true) {
      await answer.text();
      return {
        seconds: (performance.now() - started) / 1000,
        megabytes: () => ({ now: megabytes(child, 'VmRSS'), peak: megabytes(child, 'VmHWM') }),
        stop: () => end(child),
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Resident memory of all threads of the process together: `VmRSS` now, `VmHWM` at most so far. */
function megabytes(child: ChildProcess, which: 'VmRSS' | 'VmHWM'): number {
  try {
    const status = readFileSync(`/proc/${child.pid ?? 0}/status`, 'utf8');
    return Number(new RegExp(`^${which}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024;
  } catch (error) {
    // The process has just ended.
    if (
      (error as NodeJS.ErrnoException).code === 'ENOENT' ||
      (error as NodeJS.ErrnoException).code === 'ESRCH'
    )
      return 0;
    throw error;
  }
}

function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) =>
    child.once('exit', (code) => {
      resolve(code);
    }),
  );
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await exitOf(child);
}
