import { SourceResponseError, SourceUnavailableError } from '../../src/domain/errors.js';
import type { PortalClient, ProbeFinding } from '../../src/pipeline/ports.js';
import { openWorkbook } from './client.js';
import { createColumnRoles } from './column-roles.js';
import { faultsOf } from './faults.js';
import { openSheets } from './open-sheets.js';
import { readWorkbookOptions } from './options.js';
import type { Table } from './records.js';
import { openTables } from './tables.js';

/** Labels quoted as evidence. */
const QUOTED_LABELS = 6;

/** Whether an address answers a workbook or a table whose header is understood, by the labels that the kind itself knows. */
export async function probeWorkbook(
  portal: PortalClient,
  url: string,
  signal: AbortSignal,
): Promise<ProbeFinding | undefined> {
  try {
    const document = await openWorkbook(portal, url, signal);
    try {
      const options = readWorkbookOptions({});
      const roles = createColumnRoles({ labels: {} }, options, () => undefined);
      const fault = faultsOf(url);
      const sheets = await openSheets(document, options, fault, signal);
      for await (const table of openTables(sheets, { options, roles, fault })) return finding(table, url);
      return undefined;
    } finally {
      await document.close();
    }
  } catch (error) {
    if (error instanceof SourceResponseError || error instanceof SourceUnavailableError) return undefined;
    throw error;
  }
}

function finding({ header, isText }: Table, url: string): ProbeFinding {
  const { isGuide, understood } = header;
  const labels = understood.slice(0, QUOTED_LABELS).join(', ');
  const what = isGuide ? 'the official fill-in workbook' : isText ? 'a table in text' : 'a workbook';
  return {
    certainty: isGuide ? 0.95 : isText ? 0.7 : 0.8,
    evidence: `${what} with the columns ${labels}`,
    url,
    options: {},
  };
}
