import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HARVESTER_KINDS } from '../harvesters/index.js';
import { HubApplication } from './app/hub-application.js';
import { openSchemas } from './app/hub-schemas.js';
import type { Application, ApplicationOptions } from './cli/application.js';
import { readEnv } from './config/env.js';
import { loadConfig } from './config/load-config.js';
import { isCron } from './schedule/cron.js';

/** The composition root: configuration in, object graph out. With `src/app/` the only place that knows everybody. */
export async function createApplication(options: ApplicationOptions): Promise<Application> {
  const root = packageRoot();
  const schemaDir = join(root, 'schemas');
  const schemas = openSchemas(schemaDir);
  const checks = {
    kinds: Object.values(HARVESTER_KINDS),
    schemas: schemas.files,
    validate: schemas.compiled.validate.bind(schemas.compiled),
    isCron,
  };
  const shippedDir = join(root, 'config');
  const configuration = await loadConfig({
    ...checks,
    env: readEnv(process.env),
    dir: options.configDir ?? shippedDir,
    shippedDir,
    allProfiles: options.allProfiles ?? false,
  });
  return new HubApplication({
    ...{ root, schemaDir, schemas, checks, configuration },
    ...{ quiet: options.quiet, language: options.language },
  });
}

/** The folder with schemas/ and config/: the same from `src` and from `dist/src`. */
function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
