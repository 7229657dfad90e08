import type { JsonText } from '../json-text.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { documentsOf, getAnyGroup } from './find-group.js';
import { packagesJson } from './packages-json.js';

const MAX_PACKAGES = 1000;

export async function groupPackageShow(parameters: Parameters, context: ActionContext): Promise<JsonText> {
  const read = createParameterReader(parameters);
  const id = read.requiredText('id');
  const limit = Math.min(read.natural('limit') ?? MAX_PACKAGES, MAX_PACKAGES);
  read.check();
  const documents = documentsOf(getAnyGroup(id, context), limit, context);
  return packagesJson(documents, context);
}
