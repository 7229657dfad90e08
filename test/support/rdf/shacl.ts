import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Quad } from '@rdfjs/types';
import { Parser, Store } from 'n3';
import Validator from 'rdf-validate-shacl';
import { sharedShapes } from '../shared-data.js';

const FILES = ['shapes.ttl', 'range.ttl'] as const;
const VIOLATION = 'http://www.w3.org/ns/shacl#Violation';

/** What of some data breaks the shapes, a line each: node, property, value, constraint. */
export type CheckShapes = (data: readonly Quad[]) => Promise<readonly string[]>;

/**
 * The shapes of DCAT-AP 3.0.1, base and range, by an engine of SHACL; their warnings are not counted. Undefined where the
 * shapes are not at hand; in CI they have to be.
 */
export function loadDcatApShapes(files: readonly string[] = FILES): CheckShapes | undefined {
  const folder = sharedShapes('dcat-ap-3.0.1');
  if (folder === undefined) return undefined;
  const shapes = new Store();
  for (const file of files) {
    const parser = new Parser({ blankNodePrefix: `${file}-` });
    // SHACL has no `sh:shape`, by which these say what a date is: an engine would pass it over.
    const text = readFileSync(join(folder, file), 'utf8').replaceAll(/\bsh:shape\b/g, 'sh:node');
    shapes.addQuads(parser.parse(text));
  }
  const validator = new Validator(shapes);
  return async (data) => {
    const { results } = await validator.validate(new Store([...data]));
    return results
      .filter(({ severity }) => severity.value === VIOLATION)
      .map(({ focusNode, path, value, sourceConstraintComponent }) =>
        [focusNode, path, value, sourceConstraintComponent].map(textOf).join(' '),
      )
      .sort();
  };
}

/** A result says nothing where there is no value, whatever its types promise. */
function textOf(term: object | null | undefined): string {
  return term !== null && term !== undefined && 'value' in term ? String(term.value) : '';
}
