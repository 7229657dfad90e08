import type { ContactFilter } from '../../src/domain/contact-filter.js';
import { createRecordKeys } from '../../src/domain/record-keys.js';
import type { Gathered, PortalDocument, RecordRef } from '../../src/pipeline/ports.js';
import { readClosedList } from './closed-list.js';
import type { ColumnRoles } from './column-roles.js';
import { faultsOf } from './faults.js';
import { guideRecords } from './guide-records.js';
import { openSheets } from './open-sheets.js';
import type { WorkbookOptions } from './options.js';
import { createRecordKey } from './record-identity.js';
import { listRecords } from './records.js';
import { openTables } from './tables.js';

export interface WorkbookContext {
  readonly options: WorkbookOptions;
  readonly roles: ColumnRoles;
  readonly withoutPersons: ContactFilter;
}

/** The records of a document, each with all that `fetch` needs; `SourceResponseError` when it is no catalogue. */
export async function* readWorkbook(
  document: PortalDocument,
  { options, roles, withoutPersons }: WorkbookContext,
  signal: AbortSignal,
  keys = createRecordKeys(),
): AsyncGenerator<Gathered> {
  const fault = faultsOf(document.url);
  const sheets = await openSheets(document, options, fault, signal);
  const closed = options.sheets.length === 0 ? await readClosedList(sheets) : undefined;
  for await (const table of openTables(closed?.others ?? sheets, { roles, options, fault })) {
    const keyOf = createRecordKey(table.header, options.key, fault);
    const records = table.header.isGuide ? guideRecords : listRecords;
    for await (const item of records(table, withoutPersons)) {
      signal.throwIfAborted();
      if (item.type !== 'record') {
        yield item;
        continue;
      }
      const raw = table.header.isGuide ? (closed?.complete(item.raw) ?? item.raw) : item.raw;
      const json = JSON.stringify(raw);
      const keyed = keys.take(keyOf(raw, json), json);
      if (keyed.type === 'notice') yield keyed;
      else yield recordRef(keyed.remoteId, json, [...(keyed.problems ?? []), ...item.problems]);
    }
  }
}

/** A record whose text is its identity: one that is known already is not read again. */
function recordRef(remoteId: string, json: string, problems: RecordRef['problems'] & object): RecordRef {
  const bytes = Buffer.from(json);
  return {
    type: 'record',
    remoteId,
    sent: {
      bytes,
      read: () => JSON.parse(json) as unknown,
      // Persons are gone from it already.
      withheld: () => bytes,
    },
    ...(problems.length > 0 && { problems }),
  };
}
