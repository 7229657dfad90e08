import { Readable } from 'node:stream';
import { InvalidRequestError, NotFoundError } from '../../domain/errors.js';
import { pilotSheets } from '../../serialise/pilot/pilot-sheets.js';
import type { Sheet } from '../../serialise/xlsx/sheet.js';
import { writeWorkbook } from '../../serialise/xlsx/workbook.js';
import { momentIn } from '../ckan/as-of.js';
import { AS_OF } from '../ckan/route.js';
import { PastBusyError } from '../errors.js';
import type { HarvestDesk } from '../harvest-desk.js';
import { languageOf, readLocale } from '../pages/locale.js';
import { readScope } from '../pages/statistics/scope.js';
import type { Parameters } from '../parameters.js';
import type { AnswerPast, PastAnswer } from '../past.js';
import { makePilotReport } from '../pilot/pilot-report.js';
import type { AddOutput, OutputContext } from './output.js';

export interface StatisticsContext extends OutputContext {
  readonly harvest: HarvestDesk;
  /** Answers of earlier days; without it there are none. */
  readonly past: AnswerPast | undefined;
}

type FileContext = Pick<StatisticsContext, 'datasets' | 'search' | 'catalog' | 'harvest' | 'site'>;

/** A form that the report has as a file. */
interface StatisticsFile {
  readonly type: string;
  readonly write: (sheets: readonly Sheet[]) => Promise<Readable>;
}

/** By their addresses. */
const FILES: ReadonlyMap<string, StatisticsFile> = new Map([
  [
    '/statistics.xlsx',
    {
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      write: (sheets: readonly Sheet[]) => Promise.resolve(Readable.from(writeWorkbook(sheets))),
    },
  ],
  ['/statistics.csv', csvFile(([figures]) => figures)],
  ['/statistics/sources.csv', csvFile((sheets) => sheets.at(-2))],
  ['/statistics/publishers.csv', csvFile((sheets) => sheets.at(-1))],
]);

function csvFile(sheetOf: (sheets: readonly Sheet[]) => Sheet | undefined): StatisticsFile {
  return {
    type: 'text/csv;charset=utf-8',
    async write(sheets) {
      const sheet = sheetOf(sheets);
      return Readable.from([sheet === undefined ? '' : await csvOf(sheet)]);
    },
  };
}

/** The report of `/statistics` as a workbook, its figures and its leagues as CSV; of the same scopes and of the same days. */
export function addStatistics(add: AddOutput, context: StatisticsContext): void {
  const { search, past } = context;
  for (const [url, { type }] of FILES) {
    add(url, ({ url: address, id: reference }, reply) => ({
      type,
      isPassing: true,
      async find() {
        const query = new URLSearchParams(address.split('?')[1] ?? '');
        const asOf = query.get(AS_OF) ?? '';
        query.delete(AS_OF);
        const moment = asOf === '' ? undefined : momentIn(new Map([[AS_OF, asOf]]), context);
        const parameters = new Map([['query', query.toString()]]);
        const isPast = moment !== undefined && moment.seq < search.seq;
        if (isPast && past === undefined)
          throw new InvalidRequestError(`${AS_OF}: there are figures of the present only`);
        const make = isPast ? undefined : await statisticsFile(url, parameters, context);
        const content = isPast
          ? contentOf(await past?.({ ...moment, action: url, parameters, reference }))
          : undefined;
        reply.header('Content-Disposition', `attachment; filename="${url.slice(1).replace('/', '-')}"`);
        return make ?? ((): Readable => Readable.from([content]));
      },
    }));
  }
}

/** A file of the report over a catalogue, which may be one of the past; undefined: there is no such file. */
export async function statisticsFile(
  url: string,
  parameters: Parameters,
  context: FileContext,
): Promise<(() => Promise<Readable>) | undefined> {
  const file = FILES.get(url);
  if (file === undefined) return undefined;
  const { datasets, search, catalog, site } = context;
  const { timezone, overdueTolerance: tolerance, sources, now } = context.harvest;
  const asked = parameters.get('query');
  const query = new URLSearchParams(typeof asked === 'string' ? asked : '');
  const report = await makePilotReport(
    { search, datasets, catalog, sources, tolerance },
    { now: now(), timezone },
    readScope(query, context),
  );
  return () => file.write(pilotSheets(report, site.url, languageOf(readLocale(query.get('lang')))));
}

/** The type of a file of the report. */
export function statisticsFileType(url: string): string {
  return FILES.get(url)?.type ?? '';
}

/** Refusals of the other thread are thrown anew here, where they become a text. */
function contentOf(answer: PastAnswer | undefined): Uint8Array {
  if (answer?.status === 200) return answer.content;
  if (answer?.status === 404) throw new NotFoundError('Not found');
  if (answer?.status === 503) throw new PastBusyError('Too many earlier states are asked for at once');
  if (answer?.bug !== undefined) throw new Error(answer.bug.message);
  throw new InvalidRequestError('There are no such figures of that day');
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
