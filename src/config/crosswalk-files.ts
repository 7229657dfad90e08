import { join } from 'node:path';
import { CROSSWALK_NAMES, crosswalkTargets, LABEL_ELEMENTS, targetsOf } from '../domain/crosswalk.js';
import type { ConfigProblem } from '../domain/problem.js';
import { explainFaults } from './explain-faults.js';
import type { CheckRequest } from './load-request.js';
import { childPointer, isRecord, member } from './pointer.js';
import type { NamedYaml } from './read-folder.js';
import type { SchemaCatalog } from './schema-catalog.js';
import { suggest } from './suggest.js';
import type { YamlFile } from './yaml-file.js';

const CROSSWALK_SCHEMA = 'https://lianmu.example/schemas/crosswalk';

/** A label that is hidden: the general meaning does not hold for this portal. */
const NO_ELEMENT = 'none';

function checkTarget(
  yaml: YamlFile,
  pointer: string,
  target: string,
  allowed: ReadonlySet<string> | undefined,
): readonly ConfigProblem[] {
  // An empty one has its problem from the schema.
  if (!allowed || target === '' || allowed.has(target)) return [];
  const meant = suggest(target, allowed);
  const message = `"${target}" is not a canonical value${meant === undefined ? '' : `: did you mean "${meant}"?`}`;
  return [yaml.problem(pointer, message, { allowed: [...allowed].join(', ') })];
}

/** A target, or each of a list of targets. */
function checkTargets(
  yaml: YamlFile,
  pointer: string,
  to: unknown,
  allowed: ReadonlySet<string> | undefined,
): readonly ConfigProblem[] {
  if (Array.isArray(to)) {
    return to.flatMap((target, index) =>
      typeof target === 'string'
        ? checkTarget(yaml, childPointer(pointer, String(index)), target, allowed)
        : [],
    );
  }
  return typeof to === 'string'
    ? targetsOf(to).flatMap((target) => checkTarget(yaml, pointer, target, allowed))
    : [];
}

function checkEntries({ name, yaml }: NamedYaml): readonly ConfigProblem[] {
  const entries = member(yaml.value, 'entries');
  if (!Array.isArray(entries)) return [];
  const allowed = crosswalkTargets(name);
  return entries.flatMap((entry, index) =>
    checkTargets(yaml, `/entries/${index}/to`, member(entry, 'to'), allowed),
  );
}

function checkName({ name, yaml }: NamedYaml): readonly ConfigProblem[] {
  const written = member(yaml.value, 'name');
  if (written === name || typeof written !== 'string') return [];
  return [
    yaml.problem('/name', `"${written}" is not the file name`, { allowed: `${name}, or rename the file` }),
  ];
}

/** All that is wrong with the crosswalks' files, and the crosswalks that are missing altogether. */
export function checkCrosswalks(
  files: readonly NamedYaml[],
  catalog: SchemaCatalog,
  request: CheckRequest,
): readonly ConfigProblem[] {
  const schema = catalog.find(CROSSWALK_SCHEMA);
  if (!schema) throw new Error(`there is no schema ${CROSSWALK_SCHEMA}`);
  return files.flatMap((file) => [
    ...explainFaults(
      { catalog, yaml: file.yaml, schema, at: '' },
      file.yaml.value,
      request.validate(CROSSWALK_SCHEMA, file.yaml.value),
    ),
    ...checkName(file),
    ...checkEntries(file),
  ]);
}

/** Crosswalks that the hub reads and that no file gives; `broken` ones have a problem of their own already. */
export function missingCrosswalks(
  dir: string,
  files: readonly NamedYaml[],
  broken: readonly ConfigProblem[],
): readonly ConfigProblem[] {
  return CROSSWALK_NAMES.filter(
    (name) =>
      !files.some((file) => file.name === name) && !broken.some(({ file }) => file.endsWith(`${name}.yaml`)),
  ).map((name) => ({
    file: join(dir, 'crosswalks', `${name}.yaml`),
    pointer: '',
    message: 'the file is missing',
    allowed: 'a copy of the shipped file of this name',
  }));
}

/** A source's own words: known crosswalks, canonical values, elements that exist. */
export function checkOverrides(yaml: YamlFile, names: readonly string[]): readonly ConfigProblem[] {
  const known = names.filter((name) => name !== 'labels');
  const problems: ConfigProblem[] = [];
  const crosswalks = member(yaml.value, 'crosswalks');
  for (const [name, words] of Object.entries(isRecord(crosswalks) ? crosswalks : {})) {
    const pointer = childPointer('/crosswalks', name);
    if (!known.includes(name)) {
      const meant = suggest(name, known);
      const message = `there is no crosswalk "${name}"${meant === undefined ? '' : `: did you mean "${meant}"?`}`;
      problems.push(yaml.problem(pointer, message, { at: 'key', allowed: known.join(', ') }));
    } else if (isRecord(words)) {
      for (const [word, to] of Object.entries(words)) {
        problems.push(...checkTargets(yaml, childPointer(pointer, word), to, crosswalkTargets(name)));
      }
    }
  }
  const labels = member(yaml.value, 'labels');
  const elements = new Set([...LABEL_ELEMENTS, NO_ELEMENT]);
  for (const [label, element] of Object.entries(isRecord(labels) ? labels : {})) {
    problems.push(...checkTargets(yaml, childPointer('/labels', label), element, elements));
  }
  return problems;
}
