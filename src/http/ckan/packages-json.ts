import { toCkanPackage } from '../../serialise/ckan/package.js';
import { JsonText } from '../json-text.js';
import type { ActionContext } from './action.js';

/** Packages written in one turn of the event loop: a few milliseconds. */
const SLICE = 100;

/** The packages of these documents as a JSON list, in their order. */
export async function packagesJson(
  documents: readonly number[],
  { datasets, slices }: Pick<ActionContext, 'datasets' | 'slices'>,
): Promise<JsonText> {
  const texts: string[] = [];
  for (let start = 0; start < documents.length; start += SLICE) {
    const slice = documents.slice(start, start + SLICE);
    const written = await slices(() =>
      datasets.byDocuments(slice).map((published) => JSON.stringify(toCkanPackage(published))),
    );
    texts.push(...written);
  }
  return new JsonText(Buffer.from(`[${texts.join(', ')}]`));
}
