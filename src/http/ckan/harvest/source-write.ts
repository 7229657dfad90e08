import { InvalidRequestError } from '../../../domain/errors.js';
import { yamlMembers } from '../../../domain/yaml-lines.js';
import { createParameterReader } from '../../parameter-reader.js';
import type { Parameters } from '../../parameters.js';
import type { ActionContext } from '../action.js';
import { draftSource } from './draft-source.js';
import { getSource } from './found-source.js';

/*
 * Sources are files that the operator reviews. A call that would change one is refused, with the file to write and what
 * to write into it.
 */

export function harvestSourceCreate(parameters: Parameters, context: ActionContext): never {
  const read = createParameterReader(parameters);
  const name = read.requiredText('name');
  read.requiredText('url');
  read.requiredText('source_type');
  if (!SOURCE_ID.test(name)) read.complain('name', 'Lower-case letters, digits and - only, 64 at most');
  if (context.harvest.sources.some(({ id }) => id === name)) read.complain('name', 'There is such a source');
  const { values, notes } = draftSource(read, context.harvest.kinds);
  read.check();
  throw withDraft(name, [...notes, ...yamlMembers({ title: name, ...values })]);
}

/** `harvest_source_update` and `harvest_source_patch`: the members that the call would change. */
export function harvestSourceUpdate(parameters: Parameters, context: ActionContext): never {
  const read = createParameterReader(parameters);
  const id = read.requiredText('id');
  const { values, notes } = draftSource(read, context.harvest.kinds);
  read.check();
  throw withDraft(getSource(context, id).id, [...notes, ...yamlMembers(values)]);
}

export function harvestSourceDelete(parameters: Parameters, context: ActionContext): never {
  const read = createParameterReader(parameters);
  const id = read.requiredText('id');
  read.check();
  throw withDraft(getSource(context, id).id, [...yamlMembers({ enabled: false })]);
}

/** As schemas/source.schema.json names files. */
const SOURCE_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

function withDraft(id: string, lines: readonly string[]): InvalidRequestError {
  const file = `config/sources/${id}.yaml`;
  return new InvalidRequestError('sources are files', {
    source: [`Sources are files: write ${file} as in draft, run "lianmu sources check", start the hub anew`],
    draft: [`${[`# ${file}`, ...lines].join('\n')}\n`],
  });
}
