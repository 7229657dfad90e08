import { problemOf } from '../../domain/rules.js';
import { NO_PROBLEMS, type RecordRule } from './checked-record.js';

/** What each way of opening and sharing must say besides itself (guide §1.7, §1.8, §2.2). */
export const accessRules: RecordRule = ({ elements: { openness, sharing } }) => {
  if (openness === undefined && sharing === undefined) return NO_PROBLEMS;
  const problems = [];
  if (openness?.open !== undefined && openness.type === undefined)
    problems.push(problemOf('missing-openness-type'));
  const closed = openness?.type === 'not_open' || openness?.open === false;
  if (closed && openness.basis === undefined) problems.push(problemOf('not-open-without-basis'));
  if (openness?.type === 'conditional' && openness.condition === undefined) {
    problems.push(problemOf('conditional-without-condition'));
  }
  if (sharing?.type !== undefined && sharing.type !== 'unconditional' && sharing.condition === undefined) {
    problems.push(problemOf('share-without-condition'));
  }
  return problems;
};
