import type { Dataset } from '../../../src/domain/dataset.js';
import { type ElementPath, type Fate, fatesOf } from './elements.js';

/** What became of an element over many records; without `kept` where that is all. */
export type Fates = ReadonlyMap<ElementPath, ReadonlySet<Fate>>;

export interface Comparison {
  readonly fates: Fates;
  /** Records that did not come over, and what came that nobody sent. */
  readonly missing: readonly string[];
  readonly strangers: readonly string[];
}

/** Compares what one hub has with what another one has from it. */
export function compareHubs(sent: readonly Dataset[], received: readonly Dataset[]): Comparison {
  const fates = new Map<ElementPath, Set<Fate>>();
  const left = new Set(received);
  const byKey = new Map(received.flatMap((dataset) => keysOf(dataset).map((key) => [key, dataset] as const)));
  const missing: string[] = [];
  for (const before of sent) {
    const after = byKey.get(before.identifier) ?? byKey.get(labelOf(before));
    if (after === undefined) {
      missing.push(labelOf(before));
      continue;
    }
    left.delete(after);
    for (const [path, fate] of fatesOf(before, after)) {
      const known = fates.get(path) ?? new Set();
      fates.set(path, known.add(fate));
    }
  }
  return { fates, missing, strangers: [...left].map(labelOf) };
}

/** A format keeps the first hub's identifier in the second's remote id; or it has no word for it, and the name has to tell. */
function keysOf(dataset: Dataset): readonly string[] {
  const { remoteId } = dataset.origin;
  return [remoteId, remoteId.split('/').at(-1) ?? '', labelOf(dataset)];
}

function labelOf({ title, code, publisher }: Dataset): string {
  return [title.trim().replace(/\s+/gu, ' '), code, publisher.name].join(' | ');
}
