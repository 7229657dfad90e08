import type { ErrorObject } from 'ajv/dist/2020.js';
import type { SchemaFault } from '../domain/schema-fault.js';

/** A value that is wrong throughout (10,000 resources of the wrong type) says so often enough with this many. */
const MAX_FAULTS = 50;

/** The vendor's errors in the hub's words. Errors that only sum up others (`if`, a failed branch) are left out. */
export function toSchemaFaults(errors: readonly ErrorObject[]): readonly SchemaFault[] {
  const faults: SchemaFault[] = [];
  for (const error of errors) {
    if (error.keyword === 'if') continue;
    if (faults.length === MAX_FAULTS) break;
    faults.push(toSchemaFault(error));
  }
  return faults;
}

function toSchemaFault(error: ErrorObject): SchemaFault {
  const params: Readonly<Record<string, unknown>> = error.params;
  const fault = { pointer: pointerOf(error, params), keyword: error.keyword };
  const message = error.message ?? `breaks the rule "${error.keyword}"`;
  const allowed = allowedBy(params);
  return allowed === undefined ? { ...fault, message } : { ...fault, message, allowed };
}

/** Points at the missing or surplus member itself, where the vendor points at its parent. */
function pointerOf(error: ErrorObject, params: Readonly<Record<string, unknown>>): string {
  const member =
    params['missingProperty'] ??
    params['additionalProperty'] ??
    params['unevaluatedProperty'] ??
    params['propertyName'];
  return typeof member === 'string' ? `${error.instancePath}/${escapeToken(member)}` : error.instancePath;
}

function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

function allowedBy(params: Readonly<Record<string, unknown>>): string | undefined {
  if (Array.isArray(params['allowedValues'])) return params['allowedValues'].map(String).join(', ');
  if ('allowedValue' in params) return JSON.stringify(params['allowedValue']);
  for (const name of ['type', 'format', 'pattern', 'limit']) {
    const value = params[name];
    if (typeof value === 'string' || typeof value === 'number') {
      return name === 'limit' && typeof params['comparison'] === 'string'
        ? `${params['comparison']} ${value}`
        : String(value);
    }
    if (Array.isArray(value)) return value.map(String).join(' or ');
  }
  return undefined;
}
