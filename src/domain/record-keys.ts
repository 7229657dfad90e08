import { sha256Hex } from './canonical-json.js';
import { gatherProblem, type Problem } from './problem.js';

/** What a record's key makes of it. */
export type KeyedRecord =
  | { readonly type: 'record'; readonly remoteId: string; readonly problems?: readonly Problem[] }
  /** The same record once more: to be told, not to be taken. */
  | { readonly type: 'notice'; readonly problem: Problem };

/**
 * Identities of records of which the portal gives none, by a key that the source states. One register serves one walk over
 * a catalogue; it keeps a short digest of each record.
 */
export interface RecordKeys {
  /** `bytes`: the record as it came, by which the same one met twice is told from another one under the same key. */
  take(key: string, bytes: Uint8Array | string): KeyedRecord;
}

/** Hexadecimal digits, enough to tell the records of one portal apart. */
const DIGEST_LENGTH = 20;
const SUFFIX_LENGTH = 12;

/**
 * A second record under a key is a `duplicate-record` where it is the same, and otherwise an `identity-collision`: it stays
 * a record of its own, told by its content, so that nothing is merged silently.
 */
export function createRecordKeys(): RecordKeys {
  const digests = new Map<string, string>();
  return {
    take(key, bytes) {
      const digest = sha256Hex(bytes).slice(0, DIGEST_LENGTH);
      const known = digests.get(key);
      if (known === undefined) {
        digests.set(key, digest);
        return { type: 'record', remoteId: key };
      }
      if (known === digest) return { type: 'notice', problem: duplicate(key) };
      const remoteId = `${key}~${digest.slice(0, SUFFIX_LENGTH)}`;
      if (digests.has(remoteId)) return { type: 'notice', problem: duplicate(remoteId) };
      digests.set(remoteId, digest);
      return {
        type: 'record',
        remoteId,
        problems: [gatherProblem('identity-collision', { value: key, bar: 'conformant' })],
      };
    },
  };
}

function duplicate(key: string): Problem {
  return gatherProblem('duplicate-record', { value: key, bar: 'advice' });
}
