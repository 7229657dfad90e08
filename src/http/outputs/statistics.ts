import { Readable } from 'node:stream';
import type { PilotReport } from '../../domain/pilot/report.js';
import { pilotSheets } from '../../serialise/pilot/pilot-sheets.js';
import type { Sheet } from '../../serialise/xlsx/sheet.js';
import { writeWorkbook } from '../../serialise/xlsx/workbook.js';
import type { HarvestDesk } from '../harvest-desk.js';
import { languageOf, readLocale } from '../pages/locale.js';
import { readScope } from '../pages/statistics/scope.js';
import { makePilotReport } from '../pilot/pilot-report.js';
import type { AddOutput, OutputContext } from './output.js';

export type StatisticsContext = OutputContext & { readonly harvest: HarvestDesk };

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The report of `/statistics` as a workbook, its figures and its leagues as CSV; of the same scopes. */
export function addStatistics(add: AddOutput, context: StatisticsContext): void {
  const { datasets, search, catalog, harvest, site } = context;

  function reportOf(query: URLSearchParams): Promise<PilotReport> {
    const { timezone, overdueTolerance: tolerance, sources } = harvest;
    const parts = { search, datasets, catalog, sources, tolerance };
    return makePilotReport(parts, { now: harvest.now(), timezone }, readScope(query, context));
  }

  function addForm(url: string, type: string, write: (sheets: readonly Sheet[]) => Promise<Readable>): void {
    add(url, ({ url: address }, reply) => ({
      type,
      isPassing: true,
      async find() {
        const query = new URLSearchParams(address.split('?')[1] ?? '');
        const report = await reportOf(query);
        reply.header('Content-Disposition', `attachment; filename="${url.slice(1).replace('/', '-')}"`);
        return () => write(pilotSheets(report, site.url, languageOf(readLocale(query.get('lang')))));
      },
    }));
  }

  addForm('/statistics.xlsx', XLSX, (sheets) => Promise.resolve(Readable.from(writeWorkbook(sheets))));
  addCsv('/statistics.csv', ([figures]) => figures);
  addCsv('/statistics/sources.csv', (sheets) => sheets.at(-2));
  addCsv('/statistics/publishers.csv', (sheets) => sheets.at(-1));

  function addCsv(url: string, sheetOf: (sheets: readonly Sheet[]) => Sheet | undefined): void {
    addForm(url, 'text/csv;charset=utf-8', async (sheets) => {
      const sheet = sheetOf(sheets);
      return Readable.from([sheet === undefined ? '' : await csvOf(sheet)]);
    });
  }
}

/** With a byte order mark: spreadsheet programs take it for another encoding without. */
async function csvOf({ header, rows }: Sheet): Promise<string> {
  const lines = [header.map(quoted).join(',')];
  for await (const row of rows)
    lines.push(header.map((_head, column) => quoted(cellText(row[column]))).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function cellText(cell: unknown): string {
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '';
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
