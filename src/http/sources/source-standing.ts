import type { Job } from '../../domain/job.js';
import type { Source } from '../../domain/source.js';
import type { CatalogReader, SourceSummary } from '../../pipeline/read-ports.js';
import type { HarvestDesk } from '../harvest-desk.js';
import { reportOf, type SourceReport } from './source-report.js';

/** What becomes of a source next. `paused`: it has a rhythm, and nobody runs it for now. */
export type NextRun =
  { readonly is: 'due'; readonly time: string } | { readonly is: 'on-demand' | 'paused' | 'disabled' };

/** How a source stands: all that its sentence is made of. */
export interface SourceStanding {
  readonly source: Source;
  readonly summary: SourceSummary;
  /** The last run that asked the portal or was to; absent where there was none. */
  readonly lastJob?: Job;
  readonly next: NextRun;
}

type Reader = Pick<CatalogReader, 'sourceSummaries'>;

/** All that are configured, by id. */
export async function standings(catalog: Reader, harvest: HarvestDesk): Promise<readonly SourceStanding[]> {
  const summaries = new Map((await catalog.sourceSummaries()).map((summary) => [summary.sourceId, summary]));
  return harvest.sources.map((source) => {
    const summary = summaries.get(source.id) ?? { sourceId: source.id, datasets: 0, rejected: 0 };
    const { lastJob } = summary;
    return { source, summary, next: nextRunOf(source, harvest), ...(lastJob && { lastJob }) };
  });
}

/** Undefined: no such source is configured. */
export async function findStanding(
  sourceId: string,
  { catalog, harvest }: { readonly catalog: Reader; readonly harvest: HarvestDesk },
): Promise<SourceStanding | undefined> {
  if (!harvest.sources.some(({ id }) => id === sourceId)) return undefined;
  return (await standings(catalog, harvest)).find(({ source }) => source.id === sourceId);
}

/** The standing with its report. */
export async function findReported(
  sourceId: string,
  context: { readonly catalog: CatalogReader; readonly harvest: HarvestDesk },
): Promise<(SourceStanding & { readonly report: SourceReport }) | undefined> {
  const standing = await findStanding(sourceId, context);
  return standing && { ...standing, report: await reportOf(context.catalog, standing.summary) };
}

function nextRunOf(source: Source, harvest: HarvestDesk): NextRun {
  if (!source.enabled) return { is: 'disabled' };
  const time = harvest.nextRun(source.id);
  if (time !== undefined) return { is: 'due', time };
  return { is: source.schedule === undefined && source.every === undefined ? 'on-demand' : 'paused' };
}
