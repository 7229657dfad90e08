import { NotFoundError } from '../../domain/errors.js';
import type { PilotScope } from '../../domain/pilot/report.js';
import { chooseScope } from '../../domain/pilot/scope.js';
import { toPilotJson } from '../../serialise/pilot/pilot-json.js';
import { JsonText } from '../json-text.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import { makePilotReport } from '../pilot/pilot-report.js';
import type { ActionContext } from './action.js';

/** The report of `lianmu report pilot`. Of an earlier time the catalogue and the clock are those of then. */
export async function pilotReportShow(parameters: Parameters, context: ActionContext): Promise<JsonText> {
  const { catalog, datasets, harvest, search, site } = context;
  const scope = readPilotScope(parameters, context);
  const { timezone, overdueTolerance: tolerance, sources } = harvest;
  const parts = { search, datasets, catalog, sources, tolerance };
  const report = await makePilotReport(parts, { now: harvest.now(), timezone }, scope);
  return new JsonText(Buffer.from(toPilotJson(report, site.url)));
}

/** `sources`, `region` or `publisher`. */
export function readPilotScope(
  parameters: Parameters,
  { datasets, harvest }: Pick<ActionContext, 'datasets' | 'harvest'>,
): PilotScope {
  const read = createParameterReader(parameters);
  const sources = read.list('sources', /[\s,]+/) ?? [];
  const region = read.text('region');
  const publisher = read.text('publisher');
  read.check();
  const request = {
    sources,
    ...(region !== undefined && { region }),
    ...(publisher !== undefined && { publisher }),
  };
  return chooseScope(request, harvest.sources, (key) => {
    const found = datasets.findPublisher(key);
    if (found === undefined) throw new NotFoundError('Not found');
    return found.name;
  });
}
