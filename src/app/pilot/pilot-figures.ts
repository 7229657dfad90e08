import type { PilotRequest } from '../../cli/requests.js';
import type { HubConfig } from '../../config/hub-config.js';
import { momentText } from '../../domain/day.js';
import type { PilotReport, PilotScope } from '../../domain/pilot/report.js';
import { chooseScope } from '../../domain/pilot/scope.js';
import type { SearchWords } from '../../domain/search-words.js';
import type { Source } from '../../domain/source.js';
import { makePilotReport } from '../../http/pilot/pilot-report.js';
import { publisherCalled } from '../../serialise/catalog-part.js';
import { openSearch } from '../open-search.js';
import { PastCatalogs } from '../past-catalogs.js';
import type { ReadingSide } from '../reading-side.js';

export interface PilotSurroundings {
  readonly hub: Pick<HubConfig, 'dataDir' | 'timezone' | 'overdueTolerance'>;
  readonly sources: readonly Source[];
  readonly words: SearchWords;
  readonly reading: ReadingSide;
  readonly now: () => Date;
}

/** The report of a command that has no running hub: it loads the present index, or makes that of the past. */
export async function pilotFigures(
  request: PilotRequest,
  { hub, sources, words, reading, now }: PilotSurroundings,
): Promise<PilotReport> {
  const { dataDir, timezone, overdueTolerance } = hub;
  const settings = { sources, tolerance: overdueTolerance };
  const scope = scopeOf(request, reading, sources);
  const asOf = typeof request.asOf === 'string' ? momentText(timezone, request.asOf) : request.asOf;
  if (asOf === undefined) {
    const opened = openSearch(dataDir, { words });
    try {
      const parts = { ...settings, ...reading, search: opened.search };
      return await makePilotReport(parts, { now: now(), timezone }, scope);
    } finally {
      opened.close();
    }
  }
  const seq = typeof asOf === 'number' ? asOf : reading.history.seqAt(new Date(asOf));
  const past = new PastCatalogs({ dataDir, words, now: () => now().getTime(), mostDatasets: Infinity });
  try {
    return await past.use(seq, (state) => {
      const then = new Date(typeof asOf === 'number' ? state.time : asOf);
      return makePilotReport({ ...settings, ...state }, { now: then, timezone }, scope);
    });
  } finally {
    await past.close();
  }
}

function scopeOf(request: PilotRequest, reading: ReadingSide, configured: readonly Source[]): PilotScope {
  return chooseScope(
    request,
    configured,
    (publisher) => publisherCalled(publisher, reading.datasets.publishers()).name,
  );
}
