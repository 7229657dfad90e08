import type { Harvester } from '../pipeline/ports.js';
import type { StoredRecord } from '../pipeline/read-ports.js';

/** The harvester of a source whose records are those in the store: the portal is not asked, all else is as ever. */
export function replayRecords(harvester: Harvester, records: () => AsyncIterable<StoredRecord>): Harvester {
  return {
    kind: harvester.kind,
    async *gather(_request, signal) {
      for await (const { remoteId, json, fingerprint } of records()) {
        signal.throwIfAborted();
        yield { type: 'record', remoteId, listed: json, ...(fingerprint !== undefined && { fingerprint }) };
      }
    },
    fetch({ listed }) {
      const json = String(listed);
      return { raw: JSON.parse(json) as unknown, bytes: Buffer.from(json) };
    },
    map: (raw, remoteId) => harvester.map(raw, remoteId),
    read: (document, signal, keys) => harvester.read(document, signal, keys),
  };
}
