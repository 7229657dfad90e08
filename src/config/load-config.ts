import { join } from 'node:path';
import { ConfigError } from '../domain/errors.js';
import type { ConfigProblem } from '../domain/problem.js';
import type { Source, SourceSecrets } from '../domain/source.js';
import { checkEnv } from './check-env.js';
import { checkCrosswalks, missingCrosswalks } from './crosswalk-files.js';
import { environmentId, type HubEnv } from './env.js';
import { deepFreeze } from './freeze.js';
import type { Configuration, HubConfig } from './hub-config.js';
import { buildHub, checkHubFile } from './hub-file.js';
import type { CheckRequest, LoadRequest } from './load-request.js';
import { readPortal } from './portal-files.js';
import { checkProfiles, namedProfiles, type ProfiledFile, withProfile } from './profile-files.js';
import { readShippedFolder, readYamlFile, readYamlFolder } from './read-folder.js';
import { createSchemaCatalog } from './schema-catalog.js';
import { buildSearchWords, checkSearchWords } from './search-words.js';
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

/** A source whose profile is not there lacks what only the profile says: that is told, and not what follows from it. */
function checkProfiled({ file, problems }: ProfiledFile, checks: SourceChecks): readonly ConfigProblem[] {
  return problems.length > 0 ? problems : checkSourceFile(file, checks);
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
 * Reads and checks hub.yaml, sources/*.yaml, crosswalks/*.yaml, search/words.yaml and the environment. Throws one `ConfigError` with all
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
  const portals = await Promise.all(hubFiles.files.map(({ yaml }) => readPortal(yaml)));
  const sourceFiles = await readYamlFolder(join(dir, 'sources'));
  const crosswalks = await readShippedFolder(request, 'crosswalks');
  const searchFiles = await readShippedFolder(request, 'search');
  const wanted = request.allProfiles === true ? undefined : namedProfiles(sourceFiles.files);
  const profileFiles = await readShippedFolder(request, 'profiles', wanted);
  const checks = { catalog, request, dir, crosswalks: crosswalks.files.map(({ name }) => name) };
  const profiles = Object.fromEntries(profileFiles.files.map(({ name, yaml }) => [name, yaml.value]));
  const profileProblems = [...profileFiles.problems, ...checkProfiles(profileFiles.files, checks)];
  // What is wrong with a profile is told once, at the profile.
  const profiled =
    profileProblems.length > 0
      ? []
      : sourceFiles.files.map((file) => withProfile(file, profiles, profileFiles.names));

  const problems = [
    ...hubFiles.problems,
    ...hubFiles.files.flatMap(({ yaml }) => checkHubFile(yaml, catalog, request)),
    ...portals.flatMap(({ problems }) => problems),
    ...sourceFiles.problems,
    ...profileProblems,
    ...profiled.flatMap((source) => checkProfiled(source, checks)),
    ...crosswalks.problems,
    ...checkCrosswalks(crosswalks.files, catalog, request),
    ...searchFiles.problems,
    ...checkSearchWords(searchFiles.files, catalog, request),
    ...missingCrosswalks(dir, crosswalks.files, crosswalks.problems),
    ...checkEnv(
      env,
      catalog,
      sourceFiles.files.map(({ name }) => name),
    ),
  ];
  const [hubFile] = hubFiles.files;
  const [portal] = portals;
  if (problems.length > 0 || !hubFile || !portal) throw new ConfigError(inOrder(problems));

  const hub = buildHub(hubFile.yaml, catalog, { env, files: portal.files });
  const sources = profiled.map(({ file }) => buildSource(file, hub, checks));
  return deepFreeze({
    hub,
    sources,
    profiles,
    crosswalks: Object.fromEntries(crosswalks.files.map(({ name, yaml }) => [name, yaml.value])),
    searchWords: buildSearchWords(searchFiles.files),
    secrets: secretsOf(env, sources),
    hubSecrets: {
      ...(env.webhookSecret === undefined ? {} : { webhook: env.webhookSecret }),
      ...(env.smtpUrl === undefined ? {} : { smtpUrl: env.smtpUrl }),
      ...(env.operatorToken === undefined ? {} : { operatorToken: env.operatorToken }),
      ...(env.snapshotKey === undefined ? {} : { snapshotKey: env.snapshotKey }),
    },
  });
}

/**
 * Sources that a program states instead of a folder (the simulated province): checked and completed exactly as files
 * are, each value with its `id`. Throws a `ConfigError` with all problems.
 */
export function defineSources(
  values: readonly { readonly id: string }[],
  hub: HubConfig,
  request: CheckRequest & {
    readonly crosswalks: readonly string[];
    readonly profiles: Readonly<Record<string, unknown>>;
  },
): readonly Source[] {
  const checks: SourceChecks = {
    catalog: createSchemaCatalog(request.schemas),
    request,
    crosswalks: request.crosswalks,
    dir: '.',
  };
  // JSON is YAML, so a stated source passes the same door as a file.
  const files = values.map((value) => ({
    name: value.id,
    yaml: parseYaml(value.id, new TextEncoder().encode(JSON.stringify(value))).yaml,
  }));
  const profiled = files.map((file) => withProfile(file, request.profiles));
  const problems = profiled.flatMap((source) => checkProfiled(source, checks));
  if (problems.length > 0) throw new ConfigError(inOrder(problems));
  return deepFreeze(profiled.map(({ file }) => buildSource(file, hub, checks)));
}
