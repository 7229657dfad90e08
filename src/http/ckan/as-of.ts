import type { PastReader } from '../../pipeline/read-ports.js';
import type { ParameterReader } from '../parameter-reader.js';
import type { ActionContext } from './action.js';
import { text } from './route.js';

export const AS_OF = 'as_of';

/** The line of it in the table of actions. */
export const AS_OF_PARAMETER = text(
  AS_OF,
  'the catalogue as it was then: a position of the change log, or a day or moment in ISO 8601 (UTC unless told)',
);

const POSITION = /^\d{1,15}$/;
const MOMENT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?$/;
const ZONE = /(?:Z|[+-]\d\d:\d\d)$/;

/** The catalogue that the caller asks for; undefined: the present one. A day is meant to its end. */
export function readAsOf(read: ParameterReader, { history }: ActionContext): PastReader | undefined {
  const value = read.text(AS_OF);
  if (value === undefined) return undefined;
  if (POSITION.test(value)) return history.at(Number(value));
  const time = MOMENT.test(value) ? new Date(momentOf(value)) : undefined;
  if (time === undefined || Number.isNaN(time.getTime())) {
    read.complain(AS_OF, 'Neither a position of the change log nor a date or time in ISO 8601');
    return undefined;
  }
  return history.at(history.seqAt(time));
}

function momentOf(value: string): string {
  if (!value.includes('T')) return `${value}T23:59:59.999Z`;
  return ZONE.test(value) ? value : `${value}Z`;
}
