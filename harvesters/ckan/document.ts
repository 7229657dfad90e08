import { SourceResponseError } from '../../src/domain/errors.js';
import { isJsonObject, type JsonObject, parseJson } from '../../src/domain/json-values.js';
import type { RecordRef } from '../../src/pipeline/ports.js';
import { packageId } from './records.js';

/** Recorded answers sometimes begin with lines that say where they come from. */
const LEADING_COMMENTS = /^\uFEFF?(?:\s*\/\/[^\n]*\n)*/;

/**
 * The packages of a file: an answer of `package_search`, `package_show` or `current_package_list_with_resources`, a list
 * of packages, one package, or one package a line (as `ckanapi dump` and the hub's own export write them).
 * A package without an id has the `remoteId` '', which the rules reject by name.
 */
export function readDocument(text: string): readonly RecordRef[] {
  const body = text.replace(LEADING_COMMENTS, '').trim();
  const values = parse(body);
  if (values === undefined) throw notCkan('neither JSON nor one JSON value a line');
  const packages = values.flatMap((value) => packagesIn(value));
  if (packages.length === 0 && !values.some(isEmptyList)) throw notCkan('no package is in it');
  return packages.map((listed) => ({ type: 'record', remoteId: packageId(listed) ?? '', listed }));
}

function parse(body: string): readonly unknown[] | undefined {
  const whole = parseJson(body);
  if (whole !== undefined) return [whole];
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  const values = lines.map(parseJson);
  return values.includes(undefined) ? undefined : values;
}

/** An envelope, its result and a list in a list: nothing that is a CKAN answer wraps packages deeper. */
const MAX_DEPTH = 4;

function packagesIn(value: unknown, depth = 0): readonly JsonObject[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap((item) => packagesIn(item, depth + 1));
  if (!isJsonObject(value)) return [];
  const { result, results } = value;
  if (Array.isArray(results)) return packagesIn(results, depth + 1);
  if (typeof result === 'object' && result !== null) return packagesIn(result, depth + 1);
  return ['id', 'name', 'title', 'resources'].some((key) => Object.hasOwn(value, key)) ? [value] : [];
}

/** An empty list of packages is one all the same. */
function isEmptyList(value: unknown): boolean {
  if (!isJsonObject(value)) return hasNoElement(value);
  const { result, results } = value;
  return (
    hasNoElement(results) || hasNoElement(result) || (isJsonObject(result) && hasNoElement(result['results']))
  );
}

function hasNoElement(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function notCkan(words: string): SourceResponseError {
  return new SourceResponseError(`the document is no CKAN answer: ${words}`, { url: '', fault: 'not-json' });
}
