import type { SearchIndex } from '../pipeline/read-ports.js';

/** Computes once for each published state: the value is made anew when the change log has moved on, or when that failed. */
export function perSeq<Value>(
  search: Pick<SearchIndex, 'seq'>,
  compute: () => Promise<Value>,
): () => Promise<Value> {
  let kept: { readonly seq: number; readonly value: Promise<Value> } | undefined;
  return async () => {
    const { seq } = search;
    if (kept?.seq !== seq) kept = { seq, value: compute() };
    const asked = kept;
    try {
      return await asked.value;
    } catch (error) {
      if (kept === asked) kept = undefined;
      throw error;
    }
  };
}
