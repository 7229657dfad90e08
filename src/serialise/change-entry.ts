import type { LastChange } from '../domain/last-change.js';
import { toNationalRecordJson, wellFormedJson } from './national-record.js';

/** An entry of the delta feed: JSON without a line feed. The chain stands beside the record, since it names portals as they are called now. */
export function toChangeEntry(change: LastChange): string {
  const { seq, time, kind } = change;
  if (change.kind === 'delete') {
    const { identifier, name } = change;
    return wellFormedJson(JSON.stringify({ seq, time, kind, identifier, name }));
  }
  const { name, chain, dataset } = change.publication;
  const head = JSON.stringify({ seq, time, kind, identifier: dataset.identifier, name, chain });
  return `${wellFormedJson(head).slice(0, -1)},"record":${toNationalRecordJson(change.publication)}}`;
}
