import type { ExtraDraft } from './dataset.js';
import { toJson } from './json-values.js';

/** An extra as the portal wrote it, before its value becomes text. */
export interface RawExtra {
  readonly key: string;
  readonly value: unknown;
}

/**
 * Extras as the record keeps them: text, sorted by key. A value that is no text is its JSON; one nested too deeply for that
 * stays as it is, for normalise to say so.
 */
export function toExtraDrafts(extras: readonly RawExtra[]): readonly ExtraDraft[] {
  const drafts = extras.map(({ key, value }) => ({ key, value: toText(value) }));
  return drafts.length < 2 ? drafts : drafts.sort(byKey);
}

function toText(value: unknown): unknown {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '' : (toJson(value) ?? value);
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  if (a.key === b.key) return 0;
  return a.key < b.key ? -1 : 1;
}
