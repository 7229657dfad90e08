import type { ComponentChildren, VNode } from 'preact';
import { labelOf, OPEN_TYPES } from '../../../domain/code-lists.js';
import type { Dataset } from '../../../domain/dataset.js';
import type { PublishedDataset } from '../../../domain/published.js';
import { toCkanLicense } from '../../../serialise/ckan/license.js';
import { cutText } from '../../../serialise/plain-text.js';
import { HarvestedLink } from '../components/harvested-link.js';
import type { PageContext, PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { FreshnessNote } from './freshness-note.js';
import { DATASET } from './texts.js';
import { minuteIn } from './times.js';

const MOST_TEXT = 1000;

/** The answers at the head of a dataset's page: from whom, how fresh, how open and on what basis. */
export function Answers({ published, today, request, harvest }: AnswersProps): VNode {
  const { language, link } = request;
  const { dataset, publisher, sourceTitle, changed } = published;
  const say = createSay(DATASET, language);
  const region = harvest.sources.find(({ id }) => id === dataset.sourceId)?.region;
  return (
    <dl class="facts answers">
      <Answer term={say('publisher')}>
        <a href={link(`/organization/${publisher.name}`)}>{cutText(publisher.title, MOST_TEXT)}</a>
      </Answer>
      <Answer term={say('source')}>
        <span class="parts">
          <a href={link(`/source/${dataset.sourceId}`)}>{sourceTitle || dataset.sourceId}</a>
          {dataset.origin.url !== undefined && (
            <span>
              <HarvestedLink url={dataset.origin.url}>{say('sourcePage')}</HarvestedLink>
            </span>
          )}
          {region !== undefined && (
            <a href={link(`/city/${encodeURIComponent(region)}`)}>{say('region', { region })}</a>
          )}
        </span>
      </Answer>
      <Answer term={say('fresh')}>
        <FreshnessNote
          dataset={dataset}
          today={today}
          tolerance={harvest.overdueTolerance}
          changed={minuteIn(harvest.timezone, changed)}
          request={request}
        />
      </Answer>
      <Answer term={say('open')}>
        <OpennessNote dataset={dataset} request={request} />
      </Answer>
      <Answer term={say('license')}>
        <LicenseNote dataset={dataset} request={request} />
      </Answer>
    </dl>
  );
}

interface AnswersProps {
  readonly published: PublishedDataset;
  /** CCYY-MM-DD. */
  readonly today: string;
  readonly request: Pick<PageRequest, 'language' | 'link'>;
  readonly harvest: Pick<PageContext['harvest'], 'sources' | 'timezone' | 'overdueTolerance'>;
}

function Answer({ term, children }: AnswerProps): VNode {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface AnswerProps {
  readonly term: string;
  readonly children: ComponentChildren;
}

interface NoteProps {
  readonly dataset: Dataset;
  readonly request: Pick<PageRequest, 'language'>;
}

const BADGES = {
  open: ['good', 'badgeOpen'],
  'on-request': ['attention', 'badgeOnRequest'],
  closed: ['bad', 'badgeClosed'],
} as const;

/** What one may do, and by what rule; where there has to be a basis or a condition its absence is said. */
function OpennessNote({ dataset: { openness, visibility }, request: { language } }: NoteProps): VNode {
  const say = createSay(DATASET, language);
  const [kind, badge] = BADGES[visibility];
  const type = openness?.type && labelOf(OPEN_TYPES, openness.type, language);
  const { condition, basis, loginRequired } = openness ?? {};
  return (
    <>
      <span class="parts">
        <span class={`badge ${kind}`}>{say(badge)}</span>
        <span>{type ?? say('openUnstated')}</span>
      </span>
      {condition !== undefined && (
        <span class="line">{say('condition', { text: cutText(condition, MOST_TEXT) })}</span>
      )}
      {condition === undefined && visibility === 'on-request' && (
        <span class="line missing">{say('noCondition')}</span>
      )}
      {basis !== undefined && <span class="line">{say('basis', { text: cutText(basis, MOST_TEXT) })}</span>}
      {basis === undefined && visibility === 'closed' && <span class="line missing">{say('noBasis')}</span>}
      {loginRequired === true && <span class="line">{say('login')}</span>}
    </>
  );
}

function LicenseNote({ dataset: { license }, request: { language } }: NoteProps): VNode {
  const say = createSay(DATASET, language);
  if (license === undefined) return <span class="missing">{say('noLicense')}</span>;
  const known = toCkanLicense(license);
  return (
    <HarvestedLink url={known.license_url}>
      {known.license_id === 'notspecified' ? say('noLicense') : cutText(known.license_title, MOST_TEXT)}
    </HarvestedLink>
  );
}
