import type { DisagreementCode } from '../../domain/disagreement.js';

/** A question to which a sound store has no answer. The columns of its rows are the facts. */
export interface StoreCheck {
  readonly code: DisagreementCode;
  readonly sql: string;
}

/** Of the tables among themselves; contents and the index are looked at document by document. */
export const STORE_CHECKS: readonly StoreCheck[] = [
  {
    code: 'dataset-incomplete',
    sql: `SELECT dataset_id AS dataset,
                 CASE WHEN body_key IS NULL THEN 'content' WHEN publisher_key IS NULL THEN 'publisher' WHEN name IS NULL THEN 'name'
                      WHEN title IS NULL THEN 'title' WHEN document_key IS NULL THEN 'document' ELSE 'time' END AS missing
          FROM dataset
          WHERE state = 'live' AND (body_key IS NULL OR publisher_key IS NULL OR name IS NULL OR title IS NULL
                                    OR document_key IS NULL OR created_us IS NULL OR changed_us IS NULL)`,
  },
  {
    code: 'dataset-document',
    sql: `SELECT d.dataset_id AS dataset, d.document_key AS document
          FROM dataset d LEFT JOIN document o USING (document_key)
          WHERE d.state = 'live' AND d.document_key IS NOT NULL
            AND (o.document_key IS NULL OR o.dataset_key <> d.dataset_key OR o.body_key IS NOT d.body_key)`,
  },
  {
    code: 'dataset-not-live',
    sql: `SELECT dataset_id AS dataset, state FROM dataset WHERE state <> 'live' AND document_key IS NOT NULL`,
  },
  {
    code: 'dataset-staged',
    sql: `SELECT dataset_id AS dataset FROM dataset
          WHERE state = 'staged' AND dataset_key NOT IN (SELECT dataset_key FROM staged)`,
  },
  {
    code: 'staged-job',
    sql: `SELECT coalesce(d.dataset_id, s.dataset_key) AS dataset, coalesce(j.job_id, s.job_key) AS job
          FROM staged s LEFT JOIN job j USING (job_key) LEFT JOIN dataset d USING (dataset_key)
          WHERE d.dataset_key IS NULL OR j.state IS NULL OR j.state NOT IN ('running', 'held')`,
  },
  {
    code: 'staged-document',
    sql: `SELECT coalesce(d.dataset_id, s.dataset_key) AS dataset, s.document_key AS document
          FROM staged s LEFT JOIN dataset d USING (dataset_key) LEFT JOIN document o ON o.document_key = s.document_key
          WHERE s.type = 'upsert' AND (o.document_key IS NULL OR o.dataset_key <> s.dataset_key OR o.body_key IS NOT s.body_key)`,
  },
  {
    code: 'document-unused',
    sql: `SELECT o.document_key AS document, coalesce(d.dataset_id, o.dataset_key) AS dataset
          FROM document o LEFT JOIN dataset d USING (dataset_key)
          WHERE (d.state IS NOT 'live' OR d.document_key IS NOT o.document_key)
            AND o.document_key NOT IN (SELECT document_key FROM stale_document)
            AND o.document_key NOT IN (SELECT document_key FROM staged WHERE document_key IS NOT NULL)`,
  },
  {
    code: 'document-free',
    sql: `SELECT f.document_key AS document FROM free_document f JOIN document o USING (document_key)`,
  },
  {
    code: 'document-stale',
    sql: `SELECT s.document_key AS document, d.dataset_id AS dataset FROM dataset d JOIN stale_document s USING (document_key)
          WHERE d.state = 'live'`,
  },
  {
    code: 'log-missing',
    sql: `SELECT dataset_id AS dataset, state FROM dataset
          WHERE state IN ('live', 'removed') AND dataset_key NOT IN (SELECT dataset_key FROM change)`,
  },
  {
    code: 'log-last',
    sql: `SELECT d.dataset_id AS dataset, d.state, c.kind, c.seq
          FROM (SELECT dataset_key, max(seq) AS seq, min(seq) AS first FROM change GROUP BY dataset_key) l
               JOIN change c ON c.seq = l.seq JOIN change f ON f.seq = l.first JOIN dataset d ON d.dataset_key = l.dataset_key
          WHERE CASE d.state
                  WHEN 'live' THEN c.kind = 'removed' OR c.after_key IS NOT d.body_key OR c.publisher_key IS NOT d.publisher_key
                                   OR f.time_us IS NOT d.created_us
                  WHEN 'removed' THEN c.kind <> 'removed'
                  ELSE TRUE END
             OR c.time_us IS NOT d.changed_us OR c.job_key IS NOT d.job_key`,
  },
  {
    code: 'log-chain',
    sql: `SELECT seq, kind FROM (
            SELECT seq, kind, before_key, after_key, lag(after_key) OVER earlier AS was, lag(kind) OVER earlier AS earlier_kind
            FROM change WINDOW earlier AS (PARTITION BY dataset_key ORDER BY seq))
          WHERE before_key IS NOT was
             OR (kind = 'removed') <> (after_key IS NULL)
             OR CASE WHEN earlier_kind IS NULL THEN kind <> 'added'
                     WHEN earlier_kind = 'removed' THEN kind <> 'restored'
                     ELSE kind NOT IN ('updated', 'removed') END`,
  },
  {
    code: 'log-order',
    sql: `SELECT seq FROM (SELECT seq, time_us, lag(time_us) OVER (ORDER BY seq) AS earlier FROM change) WHERE time_us <= earlier`,
  },
  {
    code: 'counter',
    sql: `SELECT name, value, used FROM (
            SELECT 'code' AS name, (SELECT max(code_seq) FROM dataset) AS used
            UNION ALL SELECT 'document', (SELECT max(document_key) FROM document)
            UNION ALL SELECT 'time_us', (SELECT max(time_us) FROM change)) LEFT JOIN counter USING (name)
          WHERE value IS NULL OR value < used
          UNION ALL
          SELECT 'change', seq, used FROM sqlite_sequence, (SELECT max(seq) AS used FROM change)
          WHERE name = 'change' AND seq < used`,
  },
  {
    code: 'source-counts',
    sql: `SELECT s.source_id AS source, s.live, s.rejected, ifnull(d.live, 0) AS liveRows, ifnull(d.rejected, 0) AS rejectedRows
          FROM source s LEFT JOIN (
            SELECT source_key, count(*) FILTER (WHERE state = 'live') AS live, count(*) FILTER (WHERE outcome = 'rejected') AS rejected
            FROM dataset WHERE state <> 'staged' GROUP BY source_key) d USING (source_key)
          WHERE s.live <> ifnull(d.live, 0) OR s.rejected <> ifnull(d.rejected, 0)`,
  },
  {
    code: 'hold-missing',
    sql: `SELECT j.job_id AS job FROM job j LEFT JOIN hold h USING (job_key)
          WHERE (j.state = 'held') <> (h.job_key IS NOT NULL AND h.decision IS NULL)`,
  },
];
