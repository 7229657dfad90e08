import { SourceResponseError } from '../../src/domain/errors.js';
import type { Passing } from '../../src/domain/feed-position.js';
import { isJsonObject } from '../../src/domain/json-values.js';
import { gatherProblem } from '../../src/domain/problem.js';
import type {
  GatherGap,
  GatherNotice,
  GatherRemoval,
  ListedItem,
  RecordRef,
} from '../../src/pipeline/ports.js';
import type { ChangePage } from './client.js';

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What a page tells, record by record. Positions that do not rise would let changes be lost unnoticed: the page is not taken.
 * A dataset that stands twice on a page counts as the last one says.
 */
export function readEntries(
  page: ChangePage,
  since: number,
  url: string,
): readonly (RecordRef | GatherRemoval | GatherGap | GatherNotice)[] {
  const told = new Map<string, RecordRef | GatherRemoval>();
  const odd: (GatherGap | GatherNotice)[] = [];
  let last = since;
  for (const item of page.entries) {
    const { head } = item;
    const seq = isJsonObject(head) ? head['seq'] : undefined;
    if (typeof seq === 'number') {
      if (seq <= last || seq > page.seq) throw disorder(url, seq, last);
      last = seq;
    }
    const entry = readEntry(item, page.hub);
    if (entry.type === 'gap') odd.push(entry);
    else {
      if (told.delete(entry.remoteId)) odd.push(repeated(entry.remoteId));
      told.set(entry.remoteId, entry);
    }
  }
  return [...odd, ...told.values()];
}

function readEntry({ head, sent }: ListedItem, hub: string): RecordRef | GatherRemoval | GatherGap {
  if (!isJsonObject(head)) return malformed(head);
  const { seq, kind, identifier, time, chain } = head;
  if (typeof identifier !== 'string' || !UUID.test(identifier) || typeof seq !== 'number')
    return malformed(head);
  if (kind === 'delete') return { type: 'removed', remoteId: identifier };
  if (kind !== 'put' || typeof time !== 'string' || !TIME.test(time)) return malformed(head);
  const passed = [...passingsIn(chain).filter((each) => each.hub !== hub), { hub, changed: time }];
  const brought = sent === undefined ? { listed: head } : { sent };
  return { type: 'record', remoteId: identifier, passed, ...brought };
}

/** When the hubs of a chain had the version, as far as they say it. */
function passingsIn(chain: unknown): readonly Passing[] {
  if (!Array.isArray(chain)) return [];
  return chain.slice(0, MOST_LINKS).flatMap((link: unknown): readonly Passing[] => {
    if (!isJsonObject(link)) return [];
    const { hub, changed } = link;
    if (typeof hub !== 'string' || !UUID.test(hub)) return [];
    return typeof changed === 'string' && TIME.test(changed) ? [{ hub, changed }] : [];
  });
}

const MOST_LINKS = 16;

function malformed(value: unknown): GatherGap {
  return { type: 'gap', problem: gatherProblem('malformed-record', { value: value ?? 'no JSON' }) };
}

function repeated(remoteId: string): GatherNotice {
  return {
    type: 'notice',
    problem: gatherProblem('duplicate-record', {
      value: remoteId,
      bar: 'advice',
      detail: 'twice on a page of changes; the later entry counts',
    }),
  };
}

function disorder(url: string, seq: number, last: number): SourceResponseError {
  return new SourceResponseError(`${url}: the position ${seq} does not follow ${last}`, {
    url,
    fault: 'schema',
  });
}
