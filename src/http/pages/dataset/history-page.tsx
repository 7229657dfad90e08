import type { VNode } from 'preact';
import { NotFoundError } from '../../../domain/errors.js';
import type { Page, PageContext, PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { titleOf } from './dataset-page.js';
import { HISTORY } from './history-texts.js';
import { type HistoryFacts, HistoryList } from './history.js';
import { type ChangePage, readChanges } from './read-changes.js';
import type { DatasetState } from './read-dataset.js';
import { DATASET } from './texts.js';

const PAGE_SIZE = 20;
/** What is left out before a page is read too. */
const MOST_PAGES = 500;
const PAGE_NUMBER = /^[1-9]\d{0,2}$/;

/** All changes of a dataset, page by page; of one that is gone too. */
export async function historyPage(
  state: Exclude<DatasetState, { readonly state: 'not-yet' }>,
  request: PageRequest,
  context: PageContext,
): Promise<Page> {
  const { identifier, name, title: given, showsFiles } = aboutOf(state);
  const page = readPage(request.query.get('page'));
  const asked = { identifier, offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE };
  const found = await readChanges(asked, request, context);
  if (page > 1 && found.changes.length === 0) throw new NotFoundError('Not found');
  const say = createSay(HISTORY, request.language);
  const title = say('historyOf', {
    title: titleOf(given, createSay(DATASET, request.language)('untitled')),
  });
  const facts = { profile: context.profile, timezone: context.harvest.timezone, showsFiles };
  return {
    title,
    isUnlisted: true,
    main: <Main {...{ title, name, page, found, facts, request }} />,
  };
}

interface About {
  readonly identifier: string;
  readonly name: string;
  readonly title: string;
  readonly showsFiles: boolean;
}

function aboutOf(state: Parameters<typeof historyPage>[0]): About {
  if (state.state === 'removed') return { ...state.tombstone, showsFiles: false };
  const { dataset, name } = state.published;
  const { identifier, title, visibility } = dataset;
  return { identifier, name, title, showsFiles: visibility === 'open' };
}

function readPage(text: string | null): number {
  if (text === null || !PAGE_NUMBER.test(text)) return 1;
  return Math.min(Number(text), MOST_PAGES);
}

function Main({ title, name, page, found, facts, request }: MainProps): VNode {
  const { link } = request;
  const say = createSay(HISTORY, request.language);
  const address = `/dataset/${name}/history`;
  const pageLink = (number: number): string => link(address, [['page', number === 1 ? undefined : number]]);
  return (
    <article class="dataset">
      <h1>{title}</h1>
      <p>
        <a href={link(`/dataset/${name}`)}>{say('back')}</a>
      </p>
      <HistoryList changes={found.changes} name={name} request={request} facts={facts} />
      {(page > 1 || found.hasMore) && (
        <nav class="pages" aria-label={say('pages')}>
          {page > 1 && (
            <a href={pageLink(page - 1)} rel="prev">
              {say('newer')}
            </a>
          )}
          <span aria-current="page">{page}</span>
          {found.hasMore && page < MOST_PAGES && (
            <a href={pageLink(page + 1)} rel="next">
              {say('older')}
            </a>
          )}
        </nav>
      )}
    </article>
  );
}

interface MainProps {
  readonly title: string;
  readonly name: string;
  readonly page: number;
  readonly found: ChangePage;
  readonly facts: HistoryFacts;
  readonly request: PageRequest;
}
