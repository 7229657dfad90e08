import { InvalidRequestError } from '../../../domain/errors.js';

/** What ckanext-harvest offers and the hub does not do, as CKAN's validation error, which scripts show. */
function refuse(message: string): () => never {
  return () => {
    throw new InvalidRequestError(message);
  };
}

/** Jobs are what the change log, the time travel and the replays of the past refer to. */
export const refuseHistoryClear = refuse(
  'The history of jobs is not cleared: the change log and lianmu replay --as-of refer to it',
);

export const refuseSourceClear = refuse(
  'Datasets are not cleared: what the portal lists no more is removed by the runs, and the change log keeps what was',
);

export const refuseObjectCreate = refuse('Records are made by the runs of their source only');
