import type { Dataset, Distribution, Openness, Visibility } from './dataset.js';
import type { VisibilityPolicy } from './source.js';

/** Why a record is refused at the door. */
export type RefusalReason = 'classified' | 'security-level';

export interface Refusal {
  readonly refused: RefusalReason;
}

/** The elements that visibility depends on. */
export interface VisibilityFacts {
  readonly classified?: boolean;
  readonly securityLevel?: string;
  readonly openness?: Openness;
}

/** 重要 and 核心 data (GB/T 43697) is never on a public hub; 非重要 and 不重要 are other levels. */
const REFUSED_LEVEL = /(?<![非不])(重要|核心)/u;

/**
 * Who may see what of a record: the one decision on it, which every read passes through.
 * Secrecy comes first, then what the portal says of openness, and for a record that says nothing the source's own policy.
 * `stated` is what the hub that it comes from has decided: it is never widened.
 */
export function decideVisibility(
  facts: VisibilityFacts,
  policy: VisibilityPolicy,
  stated?: Visibility,
): Visibility | Refusal {
  if (facts.classified === true) return { refused: 'classified' };
  if (facts.securityLevel !== undefined && isRefusedLevel(facts.securityLevel, policy)) {
    return { refused: 'security-level' };
  }
  const openness = facts.openness;
  const said = visibilityOf(openness);
  if (stated === undefined) return said ?? policy.unknownOpenness;
  return said === undefined ? stated : stricter(said, stated);
}

function visibilityOf(openness: Openness | undefined): Visibility | undefined {
  if (openness?.type === 'not_open' || openness?.open === false) return 'closed';
  if (openness?.type === 'conditional') return 'on-request';
  if (openness?.type === 'unconditional' || openness?.open === true) return 'open';
  return undefined;
}

/** From the widest to the narrowest. */
const VISIBILITIES: readonly Visibility[] = ['open', 'on-request', 'closed'];

export function isVisibility(value: unknown): value is Visibility {
  return (VISIBILITIES as readonly unknown[]).includes(value);
}

function stricter(one: Visibility, other: Visibility): Visibility {
  return VISIBILITIES.indexOf(one) > VISIBILITIES.indexOf(other) ? one : other;
}

function isRefusedLevel(level: string, policy: VisibilityPolicy): boolean {
  if (REFUSED_LEVEL.test(level)) return true;
  return policy.refuseLevels.length > 0 && foldedLevels(policy.refuseLevels).has(foldLevel(level));
}

/** By the list of the policy, which is the same one for all records of a source. */
const folded = new WeakMap<readonly string[], ReadonlySet<string>>();

function foldedLevels(levels: readonly string[]): ReadonlySet<string> {
  const known = folded.get(levels);
  if (known !== undefined) return known;
  const made = new Set(levels.map(foldLevel));
  folded.set(levels, made);
  return made;
}

function foldLevel(level: string): string {
  return level.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

const NONE: readonly Distribution[] = [];

/** The distributions that may leave the hub: all of an open dataset, none of any other. */
export function visibleDistributions(
  dataset: Pick<Dataset, 'visibility' | 'distributions'>,
): readonly Distribution[] {
  return dataset.visibility === 'open' ? dataset.distributions : NONE;
}
