/** A harvest object of CKAN is one record in one job. */
export interface HarvestObjectKey {
  readonly jobId: string;
  readonly datasetId: string;
}

const DATASET_ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const OBJECT_ID = new RegExp(`^(.+)_(${DATASET_ID})$`);

/** The id of a harvest object: both its keys, so that it is found without being stored. */
export function toHarvestObjectId({ jobId, datasetId }: HarvestObjectKey): string {
  return `${jobId}_${datasetId}`;
}

/** Undefined for a text that is no such id. */
export function readHarvestObjectId(text: string): HarvestObjectKey | undefined {
  const [, jobId, datasetId] = OBJECT_ID.exec(text) ?? [];
  return jobId === undefined || datasetId === undefined ? undefined : { jobId, datasetId };
}
