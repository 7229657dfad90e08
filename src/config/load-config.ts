import { join } from 'node:path';
import { ConfigError } from '../domain/errors.js';
import type { ConfigProblem } from '../domain/problem.js';
import type { Source, SourceSecrets } from '../domain/source.js';
import { checkEnv } from './check-env.js';
import { checkCrosswalks, missingCrosswalks, readCrosswalks } from './crosswalk-files.js';
import { environmentId, type HubEnv } from './env.js';
import { deepFreeze } from './freeze.js';
import type { Configuration, HubConfig } from './hub-config.js';
import { buildHub, checkHubFile } from './hub-file.js';
import type { CheckRequest, LoadRequest } from './load-request.js';
import { readYamlFile, readYamlFolder } from './read-folder.js';
import { createSchemaCatalog } from './schema-catalog.js';
import { buildSource, checkSourceFile, type SourceChecks } from './source-file.js';
import { parseYaml } from './yaml-file.js';

function inOrder(problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
  return problems.toSorted(
    (a, b) =>
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}

function secretsOf(env: HubEnv, sources: readonly Source[]): Readonly<Record<string, SourceSecrets>> {
  return Object.fromEntries(
    sources.flatMap(({ id }) => {
      const token = env.tokens[environmentId(id)];
      return token === undefined ? [] : [[id, { token }]];
    }),
  );
}

/**
 * Reads and checks hub.yaml, sources/*.yaml, crosswalks/*.yaml and the environment. Throws one `ConfigError` with all
 * problems of all files, sorted by file and place; otherwise everything is complete and frozen.
 */
export async function loadConfig(request: LoadRequest): Promise<Configuration> {
  const { dir, env } = request;
  const catalog = createSchemaCatalog(request.schemas);
  const hubFiles = await readYamlFile(
    join(dir, 'hub.yaml'),
    'hub',
    'a folder with hub.yaml, sources/ and crosswalks/ (--config names another one)',
  );
  const sourceFiles = await readYamlFolder(join(dir, 'sources'));
  const crosswalks = await readCrosswalks(request);
  const checks = { catalog, request, crosswalks: crosswalks.files.map(({ name }) => name) };

  const problems = [
    ...hubFiles.problems,
    ...hubFiles.files.flatMap(({ yaml }) => checkHubFile(yaml, catalog, request)),
    ...sourceFiles.problems,
    ...sourceFiles.files.flatMap((file) => checkSourceFile(file, checks)),
    ...crosswalks.problems,
    ...checkCrosswalks(crosswalks.files, catalog, request),
    ...missingCrosswalks(dir, crosswalks.files, crosswalks.problems),
    ...checkEnv(
      env,
      catalog,
      sourceFiles.files.map(({ name }) => name),
    ),
  ];
  const [hubFile] = hubFiles.files;
  if (problems.length > 0 || !hubFile) throw new ConfigError(inOrder(problems));

  const hub = buildHub(hubFile.yaml, catalog, env);
  const sources = sourceFiles.files.map((file) => buildSource(file, hub, checks));
  return deepFreeze({
    hub,
    sources,
    crosswalks: Object.fromEntries(crosswalks.files.map(({ name, yaml }) => [name, yaml.value])),
    secrets: secretsOf(env, sources),
  });
}

/**
 * Sources that a program states instead of a folder (the simulated province): checked and completed exactly as files
 * are, each value with its `id`. Throws a `ConfigError` with all problems.
 */
export function defineSources(
  values: readonly { readonly id: string }[],
  hub: HubConfig,
  request: CheckRequest & { readonly crosswalks: readonly string[] },
): readonly Source[] {
  const checks: SourceChecks = {
    catalog: createSchemaCatalog(request.schemas),
    request,
    crosswalks: request.crosswalks,
  };
  // JSON is YAML, so a stated source passes the same door as a file.
  const files = values.map((value) => ({
    name: value.id,
    yaml: parseYaml(value.id, new TextEncoder().encode(JSON.stringify(value))).yaml,
  }));
  const problems = files.flatMap((file) => checkSourceFile(file, checks));
  if (problems.length > 0) throw new ConfigError(inOrder(problems));
  return deepFreeze(files.map((file) => buildSource(file, hub, checks)));
}
