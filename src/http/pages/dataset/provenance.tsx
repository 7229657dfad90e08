import type { ComponentChildren, VNode } from 'preact';
import type { Adjustment, Dataset, OriginLink } from '../../../domain/dataset.js';
import type { HarvestRecord, Job } from '../../../domain/job.js';
import type { Problem } from '../../../domain/problem.js';
import type { PublishedDataset } from '../../../domain/published.js';
import { cutText } from '../../../serialise/plain-text.js';
import { HarvestedLink } from '../components/harvested-link.js';
import { Table } from '../components/table.js';
import type { PageContext, PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { ELEMENTS } from './element-words.js';
import { HISTORY } from './history-texts.js';
import { labelsOf } from './labels.js';
import { mayQuote } from './quotable.js';
import { ruleWords } from './rule-words.js';
import { minuteIn } from './times.js';

const MOST_ADJUSTMENTS = 50;
const MOST_PROBLEMS = 50;
const MOST_TEXT = 200;

/** What a run noted about the version that is shown. */
export interface HarvestNotes {
  readonly job: Job | undefined;
  readonly record: HarvestRecord | undefined;
}

/** Where a record comes from, by which ways, and what was done to it. */
export function Provenance({ published, notes, request, context }: ProvenanceProps): VNode {
  const { language, link } = request;
  const { timezone } = context.harvest;
  const { dataset, sourceTitle, jobId, created, chain } = published;
  const { origin, sourceId } = dataset;
  const say = createSay(HISTORY, language);
  const problems = notes.record?.problems ?? [];
  return (
    <>
      <dl class="facts">
        <Row term={say('portal')}>
          <a href={link(`/source/${sourceId}`)}>{sourceTitle || sourceId}</a>
        </Row>
        {origin.url !== undefined && (
          <Row term={say('portalPage')}>
            <HarvestedLink url={origin.url}>{cutText(origin.url, MOST_TEXT)}</HarvestedLink>
          </Row>
        )}
        <Row term={say('remoteId')}>
          <code>{cutText(origin.remoteId, MOST_TEXT)}</code>
        </Row>
        <Row term={say('identifier')}>
          <code>{dataset.identifier}</code>
        </Row>
        <Row term={say('firstSeen')}>{minuteIn(timezone, created)}</Row>
        <Row term={say('job')}>
          <span class="parts">
            <code>{jobId}</code>
            {notes.job?.finishedAt !== undefined && (
              <span>{say('jobEnded', { time: minuteIn(timezone, notes.job.finishedAt) })}</span>
            )}
          </span>
        </Row>
        <Row term={say('way')}>
          <a href={link(`/source/${sourceId}/record`, [['q', origin.remoteId]])}>{say('wayLink')}</a>
        </Row>
        <Row term={say('chain')}>
          <span class="visually-hidden">{say('chainText')}</span>
          <ol class="chain">
            {chain.map((place, index) => (
              <li key={index}>
                <Place place={place} request={request} />
              </li>
            ))}
          </ol>
        </Row>
      </dl>
      <Adjustments dataset={dataset} request={request} context={context} />
      {problems.length > 0 && (
        <Problems problems={problems} dataset={dataset} request={request} context={context} />
      )}
    </>
  );
}

interface Facts {
  readonly request: Pick<PageRequest, 'language' | 'link'>;
  readonly context: Pick<PageContext, 'describe' | 'harvest' | 'profile'>;
}

interface ProvenanceProps extends Facts {
  readonly published: PublishedDataset;
  readonly notes: HarvestNotes;
}

function Row({ term, children }: RowProps): VNode {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface RowProps {
  readonly term: string;
  readonly children: ComponentChildren;
}

function Place({ place: { portal, hub, id }, request: { language } }: PlaceProps): VNode {
  const say = createSay(HISTORY, language);
  return (
    <span class="parts">
      {portal !== undefined && <HarvestedLink url={portal}>{cutText(portal, MOST_TEXT)}</HarvestedLink>}
      {hub !== undefined && <span>{say('ownHub', { id: hub.slice(0, 8) })}</span>}
      <code>{say('chainId', { id: cutText(id, MOST_TEXT) })}</code>
    </span>
  );
}

interface PlaceProps extends Pick<Facts, 'request'> {
  readonly place: OriginLink;
}

/** Raw value → canonical value, by which rule. */
function Adjustments({ dataset, request: { language }, context }: AdjustmentsProps): VNode {
  const say = createSay(HISTORY, language);
  const { adjustments } = dataset;
  const label = labelsOf(context.profile, language);
  const leftOut = adjustments.length - MOST_ADJUSTMENTS;
  if (adjustments.length === 0) return <p class="muted">{say('noAdjustments')}</p>;
  return (
    <details class="adjustments">
      <summary>{say('adjustments', { count: adjustments.length })}</summary>
      <Table
        heads={[say('element'), say('raw'), say('canonical'), say('rule')]}
        rows={adjustments.slice(0, MOST_ADJUSTMENTS).map((adjustment) => {
          const { pointer, rule, from } = adjustment;
          return [
            label(pointer),
            mayQuote(pointer, dataset) ? (
              <bdi>{cutText(from, MOST_TEXT)}</bdi>
            ) : (
              <span class="muted">{say('withheld')}</span>
            ),
            <bdi key="now">{cutText(canonicalWords(adjustment, dataset, language), MOST_TEXT)}</bdi>,
            ruleWords(rule, language) ?? <code>{rule}</code>,
          ];
        })}
      />
      {leftOut > 0 && <p class="muted">{say('adjustmentsLeftOut', { count: leftOut })}</p>}
    </details>
  );
}

interface AdjustmentsProps extends Facts {
  readonly dataset: Dataset;
}

/** What an element says now; of a list that a rule looked at member by member all of it. */
function canonicalWords(
  { pointer }: Adjustment,
  dataset: Dataset,
  language: PageRequest['language'],
): string {
  if (!mayQuote(pointer, dataset)) return '';
  const element = ELEMENTS.find((each) => pointer === each.pointer || pointer.startsWith(`${each.pointer}/`));
  if (element === undefined) return '';
  const said = element.words(dataset, language);
  const place = /\/(\d+)(?:\/|$)/.exec(pointer)?.[1];
  if (place !== undefined) return said[Number(place)] ?? '';
  return said.join(language === 'zh' ? '、' : ', ');
}

function Problems({ problems, dataset, request: { language }, context }: ProblemsProps): VNode {
  const say = createSay(HISTORY, language);
  const label = labelsOf(context.profile, language);
  const leftOut = problems.length - MOST_PROBLEMS;
  return (
    <details>
      <summary>{say('problems', { count: problems.length })}</summary>
      <ul>
        {problems.slice(0, MOST_PROBLEMS).map((problem, index) => {
          const { title, advice } = context.describe(problem, language);
          const { pointer, value } = problem;
          const isQuoted = value !== undefined && mayQuote(pointer, dataset);
          return (
            <li key={index}>
              <strong>{title}</strong> <code>{problem.code}</code>{' '}
              <span class="muted">{say('problemAt', { place: label(pointer) })}</span>
              {isQuoted && (
                <span class="line muted">{say('problemValue', { value: cutText(value, MOST_TEXT) })}</span>
              )}
              <span class="line">{advice}</span>
            </li>
          );
        })}
      </ul>
      {leftOut > 0 && <p class="muted">{say('problemsLeftOut', { count: leftOut })}</p>}
    </details>
  );
}

interface ProblemsProps extends Facts {
  readonly problems: readonly Problem[];
  readonly dataset: Dataset;
}
