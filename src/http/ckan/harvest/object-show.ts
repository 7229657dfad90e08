import { InvalidRequestError, NotFoundError } from '../../../domain/errors.js';
import { readHarvestObjectId, type HarvestObjectKey } from '../../../serialise/ckan/harvest-object-id.js';
import { toCkanHarvestObject } from '../../../serialise/ckan/harvest-object.js';
import { createParameterReader } from '../../parameter-reader.js';
import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';

/** What brought a version of a dataset that is live. */
const PUBLISHED: ReadonlySet<string> = new Set(['added', 'updated', 'restored']);

/** By `id`, or the present one of `dataset_id`. Of what is not published only the operator hears. */
export async function harvestObjectShow(parameters: Parameters, context: ActionContext): Promise<object> {
  const { catalog, datasets, isOperator } = context;
  const key = readKey(parameters, context);
  const job = await catalog.findJob(key.jobId);
  const record = await catalog.findHarvestRecord(key.jobId, key.datasetId);
  const published = datasets.find(key.datasetId);
  const isCurrent = published?.jobId === key.jobId;
  const remoteId = record?.remoteId ?? (isCurrent ? published.dataset.origin.remoteId : undefined);
  const wasPublished = record === undefined || PUBLISHED.has(record.outcome);
  const isShown = isOperator || (published !== undefined && wasPublished);
  if (job === undefined || remoteId === undefined || !isShown) {
    throw new NotFoundError('Harvest object not found');
  }
  return toCkanHarvestObject({
    ...{ key, job, record, remoteId, isCurrent },
    isLive: published !== undefined,
    changed: published?.changed,
    describe: context.describeProblem,
  });
}

function readKey(parameters: Parameters, { datasets }: ActionContext): HarvestObjectKey {
  const read = createParameterReader(parameters);
  const id = read.text('id');
  const datasetId = read.text('dataset_id');
  read.check();
  if (id === undefined && datasetId === undefined) {
    throw new InvalidRequestError('Please provide either an "id" or a "dataset_id" parameter');
  }
  const published = datasetId === undefined || id !== undefined ? undefined : datasets.find(datasetId);
  if (id === undefined && published === undefined) throw new NotFoundError('Dataset not found');
  const key =
    published === undefined
      ? readHarvestObjectId(id ?? '')
      : { jobId: published.jobId, datasetId: published.dataset.identifier };
  if (key === undefined) throw new NotFoundError('Harvest object not found');
  return key;
}
