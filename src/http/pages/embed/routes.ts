import type { PageRoute } from '../page.js';
import { chartPart } from './chart-part.js';
import { datasetPart } from './dataset-part.js';
import { embedPage } from './embed-page.js';
import { resultsPart } from './results-part.js';
import { searchPart } from './search-part.js';

/** The parts that other sites put into their pages, and the page that says how. */
export const EMBED_PAGES: readonly PageRoute[] = [
  { url: '/embed', render: embedPage, asOf: 'never', framing: 'showcase' },
  { url: '/embed/search', render: searchPart, asOf: 'itself', framing: 'part' },
  { url: '/embed/results', render: resultsPart, framing: 'part' },
  { url: '/embed/dataset/:name', render: datasetPart, framing: 'part' },
  { url: '/embed/chart/:chart', render: chartPart, framing: 'part' },
];
