import type { DocumentFeed } from '../../pipeline/read-ports.js';
import type { Columns } from '../columns.js';
import { addKey, emptySet } from '../document-set.js';
import type { ExactField } from './exact-field.js';

const STRIDE = 512;

/** `id` and `name`, which the store knows and keeps sorted. */
export function keyField(by: 'id' | 'name', columns: Columns, feed: DocumentFeed): ExactField {
  return {
    term(value) {
      const set = emptySet(columns.capacity);
      const key = feed.findDocument(by, value);
      if (key !== undefined) addKey(set, key);
      return set;
    },
    where(test, checkpoint) {
      const set = emptySet(columns.capacity);
      let read = 0;
      for (const { value, documentKey } of feed.keysFrom(by, test.from)) {
        if (test.to !== undefined && value > test.to) break;
        if (test.accepts(value)) addKey(set, documentKey);
        if ((read += 1) % STRIDE === 0) checkpoint();
      }
      return set;
    },
    exists: () => columns.live.slice(),
  };
}
