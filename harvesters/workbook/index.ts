import { createContactFilter } from '../../src/domain/contact-filter.js';
import type { DatasetDraft } from '../../src/domain/dataset.js';
import { isJsonObject } from '../../src/domain/json-values.js';
import type { Source } from '../../src/domain/source.js';
import type { Fetched, Harvester, HarvesterKind, HarvesterTools } from '../../src/pipeline/ports.js';
import { openWorkbook } from './client.js';
import { createColumnRoles } from './column-roles.js';
import { mapRowToDataset } from './map.js';
import { readWorkbookOptions } from './options.js';
import type { WorkbookContext } from './read-workbook.js';

/** The guide's official fill-in workbook, and any list of datasets as XLSX, XLS or delimited text. */
export const WORKBOOK: HarvesterKind = {
  kind: 'workbook',
  title: 'Workbook or table (XLSX, XLS, CSV)',
  mappingVersion: 'workbook/2',
  optionsSchema: 'https://lianmu.example/schemas/portal/workbook-options',
  create: createWorkbookHarvester,
  probe: async (portal, url, signal) => (await import('./probe.js')).probeWorkbook(portal, url, signal),
};

/** The libraries of a workbook's formats are loaded when there is one to read: every command of every hub would pay for them. */
const openReader = () => import('./read-workbook.js');

function createWorkbookHarvester(source: Source, { portal, labels }: HarvesterTools): Harvester {
  const options = readWorkbookOptions(source.options);
  const roles = createColumnRoles(source, options, labels);
  const context: WorkbookContext = {
    options,
    roles,
    withoutPersons: createContactFilter(source.personalData.keep, (label) => roles.list(label)?.name),
  };
  return {
    kind: WORKBOOK.kind,
    async *gather(_, signal) {
      const document = await openWorkbook(portal, source.url, signal);
      try {
        yield* (await openReader()).readWorkbook(document, context, signal);
      } finally {
        await document.close();
      }
    },
    fetch(ref): Fetched {
      const { sent, listed } = ref;
      return sent === undefined ? { raw: listed } : { raw: sent.read(), bytes: sent.bytes };
    },
    map(raw, remoteId): DatasetDraft {
      return mapRowToDataset(isJsonObject(raw) ? raw : {}, remoteId, { roles, options });
    },
    async *read(document, signal, keys) {
      yield* (await openReader()).readWorkbook(document, context, signal, keys);
    },
  };
}
