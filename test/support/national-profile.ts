import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { CrosswalkFile, Crosswalks } from '../../src/domain/crosswalk.js';
import type { Source } from '../../src/domain/source.js';
import { compileSchemas } from '../../src/json-schema/compile-schemas.js';
import { readSchemas } from '../../src/json-schema/read-schemas.js';
import { testSource } from './source.js';

/** The crosswalks that ship with the hub. */
export function shippedCrosswalks(): Crosswalks {
  return Object.fromEntries(
    readdirSync('config/crosswalks').map((name) => {
      const file = parse(readFileSync(`config/crosswalks/${name}`, 'utf8')) as CrosswalkFile;
      return [file.name, file];
    }),
  );
}

export const DATASET_SCHEMA_ID = 'https://lianmu.example/schemas/dataset/1.0.0';
export const CROSSWALK_SCHEMA_ID = 'https://lianmu.example/schemas/crosswalk';

/** The schema of the national record. */
export function datasetSchema(): object {
  return JSON.parse(readFileSync('schemas/dataset.schema.json', 'utf8')) as object;
}

export function shippedSchemas(): ReturnType<typeof compileSchemas> {
  return compileSchemas(readSchemas('schemas'));
}

/** A source that takes records without a word on openness for open. */
export function plainSource(more: Partial<Source> = {}): Source {
  return testSource({
    id: 'jiangcheng',
    visibility: { unknownOpenness: 'open', refuseLevels: [] },
    ...more,
  });
}
