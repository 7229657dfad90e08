import type { ComponentChildren, VNode } from 'preact';
import { dayIn } from '../../../domain/day.js';
import type { PublishedDataset } from '../../../domain/published.js';
import type { DatasetLabel } from '../../../pipeline/read-ports.js';
import { cutText, shortText } from '../../../serialise/plain-text.js';
import { toSchemaOrgDataset } from '../../../serialise/schema-org/dataset.js';
import { createLink } from '../links.js';
import type { Page, PageContext, PageRequest } from '../page.js';
import { JsonLd } from '../raw.js';
import { createSay } from '../say.js';
import { Answers } from './answers.js';
import { Elements } from './elements.js';
import { Extras } from './extras.js';
import { Fields } from './fields.js';
import { Files } from './files.js';
import { HISTORY } from './history-texts.js';
import { HistoryList } from './history.js';
import { LongText } from './long-text.js';
import { type HarvestNotes, Provenance } from './provenance.js';
import type { ChangePage } from './read-changes.js';
import { Related } from './related.js';
import { DATASET } from './texts.js';
import { USE } from './use-texts.js';
import { alternatesOf, apiAlternate, Use } from './use.js';

/** A portal may put a book into its title. */
const MOST_TITLE = 500;
const MOST_DESCRIPTION = 160;

/** What the page shows besides the dataset. */
export interface DatasetPageParts {
  readonly published: PublishedDataset;
  /** Day on which it is judged, CCYY-MM-DD. */
  readonly today: string;
  readonly history: ChangePage;
  readonly notes: HarvestNotes;
  readonly related: readonly DatasetLabel[];
}

export function titleOf(title: string, untitled: string): string {
  return cutText(title.trim(), MOST_TITLE) || untitled;
}

/** One dataset in the order of a reader's questions: what, from whom, how fresh, how open, the files, and so on. */
export function datasetPage(parts: DatasetPageParts, request: PageRequest, context: PageContext): Page {
  const { published } = parts;
  const { dataset, name } = published;
  const { language, locale, asOf } = request;
  const { site } = context;
  const title = titleOf(dataset.title, createSay(DATASET, language)('untitled'));
  const description = shortText(
    dataset.abstract?.slice(0, MOST_TITLE).replace(/\s+/g, ' '),
    MOST_DESCRIPTION,
  );
  return {
    title,
    ...(description !== undefined && { description }),
    alternates: [...(asOf === undefined ? alternatesOf(published) : []), apiAlternate(published, asOf)],
    head: (
      <>
        {asOf === undefined && (
          <link rel="canonical" href={`${site.url}${createLink({ locale })(`/dataset/${name}`)}`} />
        )}
        <JsonLd data={toSchemaOrgDataset(published, site, language)} />
      </>
    ),
    main: <Main title={title} parts={parts} request={request} context={context} />,
  };
}

interface MainProps {
  readonly title: string;
  readonly parts: DatasetPageParts;
  readonly request: PageRequest;
  readonly context: PageContext;
}

function Main({ title, parts, request, context }: MainProps): VNode {
  const { published, today, related } = parts;
  const { dataset } = published;
  const { language } = request;
  const { profile, harvest, site } = context;
  const say = createSay(DATASET, language);
  const history = createSay(HISTORY, language);
  const sections: readonly Section[] = [
    { id: 'files', title: say('files'), body: <Files dataset={dataset} request={request} /> },
    {
      id: 'fields',
      title: say('fields'),
      body: <Fields fields={dataset.fields ?? []} request={request} profile={profile} />,
    },
    {
      id: 'record',
      title: say('elements'),
      body: (
        <>
          <Elements dataset={dataset} request={request} profile={profile} />
          <Extras extras={dataset.extras} request={request} />
        </>
      ),
    },
    { id: 'history', title: history('history'), body: <LatestChanges {...{ parts, request, context }} /> },
    {
      id: 'provenance',
      title: history('provenance'),
      body: <Provenance published={published} notes={parts.notes} request={request} context={context} />,
    },
    {
      id: 'use',
      title: createSay(USE, language)('use'),
      body: (
        <Use
          published={published}
          today={dayIn(harvest.timezone, harvest.now().getTime())}
          request={request}
          site={site}
        />
      ),
    },
    ...(related.length === 0
      ? []
      : [
          {
            id: 'related',
            title: say('related'),
            body: <Related labels={related} publisher={published.publisher} request={request} />,
          },
        ]),
  ];
  return (
    <article class="dataset">
      <h1>{title}</h1>
      {dataset.titleEn !== undefined && (
        <p class="muted" lang="en">
          {cutText(dataset.titleEn, MOST_TITLE)}
        </p>
      )}
      {dataset.abstract === undefined || dataset.abstract.trim() === '' ? (
        <p class="missing">{say('noAbstract')}</p>
      ) : (
        <LongText text={dataset.abstract} request={request} />
      )}
      <Answers published={published} today={today} request={request} harvest={harvest} />
      <nav class="contents no-print" aria-label={say('contents')}>
        <ul class="words">
          {sections.map(({ id, title: text }) => (
            <li key={id}>
              <a href={`#${id}`}>{text}</a>
            </li>
          ))}
        </ul>
      </nav>
      {sections.map(({ id, title: text, body }) => (
        <section key={id} aria-labelledby={id}>
          <h2 id={id}>{text}</h2>
          {body}
        </section>
      ))}
    </article>
  );
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: ComponentChildren;
}

function LatestChanges({ parts, request, context }: Omit<MainProps, 'title'>): VNode {
  const { published, history } = parts;
  const { name, dataset } = published;
  const say = createSay(HISTORY, request.language);
  return (
    <>
      <HistoryList
        changes={history.changes}
        name={name}
        request={request}
        facts={{
          profile: context.profile,
          timezone: context.harvest.timezone,
          showsFiles: dataset.visibility === 'open',
        }}
      />
      {history.hasMore && (
        <p>
          <a href={request.link(`/dataset/${name}/history`)}>{say('more')}</a>
        </p>
      )}
    </>
  );
}
