import { NotFoundError } from '../../domain/errors.js';
import type { PilotScope } from '../../domain/pilot/report.js';
import { toPilotJson } from '../../serialise/pilot/pilot-json.js';
import { JsonText } from '../json-text.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import { makePilotReport } from '../pilot/pilot-report.js';
import type { ActionContext } from './action.js';

/** The report of `lianmu report pilot`. Of an earlier time the catalogue and the clock are those of then. */
export async function pilotReportShow(parameters: Parameters, context: ActionContext): Promise<JsonText> {
  const { catalog, datasets, harvest, search, site } = context;
  const scope = readScope(parameters, context);
  const { timezone, overdueTolerance: tolerance, sources } = harvest;
  const parts = { search, datasets, catalog, sources, tolerance };
  const report = await makePilotReport(parts, { now: harvest.now(), timezone }, scope);
  return new JsonText(Buffer.from(toPilotJson(report, site.url)));
}

function readScope(parameters: Parameters, { datasets, harvest }: ActionContext): PilotScope {
  const read = createParameterReader(parameters);
  const ids = read.list('sources', /[\s,]+/) ?? [];
  const publisher = read.text('publisher');
  if (ids.length > 0 && publisher !== undefined) read.complain('publisher', 'Either sources or a publisher');
  read.check();
  for (const id of ids)
    if (harvest.sources.every((source) => source.id !== id))
      throw new NotFoundError(`there is no source ${id}`);
  if (publisher === undefined) return ids.length === 0 ? { of: 'all' } : { of: 'sources', ids };
  const found = datasets.findPublisher(publisher);
  if (found === undefined) throw new NotFoundError('Not found');
  return { of: 'publisher', name: found.name };
}
