import { InvalidRequestError } from '../../domain/errors.js';
import type { ChangePage } from '../../pipeline/read-ports.js';
import { changeKinds } from '../../serialise/ckan/activity.js';
import { AccessDeniedError } from '../errors.js';
import { createParameterReader, readBoolean, type ParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';

/** CKAN's `ckan.activity_list_limit` and `…_limit_max`. */
const DEFAULT_LIMIT = 31;
const MAX_LIMIT = 100;
const NUMBER = /^\d+(?:\.\d+)?$/;

/** The page that an activity list is asked for, and the id of what it is about (empty without `needsId`). */
export function readActivityPage(
  parameters: Parameters,
  needsId: boolean,
): { readonly id: string; readonly page: ChangePage } {
  const read = createParameterReader(parameters);
  const id = needsId ? read.requiredText('id') : '';
  const limit = Math.min(read.natural('limit') ?? DEFAULT_LIMIT, MAX_LIMIT);
  const offset = read.natural('offset') ?? 0;
  const before = readTime(read, 'before');
  const after = readTime(read, 'after');
  const types = read.list('activity_types', /\s*,\s*/);
  const unwanted = read.list('exclude_activity_types', /\s*,\s*/);
  read.check();
  if (types !== undefined && unwanted !== undefined) {
    throw new InvalidRequestError('Validation error', {
      activity_types: ['Cannot be used together with `exclude_activity_types'],
    });
  }
  if (readBoolean(parameters, 'include_hidden_activity', false)) {
    throw new AccessDeniedError('Not authorized to read hidden activity');
  }
  const kinds = unwanted === undefined ? types && changeKinds(types) : kindsWithout(unwanted);
  return {
    id,
    page: {
      ...{ offset, limit },
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
      ...(kinds !== undefined && { kinds }),
    },
  };
}

function kindsWithout(unwanted: readonly string[]): ChangePage['kinds'] {
  const types = ['new package', 'changed package', 'deleted package'];
  return changeKinds(types.filter((type) => !unwanted.includes(type)));
}

/** Seconds since 1970, or a date and time that is UTC unless it says otherwise; to microseconds. */
function readTime(read: ParameterReader, key: string): number | undefined {
  const text = read.text(key);
  if (text === undefined) return undefined;
  if (NUMBER.test(text)) return Math.round(Number(text) * 1_000_000);
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(text) || !text.includes(':') ? text : `${text}Z`;
  const millis = Date.parse(zoned);
  if (Number.isNaN(millis)) {
    read.complain(key, 'Date format incorrect');
    return undefined;
  }
  const micros = /\.\d{3}(\d{1,3})/.exec(text)?.[1] ?? '';
  return millis * 1000 + Number(micros.padEnd(3, '0'));
}
