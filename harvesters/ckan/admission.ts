import type { Gathered, ListedItem } from '../../src/pipeline/ports.js';
import { isWanted } from './filter.js';
import type { CkanOptions } from './options.js';
import type { CkanPackage } from './package.js';
import { asPackage, gap } from './records.js';
import { SeenSet } from './seen-set.js';

/** One gather's memory over all its passes and listings: each package leaves it once. */
export interface Admission {
  /** Whether a package of this id or name has passed. */
  knows(key: string): boolean;
  /** The record of an element, a gap for one that is no package, nothing for one that is known or not wanted. */
  admit(element: ListedItem): Gathered<CkanPackage> | undefined;
}

export function createAdmission(options: CkanOptions): Admission {
  const ids = new SeenSet();
  const names = new SeenSet();
  return {
    knows: (key) => ids.has(key) || names.has(key),
    admit({ head, sent }) {
      const item = asPackage(head);
      if (item === undefined) {
        return gap('malformed-record', {
          pointer: '/id',
          value: head,
          detail: 'no id can be read from it',
        });
      }
      if (!ids.add(item.id)) return undefined;
      if (typeof item.name === 'string') names.add(item.name);
      if (!isWanted(item, options)) return undefined;
      const brought = sent === undefined ? { listed: item } : { sent };
      return { type: 'record', remoteId: item.id, ...brought };
    },
  };
}
