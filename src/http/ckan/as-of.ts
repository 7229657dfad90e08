import { endOfDay } from '../../domain/day.js';
import type { PastReader } from '../../pipeline/read-ports.js';
import { createParameterReader, type ParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { AS_OF } from './route.js';

/** A state that the catalogue was in. */
export interface PastMoment {
  /** Position of the change log. */
  readonly seq: number;
  /** Milliseconds; absent where the caller named the position itself. */
  readonly time?: number;
}

const POSITION = /^\d{1,15}$/;
const MOMENT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?$/;
const ZONE = /(?:Z|[+-]\d\d:\d\d)$/;

type Past = Pick<ActionContext, 'history' | 'harvest'>;

/** The catalogue that the caller asks for; undefined: the present one. A day is the hub's, and meant to its end. */
export function readAsOf(read: ParameterReader, context: Past): PastReader | undefined {
  const moment = readMoment(read, context);
  return moment === undefined ? undefined : context.history.at(moment.seq);
}

/** Throws `InvalidRequestError` for what names no moment. */
export function momentIn(parameters: Parameters, context: Past): PastMoment | undefined {
  const read = createParameterReader(parameters);
  const moment = readMoment(read, context);
  read.check();
  return moment;
}

function readMoment(read: ParameterReader, { history, harvest }: Past): PastMoment | undefined {
  const value = read.text(AS_OF);
  if (value === undefined) return undefined;
  if (POSITION.test(value)) return { seq: Number(value) };
  const time = MOMENT.test(value) ? new Date(momentOf(value, harvest.timezone)) : undefined;
  if (time === undefined || Number.isNaN(time.getTime())) {
    read.complain(AS_OF, 'Neither a position of the change log nor a date or time in ISO 8601');
    return undefined;
  }
  return { seq: history.seqAt(time), time: time.getTime() };
}

function momentOf(value: string, timezone: string): string | number {
  if (!value.includes('T')) return endOfDay(timezone, value);
  return ZONE.test(value) ? value : `${value}Z`;
}
