import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** What reading a file came to in a process of its own, and the most memory that it had resident. */
export interface MeasuredReading {
  readonly records: number;
  readonly others: number;
  /** Fault of the typed error that ended it. */
  readonly fault?: string;
  readonly megabytes: number;
}

/** `npm test` builds first. */
const DIST = pathToFileURL(`${join(import.meta.dirname, '../../dist')}/`).href;

// Where there is no /proc, the peak that the system tells includes what the parent had when it started this process.
const SCRIPT = `
import { existsSync, readFileSync } from 'node:fs';
const STATUS = '/proc/self/status';
const peak = () =>
  existsSync(STATUS)
    ? Number(/VmHWM:\\s*(\\d+)/.exec(readFileSync(STATUS, 'utf8'))[1])
    : process.resourceUsage().maxRSS;
const [dist, kind, path, source] = process.argv.slice(1);
const { HARVESTER_KINDS } = await import(dist + 'harvesters/index.js');
const { openFileDocument } = await import(dist + 'src/portal-client/file-document.js');
const harvester = HARVESTER_KINDS[kind].create(JSON.parse(source), { portal: undefined, labels: () => undefined });
const document = await openFileDocument(path, { maxBytes: 64 * 2 ** 20, maxDocumentBytes: 2 ** 31 });
const ended = { records: 0, others: 0 };
try {
  for await (const { type } of harvester.read(document, new AbortController().signal)) ended[type === 'record' ? 'records' : 'others'] += 1;
} catch (error) {
  if (error.code !== 'source-response') throw error;
  ended.fault = error.fault;
}
console.log(JSON.stringify({ ...ended, megabytes: peak() / 1024 }));
`;

/** Reads a file with the built harvester of a kind. A process that dies rejects. */
export async function measureReading(
  kind: string,
  path: string,
  options: Readonly<Record<string, unknown>> = {},
): Promise<MeasuredReading> {
  const source = JSON.stringify({ id: 'measured', kind, options, labels: {}, personalData: { keep: [] } });
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...['--input-type=module', '-e', SCRIPT],
    ...[DIST, kind, path, source],
  ]);
  return JSON.parse(stdout) as MeasuredReading;
}
