import { createHash } from 'node:crypto';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { openReadingSide } from '../../src/app/reading-side.js';
import { toExportLine } from '../../src/serialise/export-line.js';
import { JSON_CASES } from '../support/bad-documents/json-cases.js';
import { PORTAL_API_CASES } from '../support/bad-documents/portal-api-cases.js';
import { type BadPortal, startBadPortal } from '../support/bad-documents/portal.js';
import { RDF_CASES } from '../support/bad-documents/rdf-cases.js';
import { WORKBOOK_CASES } from '../support/bad-documents/workbook-cases.js';
import { CliWorkspace } from '../support/built-cli.js';

/** A process for each group of sources, and the machine may have other work. */
jest.setTimeout(240_000);

/** What no bad input may cost: resident megabytes of the whole process, and seconds of it for each source. */
const MOST_MEGABYTES = 600;
const MOST_SECONDS = 30;

const CASES = [...JSON_CASES, ...RDF_CASES, ...WORKBOOK_CASES, ...PORTAL_API_CASES];
/** Sources that share a process; a page at the limits of the HTML reader has one to itself. */
const PREFIXES = ['list-', 'data-json-', 'dcat-', 'workbook-', 'api-', 'html-wide', 'html-'];
const GROUPS = PREFIXES.map((prefix) => [prefix, CASES.filter(({ id }) => prefixOf(id) === prefix)] as const);

function prefixOf(id: string): string | undefined {
  return PREFIXES.find((prefix) => id.startsWith(prefix));
}

let portal: BadPortal;
let workspace: CliWorkspace;

beforeAll(async () => {
  portal = await startBadPortal(CASES);
  workspace = new CliWorkspace();
  const sources = CASES.map(({ id, kind, options = {}, timeoutSeconds }) => ({
    id,
    kind,
    url: `${portal.url}/${id}`,
    defaultPublisher: '数据局',
    options,
    // All caps are those that are shipped.
    network: { allowPrivate: true, retries: 0, ...(timeoutSeconds !== undefined && { timeoutSeconds }) },
  }));
  workspace.configure(sources, { concurrency: 1 });
  cpSync(join(import.meta.dirname, '../../config/crosswalks'), join(workspace.dir, 'crosswalks'), {
    recursive: true,
  });
  const { code, out, err } = await workspace.run('harvest', '--json');
  expect({ code, err }).toEqual({ code: 0, err: expect.any(String) });
  expect(reportsOf(out).map(({ outcome, added }) => [outcome, added])).toEqual(
    CASES.map(() => ['complete', 3]),
  );
  portal.isBad = true;
});
afterAll(async () => {
  workspace.close();
  await portal.close();
});

interface Report {
  readonly source: string;
  readonly outcome: string;
  readonly added: number;
  readonly removed: number;
  readonly error?: { readonly code: string; readonly message: string };
}

function reportsOf(out: string): readonly Report[] {
  const lines = out.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Report);
}

/** Of all that is published, as its packages are served. */
function publishedHash(): string {
  const reading = openReadingSide(workspace.dataDir);
  try {
    const hash = createHash('sha256');
    for (const published of reading.datasets.all()) hash.update(toExportLine(published));
    return hash.digest('hex');
  } finally {
    reading.close();
  }
}

/** Most resident memory so far, of all threads together; undefined when the process has ended. */
function peakMegabytes(pid: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const peak = /^VmHWM:\s+(\d+)/m.exec(status)?.[1];
    return peak === undefined ? undefined : Number(peak) / 1024;
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

interface Harvested {
  readonly code: number | null;
  readonly reports: readonly Report[];
  readonly megabytes: number;
  readonly seconds: number;
}

async function harvest(ids: readonly string[]): Promise<Harvested> {
  const started = performance.now();
  const running = workspace.start('harvest', ...ids, '--json');
  let megabytes = 0;
  const watching = setInterval(() => {
    megabytes = Math.max(megabytes, peakMegabytes(running.child.pid ?? 0) ?? 0);
  }, 20);
  try {
    const { code, out } = await running.ended;
    return { code, reports: reportsOf(out), megabytes, seconds: (performance.now() - started) / 1000 };
  } finally {
    clearInterval(watching);
  }
}

describe('a document that is bad on purpose', () => {
  it.each(GROUPS)('ends the job of its own source and leaves what is published: %s', async (_, cases) => {
    const before = publishedHash();
    const { code, reports, megabytes, seconds } = await harvest(cases.map(({ id }) => id));
    // Problems or an unavailable portal; never a bug, a signal or a thread that broke.
    expect([1, 3]).toContain(code);
    expect(reports.map(({ source }) => source).sort()).toEqual(cases.map(({ id }) => id).sort());
    for (const { id, outcome, code: expected, message } of cases) {
      const report = reports.find(({ source }) => source === id);
      // Of a run that waits `removed` says what it would do.
      expect(report).toMatchObject({ source: id, outcome, ...(outcome !== 'held' && { removed: 0 }) });
      expect({ id, code: report?.error?.code }).toEqual({ id, code: expected });
      if (message !== undefined) expect(report?.error?.message).toMatch(message);
    }
    expect(publishedHash()).toBe(before);
    expect(portal.trapped).toBe(0);
    expect(megabytes).toBeGreaterThan(0);
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
    expect(seconds / cases.length).toBeLessThan(MOST_SECONDS);
  });
});
