import { isJsonObject, type JsonObject } from '../../src/domain/json-values.js';
import { gatherProblem } from '../../src/domain/problem.js';
import type { Gathered, PortalDocument } from '../../src/pipeline/ports.js';

/** What a hub gives as a file: pages or lines of its feed, or the lines of its full dump, which are records alone. */
export async function* readDump(document: PortalDocument): AsyncGenerator<Gathered> {
  for await (const { head, sent } of document.records({ list: [], head: [], withhold: [] })) {
    const value = sent === undefined ? head : sent.read();
    const changes = isJsonObject(value) ? value['changes'] : undefined;
    for (const entry of Array.isArray(changes) ? (changes as readonly unknown[]) : [value]) {
      yield readValue(entry);
    }
  }
}

function readValue(value: unknown): Gathered {
  const entry = asEntry(value);
  const identifier = entry?.['identifier'];
  if (typeof identifier !== 'string' || identifier === '') {
    return { type: 'gap', problem: gatherProblem('malformed-record', { value }) };
  }
  if (entry?.['kind'] === 'delete') return { type: 'removed', remoteId: identifier };
  return { type: 'record', remoteId: identifier, listed: entry };
}

function asEntry(value: unknown): JsonObject | undefined {
  if (!isJsonObject(value)) return undefined;
  return 'kind' in value ? value : { identifier: value['identifier'], record: value };
}
