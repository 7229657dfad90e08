import type { LastChange, LivePut } from '../domain/last-change.js';
import { toNationalRecordJson } from './national-record.js';
import { wellFormedJson } from './plain-text.js';

/** An entry of the delta feed: JSON without a line feed. The chain stands beside the record, since it names portals as they are called now. */
export function toChangeEntry(change: LastChange): string {
  const { seq, time, kind } = change;
  if (change.kind === 'delete') {
    const { identifier, name } = change;
    return wellFormedJson({ seq, time, kind, identifier, name });
  }
  const { name, dataset } = change.publication;
  const chain = timedChain(change);
  const head = wellFormedJson({ seq, time, kind, identifier: dataset.identifier, name, chain });
  return `${head.slice(0, -1)},"record":${toNationalRecordJson(change.publication)}}`;
}

/** The chain with the times at which its hubs had this version, as far as they are known; this hub's is that of the change. */
function timedChain({ publication: { chain }, passed, time }: LivePut): readonly object[] {
  const last = chain.length - 1;
  return chain.map((link, index) => {
    const changed = index === last ? time : passed.find(({ hub }) => hub === link.hub)?.changed;
    return link.hub === undefined || changed === undefined ? link : { ...link, changed };
  });
}
