import { Readable } from 'node:stream';
import type { Language, Text } from '../../domain/dataset.js';
import type { Problem } from '../../domain/problem.js';
import type { createProblemDescriber } from '../../domain/rules.js';
import { csvHeader, csvLine } from '../../serialise/tables/csv.js';
import { writeWorkbook } from '../../serialise/xlsx/workbook.js';

/** A record in a list of problems; `title` and `name` where they may be shown. */
export interface ListedRecord {
  readonly remoteId: string;
  readonly title?: string;
  readonly name?: string;
  /** What becomes of it, in words. */
  readonly state: string;
  readonly problems: readonly Problem[];
}

const COLUMNS = {
  remoteId: { zh: '记录标识', en: 'record' },
  title: { zh: '标题', en: 'title' },
  name: { zh: '数据集', en: 'dataset' },
  state: { zh: '状态', en: 'state' },
  bar: { zh: '级别', en: 'level' },
  problem: { zh: '问题', en: 'problem' },
  advice: { zh: '如何改正', en: 'what to do' },
  pointer: { zh: '位置', en: 'place' },
  value: { zh: '原值', en: 'value' },
  detail: { zh: '说明', en: 'detail' },
  code: { zh: '规则代码', en: 'rule' },
} as const satisfies Readonly<Record<string, Text>>;

const BARS: Readonly<Record<Problem['bar'], Text>> = {
  publishable: { zh: '阻止发布', en: 'stops publication' },
  conformant: { zh: '不符合规范', en: 'below the profile' },
  advice: { zh: '建议', en: 'advice' },
};

type Row = readonly (string | undefined)[];

interface TableRequest {
  readonly language: Language;
  readonly describe: ReturnType<typeof createProblemDescriber>;
  readonly records: AsyncIterable<ListedRecord> | Iterable<ListedRecord>;
}

export const PROBLEM_FORMATS = {
  csv: 'text/csv;charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;
export type ProblemFormat = keyof typeof PROBLEM_FORMATS;

/** One row for each problem of each record, as a stream. Spreadsheets take no text of it for a formula. */
export function writeProblems(format: ProblemFormat, request: TableRequest): Readable {
  const heads = Object.values(COLUMNS).map((column) => column[request.language]);
  if (format === 'csv') return Readable.from(csvPieces(heads, rowsOf(request)), { objectMode: false });
  const wide = [COLUMNS.title, COLUMNS.advice, COLUMNS.problem, COLUMNS.value].map(
    (column) => column[request.language],
  );
  const name = request.language === 'zh' ? '问题' : 'problems';
  return writeWorkbook([{ name, header: heads, wide, rows: rowsOf(request) }]);
}

async function* rowsOf({ language, describe, records }: TableRequest): AsyncGenerator<Row> {
  for await (const { remoteId, title, name, state, problems } of records) {
    for (const problem of problems) {
      const { code, bar, pointer, value, detail } = problem;
      const text = describe(problem, language);
      const about = [remoteId, title, name, state];
      yield [...about, BARS[bar][language], text.title, text.advice, pointer, value, detail, code];
    }
  }
}

/** Rows that are sent at once. */
const BATCH = 200;

async function* csvPieces(heads: readonly string[], rows: AsyncIterable<Row>): AsyncGenerator<string> {
  let text = csvHeader(heads);
  let count = 0;
  for await (const row of rows) {
    text += csvLine(row);
    count += 1;
    if (count % BATCH !== 0) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}
