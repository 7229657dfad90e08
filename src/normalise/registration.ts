import type { Registration } from '../domain/dataset.js';
import { compact } from './compact.js';
import type { Notes } from './notes.js';
import { toLine } from './text.js';

const POINTER = '/registration';
const ACCESS = ['open', 'authorized_operation', 'apply'] as const;

/** 公共数据资源登记: a code, or an object of code, type, access and operator. */
export function toRegistration(value: unknown, notes: Notes): Registration | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) {
    const code = toLine(value, POINTER, notes);
    return code === undefined ? undefined : { code };
  }
  const given = value as Readonly<Record<string, unknown>>;
  const access = toLine(given['access'], `${POINTER}/access`, notes);
  return compact<Registration>({
    access: ACCESS.find((known) => known === access),
    code: toLine(given['code'], `${POINTER}/code`, notes),
    operator: toLine(given['operator'], `${POINTER}/operator`, notes),
    type: toLine(given['type'], `${POINTER}/type`, notes),
  });
}
