import type { VNode } from 'preact';
import { labelOf, OPEN_TYPES, type OpenType } from '../../../domain/code-lists.js';
import type { PublishedDataset } from '../../../domain/published.js';
import { visibleDistributions } from '../../../domain/visibility.js';
import type { PageContext, PageRequest } from '../page.js';
import { resolveReferences } from '../references.js';
import { createSay } from '../say.js';
import { excerpt, Hits } from './hits.js';
import type { QueryWords } from './query-words.js';
import { reasonsOf } from './reasons.js';
import { TEXTS } from './texts.js';

interface ResultProps {
  readonly published: PublishedDataset;
  readonly words: QueryWords;
  readonly request: PageRequest;
  readonly context: Pick<PageContext, 'harvest'>;
}

/** Of a longer title the beginning, for a list. */
const MOST_TITLE = 120;
const MOST_FORMATS = 5;
/** Of the one line of abstract, in Latin letters. */
const LINE = 108;
const BADGES: Readonly<Record<OpenType, string>> = {
  unconditional: 'badge good',
  conditional: 'badge attention',
  not_open: 'badge',
};

/** One dataset of a result: what it is, a line of it, from whom, how fresh, how open, and why it was found. */
export function ResultItem({ published, words, request, context }: ResultProps): VNode {
  const { language, link } = request;
  const { dataset, name, publisher } = published;
  const say = createSay(TEXTS, language);
  const abstract = excerpt(resolveReferences(dataset.abstract ?? ''), words.words, LINE);
  const type = dataset.openness?.type;
  return (
    <li class="result">
      <h2>
        <a href={link(`/dataset/${encodeURIComponent(name)}`)}>
          <Hits text={titleOf(published, words) || say('untitled')} words={words.words} />
        </a>
      </h2>
      {abstract !== '' && dataset.abstract?.trim() !== dataset.title.trim() && (
        <p class="abstract">
          <Hits text={abstract} words={words.words} />
        </p>
      )}
      <ul class="result-facts">
        <li>
          <a href={link(`/organization/${encodeURIComponent(publisher.name)}`)}>{publisher.title}</a>
        </li>
        <Origin published={published} request={request} context={context} />
        <li>
          {dataset.modified === undefined
            ? say('entryChanged', { date: published.changed.slice(0, 'CCYY-MM-DD'.length) })
            : say('updated', { date: dataset.modified.slice(0, 'CCYY-MM-DD'.length) })}
        </li>
        <Formats published={published} request={request} />
        <li>
          <span class={type === undefined ? 'badge plain' : BADGES[type]}>
            {type === undefined ? say('unstated') : labelOf(OPEN_TYPES, type, language)}
          </span>
        </li>
      </ul>
      <Reasons published={published} words={words} request={request} />
    </li>
  );
}

function titleOf({ dataset }: PublishedDataset, { words }: QueryWords): string {
  return dataset.title.length <= MOST_TITLE ? dataset.title : excerpt(dataset.title, words, 2 * MOST_TITLE);
}

/** The city, or the portal where it is no city's; nothing where the publisher is called the same. */
function Origin({ published, request, context }: Omit<ResultProps, 'words'>): VNode | null {
  const { sourceId } = published.dataset;
  const region = context.harvest.sources.find(({ id }) => id === sourceId)?.region;
  if (region === undefined && published.sourceTitle === published.publisher.title) return null;
  const path = region === undefined ? `/source/${sourceId}` : `/city/${encodeURIComponent(region)}`;
  return (
    <li>
      <a href={request.link(path)}>{region ?? published.sourceTitle}</a>
    </li>
  );
}

function Formats({ published, request }: Pick<ResultProps, 'published' | 'request'>): VNode | null {
  const say = createSay(TEXTS, request.language);
  const distributions = visibleDistributions(published.dataset);
  const formats = [...new Set(distributions.flatMap(({ format }) => format ?? []))];
  if (formats.length === 0) return distributions.length === 0 ? <li>{say('noFiles')}</li> : null;
  const more = formats.length > MOST_FORMATS;
  return (
    <li>
      {formats.slice(0, MOST_FORMATS).join(' ')}
      {more &&
        ` ${say('moreFormats', { count: request.language === 'zh' ? formats.length : formats.length - MOST_FORMATS })}`}
    </li>
  );
}

function Reasons({ published, words, request }: Omit<ResultProps, 'context'>): VNode | null {
  const say = createSay(TEXTS, request.language);
  const reasons = reasonsOf(published, words, request.language);
  if (reasons.length === 0) return null;
  return (
    <p class="reasons muted">
      {say('matched')}
      {reasons.map(({ kind, text }, index) => (
        <span key={index}>
          {index > 0 ? (request.language === 'zh' ? '，' : ', ') : ' '}
          {say(kind)}
          {text !== '' && ' '}
          <Hits text={text} words={words.words} />
        </span>
      ))}
    </p>
  );
}
