import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { sharedShapes } from './shared-data.js';

/** What is wrong with a `data.json` by the schemas of DCAT-US 1.1, or that it has no datasets: empty when nothing is. */
export type CheckDataJson = (catalog: unknown) => readonly string[];

/** Undefined where the schemas are not at hand. */
export function openDataJsonSchema(): CheckDataJson | undefined {
  const folder = sharedShapes('dcat-us');
  if (folder === undefined) return undefined;
  const read = (name: string): object => JSON.parse(readFileSync(join(folder, name), 'utf8')) as object;
  // Their patterns have escapes that Unicode's stricter syntax refuses, and keywords where they mean nothing.
  const ajv = new Ajv2020({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats.default(ajv);
  ajv.addSchema(read('non-federal_dataset.json'));
  const validate = ajv.compile(read('catalog.json'));
  return (catalog) => {
    if (validate(catalog)) return [];
    return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
  };
}
