import type { PortalClient, PortalDocument } from '../../src/pipeline/ports.js';

const ACCEPT =
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, application/vnd.ms-excel, text/csv, text/tab-separated-values, */*;q=0.5';

/** The file at the source's address. */
export function openWorkbook(
  portal: PortalClient,
  url: string,
  signal: AbortSignal,
): Promise<PortalDocument> {
  return portal.openDocument(url, ACCEPT, signal);
}
