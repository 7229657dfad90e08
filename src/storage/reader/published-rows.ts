import type { Dataset, OriginLink } from '../../domain/dataset.js';
import type { PublishedDataset, PublishedPublisher } from '../../domain/published.js';
import { allocatedCode } from '../../domain/resource-code.js';
import { decompress } from '../compression.js';
import { naiveUtc } from '../time.js';

/** Columns of a live dataset as every read of this room selects them. */
export const PUBLISHED_COLUMNS = `d.name, d.created_us, d.changed_us, d.code_seq, d.publisher_key, d.document_key, b.bytes,
  s.title AS source_title, s.portal, j.job_id`;
export const PUBLISHED_TABLES = `dataset d JOIN body b USING (body_key) JOIN source s USING (source_key) JOIN job j USING (job_key)`;

export interface PublishedRow {
  readonly name: string;
  readonly created_us: number;
  readonly changed_us: number;
  readonly code_seq: number | null;
  readonly publisher_key: number;
  readonly document_key: number;
  readonly bytes: Buffer;
  readonly source_title: string;
  readonly portal: string | null;
  readonly job_id: string;
}

export interface PublisherRow {
  readonly publisher_key: number;
  readonly publisher_id: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly image_url: string;
  readonly code: string | null;
  readonly source_id: string;
  readonly created_us: number;
  readonly datasets: number;
}

export function toPublishedDataset(
  row: PublishedRow,
  publisher: PublishedPublisher,
  hubId: string,
): PublishedDataset {
  const stored = JSON.parse(decompress(row.bytes)) as Dataset;
  const dataset =
    stored.code === undefined && row.code_seq !== null
      ? { ...stored, code: allocatedCode(row.code_seq) }
      : stored;
  const { origin, identifier } = dataset;
  const first: OriginLink = { ...(row.portal !== null && { portal: row.portal }), id: origin.remoteId };
  return {
    dataset,
    name: row.name,
    created: naiveUtc(row.created_us),
    changed: naiveUtc(row.changed_us),
    publisher,
    sourceTitle: row.source_title,
    jobId: row.job_id,
    chain: [...(origin.chain ?? [first]), { hub: hubId, id: identifier }],
  };
}

export function toCountedPublisher(row: PublisherRow): PublishedPublisher & { readonly datasets: number } {
  return { ...toPublishedPublisher(row), datasets: row.datasets };
}

export function toPublishedPublisher(row: Omit<PublisherRow, 'datasets'>): PublishedPublisher {
  return {
    identifier: row.publisher_id,
    name: row.name,
    title: row.title,
    description: row.description,
    imageUrl: row.image_url,
    created: naiveUtc(row.created_us),
    sourceId: row.source_id,
    ...(row.code !== null && { code: row.code }),
  };
}
