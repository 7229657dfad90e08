import { problemOf } from '../../domain/rules.js';
import type { RecordRule } from './checked-record.js';

/** Names of fields that hold what identifies a person; a hint to look, no verdict. */
const PERSONAL = /身份证|公民身份号码|护照号|手机号|家庭住址|家庭地址|银行卡号|银行账号|出生日期/u;

/** What is attached, and what its fields say (guide §1.5, §1.6, Part 3 "挂接 check", §4.9). */
export const resourceRules: RecordRule = ({ elements, visibility }) => {
  const { distributions, fields, formats, keywords } = elements;
  const problems = [];
  const structured = formats?.some(({ class: kind }) => kind === 'database' || kind === 'spreadsheet');
  if (structured === true && fields === undefined) problems.push(problemOf('missing-fields'));
  if (visibility === 'open') {
    if (distributions.length === 0) problems.push(problemOf('no-distribution'));
    const bare = distributions.filter(({ format }) => format === undefined).length;
    if (bare > 0) {
      problems.push(
        problemOf('distribution-without-format', { detail: `${bare} / ${distributions.length}` }),
      );
    }
  }
  if (visibility !== 'closed') {
    const field = fields?.find(({ name }) => PERSONAL.test(name))?.name;
    if (field !== undefined) problems.push(problemOf('personal-data-fields', { value: field }));
    const keyword = keywords?.find((word) => PERSONAL.test(word));
    if (keyword !== undefined) {
      problems.push(problemOf('personal-data-fields', { pointer: '/keywords', value: keyword }));
    }
  }
  return problems;
};
