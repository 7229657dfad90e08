import { createLink } from '../links.js';
import type { Page, PageContext, PageRequest, PageRoute } from '../page.js';
import { createSay } from '../say.js';
import { datasetPage } from './dataset-page.js';
import { historyPage } from './history-page.js';
import { readChanges } from './read-changes.js';
import { type DatasetState, readDataset } from './read-dataset.js';
import { findRelated } from './related.js';
import { removedPage } from './removed-page.js';
import { DATASET } from './texts.js';

const LATEST = 10;

/** The page of a dataset and of its history. Both find what they need of the past at once. */
export const DATASET_PAGES: readonly PageRoute[] = [
  {
    url: '/dataset/:name',
    asOf: 'itself',
    render: async (request, context) => {
      const state = await readDataset(request, context);
      switch (state?.state) {
        case 'live':
          return livePage(state, request, context);
        case 'removed':
          return gonePage(state, request, context);
        case 'not-yet':
          return notYetPage(state.name, request);
        case undefined:
          return undefined;
      }
    },
  },
  {
    url: '/dataset/:name/history',
    asOf: 'itself',
    render: async (request, context) => {
      const state = await readDataset(request, context);
      if (state?.state === 'not-yet') return notYetPage(state.name, request);
      return state && historyPage(state, request, context);
    },
  },
];

async function livePage(
  { published, today }: Extract<DatasetState, { readonly state: 'live' }>,
  request: PageRequest,
  context: PageContext,
): Promise<Page> {
  const { catalog, search } = context;
  const { dataset, jobId } = published;
  const { identifier } = dataset;
  const [history, job, record, related] = await Promise.all([
    readChanges({ identifier, offset: 0, limit: LATEST }, request, context),
    catalog.findJob(jobId),
    catalog.findHarvestRecord(jobId, identifier),
    request.asOf === undefined ? findRelated(published, search) : [],
  ]);
  return datasetPage({ published, today, history, notes: { job, record }, related }, request, context);
}

async function gonePage(
  { tombstone, last }: Extract<DatasetState, { readonly state: 'removed' }>,
  request: PageRequest,
  context: PageContext,
): Promise<Page> {
  const { identifier } = tombstone;
  const history = await readChanges({ identifier, offset: 0, limit: LATEST }, request, context);
  const copyOf = request.asOf === undefined ? await originalOf(identifier, context) : undefined;
  return removedPage({ tombstone, last, history, copyOf }, request, context);
}

/** Name of the live record that this one was a copy of. */
async function originalOf(
  identifier: string,
  { catalog, datasets }: Pick<PageContext, 'catalog' | 'datasets'>,
): Promise<string | undefined> {
  const records = await catalog.traceRecords(identifier, 'keys');
  const copyOf = records.find(({ datasetId }) => datasetId === identifier)?.copyOf;
  return copyOf === undefined ? undefined : datasets.find(copyOf)?.name;
}

function notYetPage(name: string, { language, locale }: PageRequest): Page {
  const say = createSay(DATASET, language);
  return {
    status: 404,
    isUnlisted: true,
    title: say('notYet'),
    main: (
      <>
        <h1>{say('notYet')}</h1>
        <p>{say('notYetText')}</p>
        <p>
          <a href={createLink({ locale })(`/dataset/${name}`)}>{say('toPresentOne')}</a>
        </p>
      </>
    ),
  };
}
