import { asTarget, type Target } from './draft-elements.js';
import type { LabelLookup } from './labels.js';

/** Which target a portal's label leads to; undefined for one that nobody knows. */
export type TargetReader = (label: string) => Target | undefined;

/** Portals invent labels without end, so that what is remembered of them has one. */
const REMEMBERED_LABELS = 5000;

/** The source's and the hub's labels first, then those of the kind itself. */
export function createTargetReader(
  labels: LabelLookup,
  ofKind: ReadonlyMap<string, string> = new Map(),
): TargetReader {
  const remembered = new Map<string, Target | undefined>();
  return (label) => {
    if (remembered.has(label)) return remembered.get(label);
    // A label that the source hides (`none`) does not fall back on what it mostly means.
    const target = asTarget(labels(label) ?? ofKind.get(label));
    if (remembered.size < REMEMBERED_LABELS) remembered.set(label, target);
    return target;
  };
}
