import type { SearchIndex } from '../../pipeline/read-ports.js';
import { perSeq } from '../per-seq.js';
import type { PageContext } from './page.js';

type Parts = Pick<PageContext, 'search'>;

/**
 * What is counted over the whole catalogue: made once for each published state, and anew when what it depends on besides (`keyOf`:
 * the day) is another.
 */
export function keptPerState<Value, Context extends Parts = PageContext>(
  make: (context: Context) => Value | Promise<Value>,
  keyOf: (context: Context) => string = () => '',
): (context: Context) => Promise<Value> {
  const kept = new WeakMap<SearchIndex, { readonly key: string; readonly get: () => Promise<Value> }>();
  return (context) => {
    const { search } = context;
    const key = keyOf(context);
    const known = kept.get(search);
    if (known?.key === key) return known.get();
    const made = { key, get: perSeq(search, async () => make(context)) };
    kept.set(search, made);
    return made.get();
  };
}
