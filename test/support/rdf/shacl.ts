import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Quad, Term } from '@rdfjs/types';
import { Parser, Store } from 'n3';
import { PROJECT_ROOT } from '../project-root.js';

const SH = 'http://www.w3.org/ns/shacl#';
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const SHAPES = resolve(PROJECT_ROOT, '../shared/shapes/dcat-ap-3.0.1');
/** What shapes may say of a property without constraining it. */
const SILENT = new Set(['path', 'severity', 'name', 'description', 'message']);

/** Lexical forms of the data types that the shapes ask for. */
const LEXICAL: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(Z|[+-]\d\d:\d\d)?$/,
  dateTime:
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/,
  gYear: /^\d{4}$/,
  gYearMonth: /^\d{4}-(0[1-9]|1[0-2])$/,
  nonNegativeInteger: /^\d+$/,
  hexBinary: /^([\da-fA-F]{2})*$/,
};

/**
 * The part of SHACL that the shapes of DCAT-AP 3.0.1 use, with severity Violation; any other constraint is an error here, so
 * that nothing is passed over. Undefined where the shapes are not at hand; in CI they have to be.
 */
export function loadDcatApShapes(): ((data: readonly Quad[]) => readonly string[]) | undefined {
  if (!existsSync(SHAPES)) {
    const message = `the shapes of DCAT-AP are not at hand (${SHAPES})`;
    if (process.env['CI'] !== undefined && process.env['CI'] !== '') throw new Error(message);
    process.stderr.write(`skipped: ${message}\n`);
    return undefined;
  }
  const checkers = ['shapes.ttl', 'range.ttl'].map((file) => {
    const text = readFileSync(resolve(SHAPES, file), 'utf8');
    return createChecker(new Store(new Parser({ blankNodePrefix: `${file}-` }).parse(text)));
  });
  return (data) => {
    const store = new Store([...data]);
    return [...new Set(checkers.flatMap((check) => check(store)))];
  };
}

function createChecker(shapes: Store): (data: Store) => readonly string[] {
  const one = (node: Term, name: string): Term | undefined => shapes.getObjects(node, SH + name, null)[0];

  function valuesAt(data: Store, focus: Term, path: Term): readonly Term[] {
    const inverse = one(path, 'inversePath');
    return inverse === undefined
      ? data.getObjects(focus, path, null)
      : data.getSubjects(inverse, focus, null);
  }

  function conforms(data: Store, value: Term, shape: Term): boolean {
    const datatype = one(shape, 'datatype');
    if (datatype !== undefined && !hasDatatype(value, datatype.value)) return false;
    const type = one(shape, 'class');
    if (
      type !== undefined &&
      (value.termType === 'Literal' || data.countQuads(value, `${RDF}type`, type, null) === 0)
    )
      return false;
    const kind = one(shape, 'nodeKind')?.value.slice(SH.length);
    if (kind === 'IRI' && value.termType !== 'NamedNode') return false;
    if (kind === 'Literal' && value.termType !== 'Literal') return false;
    if (kind === 'BlankNodeOrIRI' && value.termType === 'Literal') return false;
    const either = one(shape, 'or');
    if (either !== undefined && !listOf(either).some((option) => conforms(data, value, option))) return false;
    return ['node', 'shape'].every((name) => {
      const further = one(shape, name);
      return further === undefined || conforms(data, value, further);
    });
  }

  function listOf(head: Term): readonly Term[] {
    const [first] = shapes.getObjects(head, `${RDF}first`, null);
    const [rest] = shapes.getObjects(head, `${RDF}rest`, null);
    return first === undefined || rest === undefined ? [] : [first, ...listOf(rest)];
  }

  const KNOWN = new Set([
    ...SILENT,
    'minCount',
    'maxCount',
    'datatype',
    'class',
    'nodeKind',
    'node',
    'shape',
    'or',
  ]);
  return (data) => {
    const found: string[] = [];
    for (const { subject: shape, object: target } of shapes.getQuads(null, `${SH}targetClass`, null, null)) {
      for (const focus of data.getSubjects(`${RDF}type`, target, null)) {
        for (const property of shapes.getObjects(shape, `${SH}property`, null)) {
          if (one(property, 'severity')?.value !== `${SH}Violation`) continue;
          for (const { predicate } of shapes.getQuads(property, null, null, null)) {
            const name = predicate.value.slice(SH.length);
            if (predicate.value.startsWith(SH) && !KNOWN.has(name))
              throw new Error(`not understood: ${name}`);
          }
          const path = one(property, 'path')!;
          const values = valuesAt(data, focus, path);
          const least = Number(one(property, 'minCount')?.value ?? 0);
          const most = Number(one(property, 'maxCount')?.value ?? Infinity);
          if (values.length < least) found.push(`${focus.value} has no ${path.value}`);
          if (values.length > most) found.push(`${focus.value} has ${values.length} ${path.value}`);
          for (const value of values) {
            if (!conforms(data, value, property)) found.push(`${focus.value} ${path.value} ${value.value}`);
          }
        }
      }
    }
    return found;
  };
}

function hasDatatype(value: Term, datatype: string): boolean {
  if (value.termType !== 'Literal' || value.datatype.value !== datatype) return false;
  const lexical = LEXICAL[datatype.split('#')[1] ?? ''];
  if (lexical === undefined) throw new Error(`no lexical form of ${datatype}`);
  return lexical.test(value.value);
}
