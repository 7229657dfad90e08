import { execFile, execFileSync, spawn } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { summary } from '../load.js';
import type { Load, LoadPlan } from '../load.js';

/** A PostgreSQL of the bench alone: its own cluster in a temporary folder, reached over a unix socket. */
export interface Postgres {
  readonly version: string;
  run(sql: string): Promise<string>;
  /** Fills a table from lines in the text form of `COPY`. */
  copy(table: string, lines: Iterable<string>): Promise<void>;
  /** Each statement prepared once a client, then chosen at random, by PostgreSQL's own `pgbench`. */
  load(statements: readonly string[], plan: LoadPlan): Promise<Load>;
  close(): Promise<void>;
}

/**
 * As much memory as the machine of the table can spare, and no wait for the disk while the tables are filled. Compiling
 * statements (`jit`) takes longer than most of them; connections of `pgbench` share the two cores with the server, as the
 * hub's clients do. Tables that nobody changes need no `autovacuum`, and the hub is measured beside it.
 */
const SETTINGS = {
  listen_addresses: '',
  shared_buffers: '1GB',
  work_mem: '256MB',
  maintenance_work_mem: '512MB',
  effective_cache_size: '4GB',
  random_page_cost: '1.1',
  jit: 'off',
  fsync: 'off',
  autovacuum: 'off',
  max_wal_size: '4GB',
  dynamic_shared_memory_type: 'mmap',
};
const execute = promisify(execFile);

/** Undefined where there is no PostgreSQL: nothing is installed by the bench. */
export async function startPostgres(): Promise<Postgres | undefined> {
  const programs = findPrograms();
  if (programs === undefined) return undefined;
  const dir = mkdtempSync(join(tmpdir(), 'lianmu-bench-'));
  const owner = ownerOf(dir);
  const cluster = join(dir, 'cluster');
  const initial = ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8'];
  await execute(join(programs, 'initdb'), initial, { ...owner, cwd: dir });
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = spawn(join(programs, 'postgres'), ['-D', cluster, '-k', dir, ...settings], {
    ...owner,
    cwd: dir,
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  const kill = (): unknown => server.kill('SIGQUIT');
  process.once('exit', kill);
  const connection = ['-h', dir, '-U', 'postgres'];
  const psql = [...connection, '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-d', 'postgres'];

  async function run(sql: string): Promise<string> {
    const { stdout } = await execute(join(programs ?? '', 'psql'), [...psql, '-c', sql]);
    return stdout.trim();
  }
  async function close(): Promise<void> {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGINT');
    if (server.exitCode === null) await ended;
    process.removeListener('exit', kill);
    rmSync(dir, { recursive: true, force: true });
  }

  await listening(() => run('SELECT 1'), server);
  return {
    version: await run('SHOW server_version'),
    run,
    async copy(table, lines) {
      const child = spawn(join(programs, 'psql'), [...psql, '-c', `COPY ${table} FROM STDIN`], {
        stdio: ['pipe', 'ignore', 'inherit'],
      });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await pipeline(Readable.from(chunks(lines)), child.stdin);
      if ((await ended) !== 0) throw new Error(`COPY of ${table} failed`);
    },
    async load(statements, { clients, seconds }) {
      const scripts = mkdtempSync(join(dir, 'load-'));
      const files = statements.map((statement, place) => {
        const file = join(scripts, `${place}.sql`);
        writeFileSync(file, `${statement};\n`);
        return file;
      });
      const kinds = files.flatMap((file) => ['-f', file]);
      const plan = ['-n', '-M', 'prepared', '-c', String(clients), '-T', String(seconds), '-l'];
      const began = performance.now();
      await execute(join(programs, 'pgbench'), [...connection, ...plan, ...kinds, 'postgres'], {
        cwd: scripts,
        maxBuffer: 1 << 26,
      });
      const took = (performance.now() - began) / 1000;
      const times = readTimes(scripts);
      rmSync(scripts, { recursive: true });
      return summary(times, took);
    },
    close,
  };
}

/** In `PATH`, or where Debian keeps them; the newest. */
function findPrograms(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian).sort((one, other) => Number(other) - Number(one))
    : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(':'),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  return folders.find((folder) =>
    ['initdb', 'postgres', 'psql', 'pgbench'].every((program) => existsSync(join(folder, program))),
  );
}

/** PostgreSQL refuses to run as root: there it runs as the user that its package made. */
function ownerOf(dir: string): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = ['-u', '-g'].map((which) =>
    Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' })),
  );
  if (uid === undefined || gid === undefined) return {};
  chownSync(dir, uid, gid);
  return { uid, gid };
}

async function listening(
  ask: () => Promise<unknown>,
  server: { readonly exitCode: number | null },
): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}`);
    const answered = await ask().then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** `client transaction time …`, the time in microseconds. */
function readTimes(folder: string): readonly number[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith('pgbench_log'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((line) => Number(line.split(' ')[2]) / 1000);
}

/** Lines by the thousand: one write each would cost more than the line. */
function* chunks(lines: Iterable<string>): Iterable<string> {
  let batch: string[] = [];
  for (const line of lines) {
    if (batch.push(line) < 1000) continue;
    yield `${batch.join('\n')}\n`;
    batch = [];
  }
  if (batch.length > 0) yield `${batch.join('\n')}\n`;
}
