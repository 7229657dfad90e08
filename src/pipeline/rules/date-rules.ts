import { cycleDays } from '../../domain/code-lists.js';
import { daysBetween, isLater, lastDayOf } from '../../domain/day.js';
import { problemOf } from '../../domain/rules.js';
import type { CheckedRecord, RecordRule } from './checked-record.js';

/** Dates that cannot be, and data that is later than its cycle promises (guide §5.2). */
export const dateRules: RecordRule = (record) => {
  const { issued, modified } = record.elements;
  const problems = [];
  for (const [pointer, date] of [
    ['/issued', issued],
    ['/modified', modified],
  ] as const) {
    if (date !== undefined && isLater(date, record.today)) {
      problems.push(problemOf('date-in-future', { pointer, value: date }));
    }
  }
  if (issued !== undefined && modified !== undefined && isLater(issued, modified)) {
    problems.push(problemOf('issued-after-modified', { value: `${issued} > ${modified}` }));
  }
  const late = daysOverdue(record);
  if (late > 0) problems.push(problemOf('update-overdue', { value: modified, detail: String(late) }));
  return problems;
};

/** Whole days beyond the cycle and its tolerance; only periodic cycles can be overdue. */
function daysOverdue({ elements, today, overdueTolerance }: CheckedRecord): number {
  const { modified, updateCycle } = elements;
  const days = updateCycle === undefined ? undefined : cycleDays(updateCycle);
  if (modified === undefined || days === undefined) return 0;
  return daysBetween(lastDayOf(modified), today) - Math.floor(days * (1 + overdueTolerance));
}
