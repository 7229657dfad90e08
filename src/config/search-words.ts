import type { ConfigProblem } from '../domain/problem.js';
import { NO_SEARCH_WORDS, type SearchWords } from '../domain/search-words.js';
import { explainFaults } from './explain-faults.js';
import type { CheckRequest } from './load-request.js';
import type { NamedYaml } from './read-folder.js';
import type { SchemaCatalog } from './schema-catalog.js';

const SCHEMA = 'https://lianmu.example/schemas/search-words';
const NAME = 'words';

/** All that is wrong with the files of search/, of which there is one. */
export function checkSearchWords(
  files: readonly NamedYaml[],
  catalog: SchemaCatalog,
  request: CheckRequest,
): readonly ConfigProblem[] {
  const schema = catalog.find(SCHEMA);
  if (!schema) throw new Error(`there is no schema ${SCHEMA}`);
  return files.flatMap(({ name, yaml }) =>
    name === NAME
      ? explainFaults({ catalog, yaml, schema, at: '' }, yaml.value, request.validate(SCHEMA, yaml.value))
      : [yaml.problem('', 'this file would be passed over', { allowed: `${NAME}.yaml` })],
  );
}

/** The words of a checked file; a configuration without it knows none. */
export function buildSearchWords(files: readonly NamedYaml[]): SearchWords {
  const value = files.find(({ name }) => name === NAME)?.yaml.value;
  return { ...NO_SEARCH_WORDS, ...(value as Partial<SearchWords> | undefined) };
}
