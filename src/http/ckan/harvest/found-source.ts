import { NotFoundError } from '../../../domain/errors.js';
import type { Source } from '../../../domain/source.js';
import type { HarvestSourceView } from '../../../serialise/ckan/harvest-source.js';
import type { ActionContext } from '../action.js';

export function getSource({ harvest }: ActionContext, id: string): Source {
  const source = harvest.sources.find((each) => each.id === id);
  if (source === undefined) throw new NotFoundError(`Harvest source ${id} does not exist`);
  return source;
}

export function viewOf({ harvest, isOperator }: ActionContext, source: Source): HarvestSourceView {
  return {
    source,
    longestPause: harvest.longestPause(source),
    nextRun: harvest.nextRun(source.id),
    isOperator,
  };
}
