import type { PortalRoutes } from './harvester-contract.js';

export interface FeedEntry {
  readonly seq: number;
  readonly kind: string;
  readonly identifier: string;
  readonly [member: string]: unknown;
}

/** A hub that answers with these entries as its feed; `changed` members of a page or an answer are what a test is about. */
export function feedRoutes(
  hub: string,
  entries: readonly unknown[],
  changed: { readonly page?: object; readonly state?: object } = {},
): PortalRoutes {
  const head = entries.reduce<number>((last, entry) => Math.max(last, seqOf(entry)), 0);
  return ({ pathname, searchParams }) => {
    if (pathname.endsWith('/changes/state')) {
      if (changed.state === undefined) return { status: 404, body: '' };
      return { body: { hub, seq: head, datasets: entries.length, sha256: '0'.repeat(64), ...changed.state } };
    }
    if (!pathname.endsWith('/changes')) return { status: 404, body: '' };
    const since = Number(searchParams.get('since') ?? 0);
    const limit = Number(searchParams.get('limit') ?? 100);
    if (since > head) return { status: 410, body: { error: 'gone' } };
    // An entry that cannot be read stands where the one before it does.
    const rest = entries.filter((entry, index) => placeOf(entries, index) > since || entry === undefined);
    const changes = rest.slice(0, limit);
    const more = rest.length > changes.length;
    const seq = more ? Math.max(...changes.map(seqOf)) : head;
    return { body: { hub, since, seq, head, more, next: '', changes, ...changed.page } };
  };
}

function placeOf(entries: readonly unknown[], index: number): number {
  for (let at = index; at >= 0; at -= 1) {
    const seq = seqOf(entries[at]);
    if (seq > 0) return seq;
  }
  return 1;
}

function seqOf(entry: unknown): number {
  const seq = (entry as Partial<FeedEntry> | null)?.seq;
  return typeof seq === 'number' ? seq : 0;
}
