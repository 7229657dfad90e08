import type { SearchIndex } from '../../../pipeline/read-ports.js';
import { perSeq } from '../../per-seq.js';
import type { PageContext } from '../page.js';

/** What is counted over the whole catalogue: made once for each published state. */
export function keptPerState<Value>(
  make: (context: PageContext) => Value | Promise<Value>,
): (context: PageContext) => Promise<Value> {
  const kept = new WeakMap<SearchIndex, () => Promise<Value>>();
  return (context) => {
    const { search } = context;
    const known = kept.get(search) ?? perSeq(search, async () => make(context));
    kept.set(search, known);
    return known();
  };
}
