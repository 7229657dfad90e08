import type { PilotTrend, TrendStep } from '../../domain/pilot/trend/trend.js';
import { ChangingError } from '../errors.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import { trendCounterOf } from '../pilot/trend-counter.js';
import type { ActionContext } from './action.js';
import { readPilotScope } from './pilot-report-show.js';

const STEPS: readonly TrendStep[] = ['day', 'week', 'month'];
/** Milliseconds; who asks too early asks again. */
const PATIENCE = 20_000;

/** The figures over the life of the change log: at each point what `pilot_report_show` says as of then. */
export async function pilotTrendShow(parameters: Parameters, context: ActionContext): Promise<PilotTrend> {
  const { catalog, datasets, harvest, history, slices } = context;
  const scope = readPilotScope(parameters, context);
  const read = createParameterReader(parameters);
  const asked = read.text('step');
  const step = STEPS.find((known) => known === asked);
  if (asked !== undefined && step === undefined) read.complain('step', `One of ${STEPS.join(', ')}`);
  read.check();
  const parts = { history, datasets, catalog, slices };
  const seq = await catalog.latestSeq();
  const changed = datasets.version();
  const trend = await trendCounterOf(parts).trend(
    {
      ...{ scope, seq, changed, ...(step !== undefined && { step }) },
      now: Math.max(harvest.now().getTime(), Math.ceil(changed / 1000)),
      ...{ timezone: harvest.timezone, tolerance: harvest.overdueTolerance, sources: harvest.sources },
    },
    parts,
    PATIENCE,
  );
  if ('readTo' in trend)
    throw new ChangingError(`The past is being counted (${trend.readTo} of ${seq}): ask again in a moment`);
  return trend;
}
