import { dataJsonCatalog } from '../../serialise/data-json/catalog.js';
import { JSON_TYPE } from '../envelope.js';
import type { AddOutput, OutputContext } from './output.js';
import { slicedText } from './sliced-text.js';

/** `/data.json` (DCAT-US 1.1): the whole catalogue in one document. */
export function addDataJson(add: AddOutput, { datasets, site, slices }: OutputContext): void {
  add('/data.json', () => ({
    type: JSON_TYPE,
    find: () => () => slicedText(dataJsonCatalog(datasets.all(), site), slices),
  }));
}
