import { JsonText } from '../json-text.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { datasetsOf, getAnyGroup } from './find-group.js';

const MAX_PACKAGES = 1000;

export async function groupPackageShow(parameters: Parameters, context: ActionContext): Promise<JsonText> {
  const read = createParameterReader(parameters);
  const id = read.requiredText('id');
  const limit = Math.min(read.natural('limit') ?? MAX_PACKAGES, MAX_PACKAGES);
  read.check();
  const group = await getAnyGroup(id, context);
  return new JsonText(await context.search.packages(datasetsOf(group, limit)), true);
}
