import type { Migration } from '../migrate.js';

/**
 * Indexes for lists that anybody may page to their end: names of what is live (with the document, for sorting by name), and
 * the change log by kind and by publisher (both end in `seq`, the row's key). A change keeps the publisher that the dataset
 * had then; of older changes nothing better is known than the present one.
 */
export const readActions: Migration = {
  id: 4,
  name: 'read-actions',
  sql: `
    CREATE INDEX dataset_live_name ON dataset (name, document_key) WHERE state = 'live';
    ALTER TABLE change ADD COLUMN publisher_key INTEGER REFERENCES publisher;
    UPDATE change SET publisher_key = (SELECT d.publisher_key FROM dataset d WHERE d.dataset_key = change.dataset_key);
    CREATE INDEX change_by_kind ON change (kind);
    CREATE INDEX change_by_publisher ON change (publisher_key, kind);
  `,
};
