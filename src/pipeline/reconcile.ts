import type { Change, Hash } from '../domain/change.js';
import type { Passing } from '../domain/feed-position.js';
import { canonicalJson, sha256Hex } from '../domain/identifiers.js';
import type { ByteArena } from './byte-arena.js';
import type { ValidationResult } from './ports.js';
import type { LiveRecord } from './store-ports.js';

/**
 * What is known of a record before anything is mapped. The same record under an equal mapping version can only give what
 * it gave last time: dates are never compared.
 */
export function isKnown(live: LiveRecord | undefined, fingerprint: Hash, mappingVersion: string): boolean {
  if (live?.fingerprint !== fingerprint || live.mappingVersion !== mappingVersion) return false;
  // Whether it is a copy depends on what other sources have.
  if ((live.copyOf === undefined) !== (live.precededBy === undefined)) return false;
  if (live.copyOf !== undefined) return true;
  return live.lastOutcome === 'good' ? live.state === 'live' : live.lastOutcome === 'rejected';
}

/** Compares a checked record with what is live under its id. */
export function reconcile(facts: {
  readonly remoteId: string;
  readonly title?: string;
  readonly raw: Uint8Array;
  readonly fingerprint: Hash;
  readonly mappingVersion: string;
  readonly checked: ValidationResult;
  readonly live: LiveRecord | undefined;
  /** See `RunWriter.findOriginals`. */
  readonly copyOf?: string | undefined;
  readonly passed?: readonly Passing[] | undefined;
  /** Keeps the canonical form. */
  readonly arena: ByteArena;
}): Change {
  const { remoteId, raw, fingerprint, mappingVersion, checked, live } = facts;
  const passed = facts.passed === undefined ? {} : { passed: facts.passed };
  if (!checked.ok) {
    // Of a refused record only the identifier and the reason are kept: neither title nor raw form.
    const kept =
      checked.outcome === 'refused'
        ? {}
        : { raw, fingerprint, ...(facts.title !== undefined && { title: facts.title }) };
    return {
      type: 'set-aside',
      outcome: checked.outcome,
      remoteId,
      mappingVersion,
      problems: checked.problems,
      ...kept,
      ...passed,
    };
  }
  const { dataset } = checked;
  if (facts.copyOf !== undefined) {
    return {
      type: 'refederated',
      remoteId,
      title: dataset.title,
      chain: dataset.origin.chain ?? [],
      copyOf: facts.copyOf,
      wasLive: live?.state === 'live',
      raw,
      fingerprint,
      mappingVersion,
      problems: checked.problems,
      ...passed,
    };
  }
  const body = facts.arena.put(canonicalJson(dataset));
  const contentHash = sha256Hex(body);
  if (live?.state === 'live' && live.contentHash === contentHash) {
    return {
      type: 'touch',
      remoteId,
      raw,
      fingerprint,
      mappingVersion,
      problems: checked.problems,
      ...passed,
    };
  }
  return {
    type: 'upsert',
    kind: kindOf(live),
    dataset,
    body,
    contentHash,
    raw,
    fingerprint,
    mappingVersion,
    problems: checked.problems,
    ...passed,
  };
}

function kindOf(live: LiveRecord | undefined): 'added' | 'updated' | 'restored' {
  if (live?.state === 'live') return 'updated';
  return live?.state === 'removed' ? 'restored' : 'added';
}
