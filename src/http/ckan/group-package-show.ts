import { toCkanPackage, type CkanPackage } from '../../serialise/ckan/package.js';
import { createParameterReader } from '../parameter-reader.js';
import type { Parameters } from '../parameters.js';
import type { ActionContext } from './action.js';
import { documentsOf, getAnyGroup } from './find-group.js';

const MAX_PACKAGES = 1000;

export function groupPackageShow(parameters: Parameters, context: ActionContext): readonly CkanPackage[] {
  const read = createParameterReader(parameters);
  const id = read.requiredText('id');
  const limit = Math.min(read.natural('limit') ?? MAX_PACKAGES, MAX_PACKAGES);
  read.check();
  const documents = documentsOf(getAnyGroup(id, context), limit, context);
  return context.datasets.byDocuments(documents).map(toCkanPackage);
}
