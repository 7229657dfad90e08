import type { LastChange } from '../domain/last-change.js';
import { toNationalRecordJson } from './national-record.js';
import { wellFormedJson } from './plain-text.js';

/** An entry of the delta feed: JSON without a line feed. The chain stands beside the record, since it names portals as they are called now. */
export function toChangeEntry(change: LastChange): string {
  const { seq, time, kind } = change;
  if (change.kind === 'delete') {
    const { identifier, name } = change;
    return wellFormedJson({ seq, time, kind, identifier, name });
  }
  const { name, chain, dataset } = change.publication;
  const head = wellFormedJson({ seq, time, kind, identifier: dataset.identifier, name, chain });
  return `${head.slice(0, -1)},"record":${toNationalRecordJson(change.publication)}}`;
}
