import { asTarget } from '../../src/domain/draft-elements.js';
import { isJsonObject, type JsonObject } from '../../src/domain/json-values.js';
import { compileExpression, type Expression } from './expression.js';
import { pointerTo, type ReportFault } from './faults.js';
import { compilePaging, type Paging, PAGING_WORDS } from './paging.js';
import { compileParts, type Parts } from './parts.js';
import { compileQuestion, type Question } from './question.js';
import { compileRecord, type RecordPlan } from './record-plan.js';
import { compileTemplate, type Template, type Words } from './template.js';
import { compileValue, compileValues, type NamedValue, type Value } from './value.js';

/** The declaration of a portal, compiled: every expression, selector and template of its options. */
export interface Plan {
  /** The portal's lists, each by the words that its requests are filled with. */
  readonly lists: readonly Words[];
  readonly list: ListPlan;
  /** Absent: the lists have all of a record. */
  readonly detail: DetailPlan | undefined;
  /** Further questions about one record, by the name that their answers have in expressions. */
  readonly more: readonly (readonly [name: string, detail: DetailPlan])[];
  readonly record: RecordPlan;
}

export interface ListPlan {
  readonly question: Question;
  readonly elements: Parts;
  readonly id: Value;
  /** Values of an element that placeholders and expressions may name. */
  readonly values: readonly NamedValue[];
  /** Of an id that is one only within its list. */
  readonly remoteId: Template | undefined;
  /** Absent: the list comes in one answer. */
  readonly paging: Paging | undefined;
}

export interface DetailPlan {
  readonly question: Question;
  readonly record: Expression;
}

/**
 * Compiles options of `schemas/portal/portal-api-options.schema.json`; each mistake is reported, and what it is in does nothing.
 * `token`: the key that the environment holds for the source.
 */
export function compilePlan(options: JsonObject, report: ReportFault, token = ''): Plan {
  const parameters = { ...objectAt(options, 'parameters'), token };
  const stated = Array.isArray(options['lists']) ? options['lists'].filter(isJsonObject) : [];
  const lists = (stated.length === 0 ? [{}] : stated).map((words): Words => ({ ...parameters, ...words }));
  const list = compileList(objectAt(options, 'list'), report);
  checkListWords(list, lists, report);
  checkElements(options, report);
  const detail = options['detail'];
  const compiled = isJsonObject(detail) ? compileDetail(detail, '/detail', report) : undefined;
  const more = Object.entries(objectAt(options, 'more'))
    .filter((entry): entry is [string, JsonObject] => isJsonObject(entry[1]))
    .map(([name, spec]) => [name, compileDetail(spec, pointerTo('/more', name), report)] as const);
  const record = compileRecord(options, report);
  const readsHtml = list.question.isHtml || compiled?.question.isHtml === true;
  if (record.cells !== undefined && !readsHtml)
    report('/cells', 'no answer is HTML, so that there are no cells');
  return { lists, list, detail: compiled, more, record };
}

function compileList(spec: JsonObject, report: ReportFault): ListPlan {
  const { remoteId } = spec;
  return {
    question: compileQuestion(spec, '/list', report),
    elements: compileParts(spec, '/list', report),
    id: compileValue(spec['id'], '/list/id', report),
    values: compileValues(spec['values'], '/list/values', report),
    remoteId: typeof remoteId === 'string' ? compileTemplate(remoteId, '/list/remoteId', report) : undefined,
    paging: isJsonObject(spec['paging']) ? compilePaging(spec['paging'], '/list/paging', report) : undefined,
  };
}

function compileDetail(spec: JsonObject, pointer: string, report: ReportFault): DetailPlan {
  const { record } = spec;
  return {
    question: compileQuestion(spec, pointer, report),
    record: compileExpression(
      typeof record === 'string' ? record : '@',
      pointerTo(pointer, 'record'),
      report,
    ),
  };
}

/** Nothing but the paging and the source's own words is known when a list is asked for. */
function checkListWords({ question, paging }: ListPlan, lists: readonly Words[], report: ReportFault): void {
  const known = (name: string): boolean =>
    PAGING_WORDS.includes(name) || lists.every((words) => Object.hasOwn(words, name));
  for (const name of new Set(question.names.filter((each) => !known(each)))) {
    report('/list', `{${name}} stands for nothing when the list is asked for`);
  }
  const isPaged = question.names.includes('page') || question.names.includes('offset');
  if (paging !== undefined && !isPaged) {
    report(
      '/list/paging',
      'the request has neither {page} nor {offset}, so that each page would be the first',
    );
  }
  if (paging === undefined && question.names.some((name) => PAGING_WORDS.includes(name))) {
    report('/list', 'the request is for a page, but there is no paging');
  }
}

function checkElements(options: JsonObject, report: ReportFault): void {
  for (const key of ['fields', 'constants']) {
    for (const name of Object.keys(objectAt(options, key))) {
      if (asTarget(name) === undefined) report(pointerTo(`/${key}`, name), `there is no element "${name}"`);
    }
  }
}

function objectAt(options: JsonObject, key: string): JsonObject {
  const value = options[key];
  return isJsonObject(value) ? value : {};
}
