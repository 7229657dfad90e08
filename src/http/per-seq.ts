import type { SearchIndex } from '../pipeline/read-ports.js';

/** Computes once for each published state: the value is made anew when the change log has moved on. */
export function perSeq<Value>(search: Pick<SearchIndex, 'seq'>, compute: () => Value): () => Value {
  let kept: { readonly seq: number; readonly value: Value } | undefined;
  return () => {
    const { seq } = search;
    if (kept?.seq !== seq) kept = { seq, value: compute() };
    return kept.value;
  };
}
