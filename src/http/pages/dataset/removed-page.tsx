import type { VNode } from 'preact';
import type { Tombstone } from '../../../pipeline/read-ports.js';
import { cutText } from '../../../serialise/plain-text.js';
import { createLink } from '../links.js';
import type { Page, PageContext, PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { titleOf } from './dataset-page.js';
import { HISTORY } from './history-texts.js';
import { HistoryList } from './history.js';
import type { ChangePage } from './read-changes.js';
import type { LastVersion } from './read-dataset.js';
import { REMOVED } from './removed-texts.js';
import { DATASET } from './texts.js';
import { minuteIn } from './times.js';

export interface RemovedPageParts {
  readonly tombstone: Tombstone;
  /** Absent: the history does not reach back to it. */
  readonly last: LastVersion | undefined;
  readonly history: ChangePage;
  /** The live dataset that it was a copy of, by its name. */
  readonly copyOf: string | undefined;
}

/** What a dataset that is gone was, why and since when it is gone, and what is left of it. */
export function removedPage(parts: RemovedPageParts, request: PageRequest, context: PageContext): Page {
  const { language } = request;
  const say = createSay(REMOVED, language);
  const title = titleOf(parts.tombstone.title, createSay(DATASET, language)('untitled'));
  return {
    status: 410,
    isUnlisted: true,
    title: say('removedTitle', { title }),
    main: <Main title={title} parts={parts} request={request} context={context} />,
  };
}

interface MainProps {
  readonly title: string;
  readonly parts: RemovedPageParts;
  readonly request: PageRequest;
  readonly context: PageContext;
}

function Main({ title, parts, request, context }: MainProps): VNode {
  const { tombstone, last, history, copyOf } = parts;
  const { language, locale, link } = request;
  const { timezone } = context.harvest;
  const say = createSay(REMOVED, language);
  const words = createSay(DATASET, language);
  const historyWords = createSay(HISTORY, language);
  const removedAt = minuteIn(timezone, tombstone.removedAt);
  return (
    <article class="dataset">
      <h1>{say('removed')}</h1>
      <dl class="facts answers">
        <div>
          <dt>{say('what')}</dt>
          <dd>
            <strong>{title}</strong>
          </dd>
        </div>
        {last !== undefined && (
          <>
            <div>
              <dt>{words('publisher')}</dt>
              <dd>
                <a href={link(`/organization/${last.published.publisher.name}`)}>
                  {cutText(last.published.publisher.title, 200)}
                </a>
              </dd>
            </div>
            <div>
              <dt>{words('source')}</dt>
              <dd>
                <a href={link(`/source/${last.published.dataset.sourceId}`)}>
                  {last.published.sourceTitle || last.published.dataset.sourceId}
                </a>
              </dd>
            </div>
          </>
        )}
        <div>
          <dt>{say('when')}</dt>
          <dd>
            <time dateTime={`${tombstone.removedAt}Z`}>{removedAt}</time>
          </dd>
        </div>
        <div>
          <dt>{say('why')}</dt>
          <dd>
            {say(copyOf === undefined ? 'gone' : 'copy')}
            {copyOf !== undefined && (
              <>
                {' '}
                <a href={link(`/dataset/${copyOf}`)}>{say('toOriginal')}</a>
              </>
            )}
          </dd>
        </div>
        {last !== undefined && (
          <div>
            <dt>{say('last')}</dt>
            <dd>
              <a href={createLink({ locale, asOf: last.moment })(`/dataset/${tombstone.name}`)}>
                {say('toLast', { time: removedAt })}
              </a>
            </dd>
          </div>
        )}
      </dl>
      <p>
        <a href={link('/dataset', [['q', searchWords(tombstone.title)]])}>{say('search')}</a>
      </p>
      <section aria-labelledby="history">
        <h2 id="history">{historyWords('history')}</h2>
        <HistoryList
          changes={history.changes}
          name={tombstone.name}
          request={request}
          facts={{ profile: context.profile, timezone, showsFiles: false }}
        />
        {history.hasMore && (
          <p>
            <a href={link(`/dataset/${tombstone.name}/history`)}>{historyWords('more')}</a>
          </p>
        )}
      </section>
    </article>
  );
}

/** A title as words to look for: nothing of it is an operator of the query language. */
function searchWords(title: string): string {
  return title
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 60);
}
