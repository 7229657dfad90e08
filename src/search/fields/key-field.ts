import type { DocumentFeed } from '../../pipeline/read-ports.js';
import type { Columns } from '../columns.js';
import { addKey, scratchCopy, scratchSet } from '../document-set.js';
import type { DocumentSet } from '../document-set.js';
import type { ExactField } from './exact-field.js';

const STRIDE = 512;

/** `id` and `name`, which the store knows and keeps sorted; which datasets are live, and by which document, is the view's. */
export function keyField(by: 'id' | 'name', columns: Columns, feed: DocumentFeed): ExactField {
  function addDataset(set: DocumentSet, datasetKey: number): void {
    const document = columns.documentOf(datasetKey);
    if (document !== 0) addKey(set, document);
  }

  return {
    term(value) {
      const set = scratchSet(columns.capacity);
      const dataset = feed.findDataset(by, value);
      if (dataset !== undefined) addDataset(set, dataset);
      return set;
    },
    where(test, checkpoint) {
      const set = scratchSet(columns.capacity);
      let read = 0;
      for (const { value, datasetKey } of feed.keysFrom(by, test.from)) {
        if (test.to !== undefined && value > test.to) break;
        if (test.accepts(value)) addDataset(set, datasetKey);
        if ((read += 1) % STRIDE === 0) checkpoint();
      }
      return set;
    },
    exists: () => scratchCopy(columns.live),
  };
}
