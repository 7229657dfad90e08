import type { ConfigProblem } from '../domain/problem.js';
import type { SchemaFault } from '../domain/schema-fault.js';
import { allowedInWords } from './allowed.js';
import { isRecord, parentPointer, pointerTokens, valueAt } from './pointer.js';
import { partAt, type SchemaCatalog, type SchemaPart } from './schema-catalog.js';
import { suggest } from './suggest.js';
import type { ProblemDetails, YamlFile } from './yaml-file.js';

export interface ExplainContext {
  readonly catalog: SchemaCatalog;
  readonly yaml: YamlFile;
  readonly schema: SchemaPart;
  /** Where in the file the checked value stands; '' for the whole file. */
  readonly at: string;
}

/** Stands for a choice between keys of which none is there. */
const MISSING_ONE = 'missing-one';

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function knownKeys(context: ExplainContext, pointer: string): readonly string[] {
  const parent = partAt(context.catalog, context.schema, pointerTokens(parentPointer(pointer)));
  const properties = parent?.schema['properties'];
  return isRecord(properties) ? Object.keys(properties) : [];
}

function explainUnknownKey(context: ExplainContext, fault: SchemaFault): [string, ProblemDetails] {
  const key = pointerTokens(fault.pointer).at(-1) ?? '';
  const keys = knownKeys(context, fault.pointer);
  const meant = suggest(key, keys);
  return [
    `unknown key "${key}"${meant === undefined ? '' : `: did you mean "${meant}"?`}`,
    { at: 'key', allowed: keys.length === 0 ? undefined : keys.join(', ') },
  ];
}

/** What YAML made of the text explains most wrong types: `codePrefix: 330000` is a number, `yes` is text. */
function typeAdvice(value: unknown, allowed: string | undefined): string {
  if (allowed === undefined) return '';
  const isText = allowed.startsWith('text');
  return isText && (typeof value === 'number' || typeof value === 'boolean') ? '; put it in quotes' : '';
}

function explainValue(context: ExplainContext, fault: SchemaFault, value: unknown): [string, ProblemDetails] {
  const part = partAt(context.catalog, context.schema, pointerTokens(fault.pointer));
  const allowed = (part && allowedInWords(part.schema)) ?? fault.allowed;
  const choices = part?.schema['enum'];
  const meant =
    typeof value === 'string' && Array.isArray(choices) ? suggest(value, choices.map(String)) : undefined;
  const message =
    fault.keyword === 'enum' || fault.keyword === 'anyOf' || fault.keyword === 'type'
      ? `${shown(value)} is not allowed here`
      : `${shown(value)}: ${fault.message}`;
  return [
    meant === undefined ? message : `${message}: did you mean "${meant}"?`,
    { allowed: allowed === undefined ? undefined : allowed + typeAdvice(value, allowed) },
  ];
}

function explainFault(context: ExplainContext, root: unknown, fault: SchemaFault): ConfigProblem {
  const pointer = context.at + fault.pointer;
  if (fault.keyword === 'required' || fault.keyword === 'dependentRequired') {
    const part = partAt(context.catalog, context.schema, pointerTokens(fault.pointer));
    const description = part?.schema['description'];
    return context.yaml.problem(pointer, `"${pointerTokens(pointer).at(-1) ?? ''}" is missing`, {
      allowed: typeof description === 'string' ? description : undefined,
    });
  }
  if (fault.keyword === 'additionalProperties' || fault.keyword === 'unevaluatedProperties') {
    return context.yaml.problem(pointer, ...explainUnknownKey(context, fault));
  }
  if (fault.keyword === MISSING_ONE) {
    return context.yaml.problem(pointer, 'one of these keys is missing', { allowed: fault.allowed });
  }
  return context.yaml.problem(pointer, ...explainValue(context, fault, valueAt(root, fault.pointer)));
}

function isBranchOf(choice: SchemaFault, fault: SchemaFault, root: unknown): boolean {
  if (fault.pointer === choice.pointer) return true;
  if (!fault.pointer.startsWith(`${choice.pointer}/`)) return false;
  if (fault.keyword === 'required') return parentPointer(fault.pointer) === choice.pointer;
  return Array.isArray(valueAt(root, choice.pointer));
}

/**
 * A failed choice says it once, with the keys of which one is missing: the faults of its single branches would
 * contradict each other. What else is wrong below it stays.
 */
function withoutBranches(root: unknown, faults: readonly SchemaFault[]): readonly SchemaFault[] {
  const choices = faults.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  const others = faults.filter((fault) => !choices.includes(fault));
  const explained = choices.map((choice) => {
    const keys = others
      .filter((fault) => fault.keyword === 'required' && isBranchOf(choice, fault, root))
      .map(({ pointer }) => pointerTokens(pointer).at(-1));
    return keys.length === 0 ? choice : { ...choice, keyword: MISSING_ONE, allowed: keys.join(', ') };
  });
  return [
    ...explained,
    ...others.filter((fault) => !choices.some((choice) => isBranchOf(choice, fault, root))),
  ];
}

/** The validator's faults as problems that say file, place, what is wrong and what is allowed. */
export function explainFaults(
  context: ExplainContext,
  root: unknown,
  faults: readonly SchemaFault[],
): readonly ConfigProblem[] {
  const problems = withoutBranches(root, faults).map((fault) => explainFault(context, root, fault));
  const unique = new Map(problems.map((problem) => [`${problem.pointer} ${problem.message}`, problem]));
  return [...unique.values()];
}
