import { join } from 'node:path';
import type { HubEnv } from '../../../src/config/env.js';
import type { Configuration } from '../../../src/config/hub-config.js';
import { loadConfig } from '../../../src/config/load-config.js';
import type { CheckRequest } from '../../../src/config/load-request.js';
import { ConfigError } from '../../../src/domain/errors.js';
import type { ConfigProblem } from '../../../src/domain/problem.js';
import { compileSchemas } from '../../../src/json-schema/compile-schemas.js';
import { readSchemas } from '../../../src/json-schema/read-schemas.js';

export const ROOT = join(import.meta.dirname, '../../..');
export const FIXTURES = join(ROOT, 'test/fixtures/config');
export const NO_ENV: HubEnv = { tokens: {}, unknown: [] };
export const CKAN_KIND = {
  kind: 'ckan',
  optionsSchema: 'https://lianmu.example/schemas/portal/ckan-options',
};

const schemas = readSchemas(join(ROOT, 'schemas'));
const compiled = compileSchemas(schemas);

export const CHECKS: CheckRequest = {
  kinds: [CKAN_KIND],
  schemas,
  validate: (schemaId, value) => compiled.validate(schemaId, value),
  isCron: (expression) => /^[\d*,/-]+( [\d*,/-]+){4,5}$/.test(expression),
};

export function loadFolder(dir: string, env: HubEnv = NO_ENV): Promise<Configuration> {
  return loadConfig({ ...CHECKS, env, dir, shippedDir: join(FIXTURES, 'shipped') });
}

/** The problems of a folder that must have some. */
export async function problemsOf(dir: string, env: HubEnv = NO_ENV): Promise<readonly ConfigProblem[]> {
  try {
    await loadFolder(dir, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error(`${dir} has no problems`);
}
