import {
  compile as compileJmespath,
  isRegistered,
  type JSONValue,
  TreeInterpreter,
} from '@jmespath-community/jmespath';
import { isJsonObject } from '../../src/domain/json-values.js';
import type { ReportFault } from './faults.js';
import { ReadingError } from './reading-error.js';

/** A compiled JMESPath expression. Undefined where it finds nothing; `ReadingError` where it cannot be applied to the value. */
export type Expression = (value: unknown) => unknown;

/** Longer ones are programs, and those belong into code. */
const MAX_LENGTH = 2000;

/** The door to the expression library. A mistake is reported, and the expression then finds nothing. */
export function compileExpression(text: string, pointer: string, report: ReportFault): Expression {
  if (text.length > MAX_LENGTH) {
    report(pointer, `the expression is longer than ${MAX_LENGTH} characters`);
    return () => undefined;
  }
  try {
    const node = compileJmespath(text);
    const unknown = findUnknownFunction(node);
    if (unknown !== undefined) report(pointer, `"${text}" calls ${unknown}(), which JMESPath does not have`);
    // What stands in a portal's JSON is JSON.
    return (value) => understood(text, () => TreeInterpreter.search(node, value as JSONValue));
  } catch (error) {
    // The library throws errors of several classes that it does not export.
    if (!(error instanceof Error)) throw error;
    report(pointer, `"${text}" is no JMESPath expression: ${error.message}`);
    return () => undefined;
  }
}

function understood(text: string, search: () => unknown): unknown {
  let found: unknown;
  try {
    found = search();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new ReadingError(`"${text}": ${error.message}`, { cause: error });
  }
  if (found === null || typeof found === 'function') return undefined;
  // What is too large for a number has no JSON.
  return typeof found === 'number' && !Number.isFinite(found) ? undefined : found;
}

/** The library looks functions up only when it calls them. */
function findUnknownFunction(node: unknown): string | undefined {
  if (Array.isArray(node)) {
    for (const child of node as readonly unknown[]) {
      const unknown = findUnknownFunction(child);
      if (unknown !== undefined) return unknown;
    }
    return undefined;
  }
  if (!isJsonObject(node) || node['type'] === 'Literal') return undefined;
  const { type, name } = node;
  if (type === 'Function' && typeof name === 'string' && !isRegistered(name)) return name;
  return findUnknownFunction(Object.values(node));
}
