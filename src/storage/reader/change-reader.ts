import type { ChangeKind } from '../../domain/change.js';
import type { ChangePage, ChangeScope, DatasetChange } from '../../pipeline/read-ports.js';
import type { Database } from '../database.js';
import { naiveUtc } from '../time.js';

const ALL_KINDS: readonly ChangeKind[] = ['added', 'updated', 'removed', 'restored'];

interface ChangeRow {
  readonly seq: number;
  readonly time_us: number;
  readonly kind: ChangeKind;
  readonly dataset_id: string;
  readonly title: string | null;
}

/** Positions of the log within which a page lies, both inclusive. */
interface Window {
  readonly low: number;
  readonly high: number;
}

/** See `CatalogReader.latestChanges`. Every read goes backwards along an index from the page's end. */
export function latestChanges(
  database: Database,
  scope: ChangeScope,
  page: ChangePage,
): readonly DatasetChange[] {
  const window = windowOf(database, page);
  return seqsOf(database, scope, { page, window }).flatMap((seq) => findChange(database, seq) ?? []);
}

export function findChange(database: Database, seq: number): DatasetChange | undefined {
  const row = database
    .prepare<[number], ChangeRow>(
      // Of what was refused only the identifier is known to anybody.
      `SELECT c.seq, c.time_us, c.kind, d.dataset_id, CASE d.outcome WHEN 'refused' THEN NULL ELSE d.title END AS title
       FROM change c JOIN dataset d USING (dataset_key) WHERE c.seq = ?`,
    )
    .get(seq);
  if (row === undefined) return undefined;
  return {
    seq: row.seq,
    time: naiveUtc(row.time_us),
    kind: row.kind,
    datasetId: row.dataset_id,
    ...(row.title !== null && { title: row.title }),
  };
}

interface Asked {
  readonly page: ChangePage;
  readonly window: Window;
}

function seqsOf(database: Database, scope: ChangeScope, asked: Asked): readonly number[] {
  const { offset, limit, kinds } = asked.page;
  switch (scope.of) {
    case 'all':
      if (kinds === undefined) return straight(asked);
      return along(
        database,
        kinds.map((kind) => [kind]),
        { ...asked, condition: 'kind = ?' },
      );
    case 'publisher': {
      const key = keyOf(database, 'publisher', scope.identifier);
      const values = (kinds ?? ALL_KINDS).map((kind) => [key, kind]);
      return along(database, values, { ...asked, condition: 'publisher_key = ? AND kind = ?' });
    }
    case 'dataset': {
      const key = keyOf(database, 'dataset', scope.identifier);
      return ofDatasets(database, [key], asked).slice(offset, offset + limit);
    }
    case 'documents': {
      const find = database.prepare<[number], { dataset_key: number }>(
        'SELECT dataset_key FROM document WHERE document_key = ?',
      );
      const keys = scope.documents.map((document) => find.get(document)?.dataset_key ?? 0);
      return ofDatasets(database, keys, asked).slice(offset, offset + limit);
    }
  }
}

/** Positions have no holes: a rolled-back run gives its own back. */
function straight({ page, window }: Asked): readonly number[] {
  const first = window.high - page.offset;
  const count = Math.max(0, Math.min(page.limit, first - window.low + 1));
  return Array.from({ length: count }, (_, index) => first - index);
}

/** Along an index for each of these values, which SQLite merges as it goes. */
function along(
  database: Database,
  values: readonly (readonly (string | number)[])[],
  { condition, page, window }: Asked & { readonly condition: string },
): readonly number[] {
  if (values.length === 0) return [];
  const each = `SELECT seq FROM change WHERE ${condition} AND seq BETWEEN ? AND ?`;
  const bound = values.flatMap((value) => [...value, window.low, window.high]);
  return database
    .prepare<unknown[], number>(
      `${values.map(() => each).join(' UNION ALL ')} ORDER BY seq DESC LIMIT ? OFFSET ?`,
    )
    .pluck()
    .all(...bound, page.limit, page.offset);
}

function ofDatasets(database: Database, keys: readonly number[], { page, window }: Asked): readonly number[] {
  const find = database.prepare<[number, number, number], { seq: number; kind: ChangeKind }>(
    'SELECT seq, kind FROM change WHERE dataset_key = ? AND seq BETWEEN ? AND ?',
  );
  const rows = keys.flatMap((key) => find.all(key, window.low, window.high));
  return rows
    .filter(({ kind }) => page.kinds?.includes(kind) ?? true)
    .map(({ seq }) => seq)
    .sort((one, other) => other - one);
}

function keyOf(database: Database, table: 'dataset' | 'publisher', identifier: string): number {
  const key = database
    .prepare<[string], number>(`SELECT ${table}_key FROM ${table} WHERE ${table}_id = ?`)
    .pluck()
    .get(identifier);
  return key ?? 0;
}

function windowOf(database: Database, { before, after }: ChangePage): Window {
  const last = database.prepare<[], number | null>('SELECT max(seq) FROM change').pluck().get() ?? 0;
  const timeOf = database.prepare<[number], number>('SELECT time_us FROM change WHERE seq = ?').pluck();
  /** How many of the first changes came before this time; times rise with the position. */
  function countBefore(micros: number): number {
    let [low, high] = [0, last];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((timeOf.get(middle) ?? 0) < micros) low = middle;
      else high = middle - 1;
    }
    return low;
  }
  return {
    low: after === undefined ? 1 : countBefore(after + 1) + 1,
    high: before === undefined ? last : countBefore(before),
  };
}
