import type { PublishedDataset } from '../../domain/published.js';
import { wellFormedJson } from '../plain-text.js';
import type { SiteFacts } from '../site-facts.js';
import { toDataJsonDataset } from './dataset.js';

const SCHEMA = 'https://project-open-data.cio.gov/v1.1/schema';

/** The `data.json` of a catalogue (DCAT-US 1.1) in pieces of one dataset each, a line a dataset. */
export function* dataJsonCatalog(datasets: Iterable<PublishedDataset>, site: SiteFacts): Generator<string> {
  const catalog = {
    '@context': `${SCHEMA}/catalog.jsonld`,
    '@id': `${site.url}/data.json`,
    '@type': 'dcat:Catalog',
    conformsTo: SCHEMA,
    describedBy: `${SCHEMA}/catalog.json`,
  };
  yield `${JSON.stringify(catalog).slice(0, -1)},"dataset":[`;
  let separator = '\n';
  for (const published of datasets) {
    yield separator + wellFormedJson(toDataJsonDataset(published, site));
    separator = ',\n';
  }
  yield '\n]}\n';
}
