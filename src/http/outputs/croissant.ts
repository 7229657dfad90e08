import { toCroissant } from '../../serialise/croissant/dataset.js';
import { wellFormedJson } from '../../serialise/plain-text.js';
import type { AddOutput, OutputContext } from './output.js';

const TYPE = 'application/ld+json;charset=utf-8';

/** `/dataset/<name or id>.croissant.json`, of datasets whose tables are known. */
export function addCroissant(add: AddOutput, { datasets, site }: OutputContext): void {
  add('/dataset/:name.croissant.json', ({ params }) => ({
    type: TYPE,
    find() {
      const { name } = params as { readonly name: string };
      const published = datasets.find(name);
      const croissant = published && toCroissant(published, site);
      return croissant && (() => wellFormedJson(croissant));
    },
  }));
}
