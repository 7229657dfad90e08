import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import type { HarvestRecord, JobCounts } from '../../src/domain/job.js';
import type { Problem } from '../../src/domain/problem.js';
import type { JobReport } from '../../src/pipeline/ports.js';
import type { RealSource } from './real-sources.js';

/** What the first harvest of one portal came to. */
export interface HarvestedPortal {
  readonly source: RealSource;
  readonly report: JobReport;
  readonly records: readonly HarvestRecord[];
}

const FILE = join(import.meta.dirname, '../../docs/real-catalogues.md');

const INTRODUCTION = `# Real catalogues

What one \`lianmu harvest\` makes of the catalogues of real portals, which lie beside the project and are no part of it. Each source file is in
\`test/fixtures/real-catalogues/sources/\`; a test harvests all of them over loopback, compares every row with this page and writes it anew
with \`UPDATE_GOLDEN=1\`.

- **records**: what the portal lists. Each is published, rejected, refused or failed, or is a duplicate: the same record once more.
- **with problems**: published although they fall short of the guide, most of them because it asks for what portals do not give (a
  resource code, the fields of a table).
- **not understood**: published with a value that no crosswalk knows or that cannot be read; \`lianmu crosswalk gaps\` lists these values.
- **shared keys**: published under an identity of their own because another record has their key.
- Catalogues of kinds that are still to come (CSW, web folders) are left out, and so are recorded answers that are no catalogue.
- **not published**: by the rule that kept a record out, or by the error that ended the run and left what was live before.`;

interface Column {
  readonly title: string;
  readonly of: (portal: HarvestedPortal) => number;
}

const COLUMNS: readonly Column[] = [
  { title: 'records', of: ({ report }) => listed(report.counts) },
  { title: 'published', of: ({ report }) => (isPublished(report) ? published(report.counts) : 0) },
  { title: 'with problems', of: withProblem(({ bar }) => bar === 'conformant') },
  { title: 'not understood', of: withProblem(({ stage }) => stage === 'normalise' || stage === 'map') },
  { title: 'shared keys', of: withProblem(({ code }) => code === 'identity-collision') },
  { title: 'duplicates', of: ({ report }) => report.counts.duplicates },
];

/** Records that the portal listed, each with exactly one outcome. */
export function listed(counts: JobCounts): number {
  return counts.seen + counts.duplicates;
}

/** Datasets that are live after a first run. */
export function published({ added, updated, unchanged, restored }: JobCounts): number {
  return added + updated + unchanged + restored;
}

/** The page with a row a portal, as it is committed. */
export async function cataloguePage(portals: readonly HarvestedPortal[]): Promise<string> {
  const header = ['portal', 'kind', ...COLUMNS.map(({ title }) => title), 'not published'];
  const separator = ['---', '---', ...COLUMNS.map(() => '---:'), '---'];
  const sums = COLUMNS.map(({ of }) => portals.reduce((sum, portal) => sum + of(portal), 0));
  const rows = portals.map((portal) => [
    `${portal.source.title} (${portal.source.id})`,
    portal.source.kind,
    ...COLUMNS.map(({ of }) => of(portal)),
    notPublished(portal),
  ]);
  const lines = [header, separator, ...rows, ['**all**', `${portals.length} sources`, ...sums, '']];
  const table = lines.map((cells) => `| ${cells.join(' | ')} |`);
  return format(`${INTRODUCTION}\n\n${table.join('\n')}\n`, { parser: 'markdown', printWidth: 110 });
}

function isPublished({ outcome }: JobReport): boolean {
  return outcome === 'complete' || outcome === 'partial';
}

/** Counts records that were published with such a problem. */
function withProblem(isMeant: (problem: Problem) => boolean): (portal: HarvestedPortal) => number {
  return ({ records }) =>
    records.filter(({ outcome, problems }) => !SET_ASIDE.has(outcome) && problems.some(isMeant)).length;
}

const SET_ASIDE: ReadonlySet<string> = new Set(['rejected', 'refused', 'failed']);

/** Why records were not published, by the rule that kept each out; and why the run ended, where it did. */
function notPublished({ report, records }: HarvestedPortal): string {
  const reasons = new Map<string, number>();
  for (const { outcome, problems } of records) {
    if (!SET_ASIDE.has(outcome)) continue;
    const reason = problems.find(({ bar }) => bar === 'publishable')?.code ?? outcome;
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const words = [...reasons].sort().map(([reason, count]) => `${count} ${reason}`);
  const { error } = report;
  if (error !== undefined) words.push(`${report.outcome}: ${error.code}`);
  return words.join(', ');
}

/** The committed page; `UPDATE_GOLDEN=1` writes it anew. */
export function committedPage(actual: string): string {
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(FILE, actual);
  return existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
}
