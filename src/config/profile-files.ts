import type { ConfigProblem } from '../domain/problem.js';
import { checkOverrides } from './crosswalk-files.js';
import { explainFaults } from './explain-faults.js';
import { isRecord, member } from './pointer.js';
import type { NamedYaml } from './read-folder.js';
import { refuseSecrets } from './refuse-secrets.js';
import { checkKind, type SourceChecks } from './source-file.js';
import { suggest } from './suggest.js';

const PROFILE_SCHEMA = 'https://lianmu.example/schemas/profile';

/** What only a profile has: it names the family and not the source. */
const OWN_KEYS: ReadonlySet<string> = new Set(['title', 'about']);

/** All that is wrong with the profiles' files. */
export function checkProfiles(files: readonly NamedYaml[], checks: SourceChecks): readonly ConfigProblem[] {
  const { catalog, request } = checks;
  const schema = catalog.find(PROFILE_SCHEMA);
  if (!schema) throw new Error(`there is no schema ${PROFILE_SCHEMA}`);
  return files.flatMap(({ yaml }) => [
    ...refuseSecrets(yaml, 'no secret in a file: a source has its own in the environment'),
    ...explainFaults(
      { catalog, yaml, schema, at: '' },
      yaml.value,
      request.validate(PROFILE_SCHEMA, yaml.value),
    ),
    ...checkKind(yaml, checks, new Set()),
    ...checkOverrides(yaml, checks.crosswalks),
  ]);
}

export interface ProfiledFile {
  /** The source with what its profile says; places in it are those of the source's own file. */
  readonly file: NamedYaml;
  readonly problems: readonly ConfigProblem[];
}

/** Names of profiles that these files ask for. */
export function namedProfiles(files: readonly NamedYaml[]): ReadonlySet<string> {
  const names = files.map(({ yaml }) => member(yaml.value, 'profile'));
  return new Set(names.filter((name) => typeof name === 'string'));
}

/** The source's file over the profile that it names: what it says itself wins, member by member. */
export function withProfile(
  file: NamedYaml,
  profiles: Readonly<Record<string, unknown>>,
  names: readonly string[] = Object.keys(profiles),
): ProfiledFile {
  const { name, yaml } = file;
  const wanted = member(yaml.value, 'profile');
  if (typeof wanted !== 'string') return { file, problems: [] };
  if (!Object.hasOwn(profiles, wanted)) {
    const meant = suggest(wanted, names);
    const message = `there is no profile "${wanted}"${meant === undefined ? '' : `: did you mean "${meant}"?`}`;
    return { file, problems: [yaml.problem('/profile', message, { allowed: names.join(', ') })] };
  }
  const profile = profiles[wanted];
  const general = isRecord(profile)
    ? Object.fromEntries(Object.entries(profile).filter(([key]) => !OWN_KEYS.has(key)))
    : {};
  return { file: { name, yaml: { ...yaml, value: merge(general, yaml.value) } }, problems: [] };
}

/** Objects member by member; of everything else the second. */
function merge(general: unknown, own: unknown): unknown {
  if (!isRecord(general) || !isRecord(own)) return own;
  const merged = new Map(Object.entries(general));
  for (const [key, value] of Object.entries(own)) {
    merged.set(key, merged.has(key) ? merge(merged.get(key), value) : value);
  }
  return Object.fromEntries(merged);
}
