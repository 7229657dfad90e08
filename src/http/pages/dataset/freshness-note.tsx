import type { VNode } from 'preact';
import { labelOf, UPDATE_CYCLES } from '../../../domain/code-lists.js';
import type { Dataset } from '../../../domain/dataset.js';
import type { PageRequest } from '../page.js';
import { createSay } from '../say.js';
import { freshnessOf, type Freshness } from './freshness.js';
import { DATASET } from './texts.js';
import { proseDay } from './times.js';

const BADGES = {
  timely: ['good', 'badgeTimely'],
  due: ['attention', 'badgeDue'],
  overdue: ['bad', 'badgeOverdue'],
} as const;

/** How fresh a dataset is, in words: cycle, last update, and whether it is due or late. */
export function FreshnessNote({ dataset, today, tolerance, changed, request }: FreshnessNoteProps): VNode {
  const { language } = request;
  const say = createSay(DATASET, language);
  const { updateCycle, modified } = dataset;
  const freshness = freshnessOf(dataset, { today, tolerance });
  const [kind, badge] = freshness.state in BADGES ? BADGES[freshness.state as keyof typeof BADGES] : [];
  const words =
    updateCycle === undefined
      ? say('noCycle')
      : say('cycle', { cycle: labelOf(UPDATE_CYCLES, updateCycle, language) ?? updateCycle });
  return (
    <>
      <span class="parts">
        {badge !== undefined && <span class={`badge ${kind}`}>{say(badge)}</span>}
        <span>{words}</span>
        {modified !== undefined && <span>{say('lastModified', { day: proseDay(modified, language) })}</span>}
      </span>
      <span class="line">{sentence(freshness, request)}</span>
      <span class="line muted">{say('changedHere', { time: changed })}</span>
    </>
  );
}

interface FreshnessNoteProps {
  readonly dataset: Dataset;
  readonly today: string;
  readonly tolerance: number;
  /** When the entry changed at the hub, as it is to be read. */
  readonly changed: string;
  readonly request: Pick<PageRequest, 'language'>;
}

function sentence(freshness: Freshness, { language }: Pick<PageRequest, 'language'>): string {
  const say = createSay(DATASET, language);
  if (!('due' in freshness)) return say(freshness.state);
  const { state } = freshness;
  const days = say(freshness.days === 1 ? 'day' : 'days', { count: freshness.days });
  const due = proseDay(freshness.due, language);
  if (state === 'timely')
    return freshness.days === 0 ? say('timelyToday', { due }) : say('timely', { due, days });
  return say(state, { due, days, until: proseDay(freshness.until, language) });
}
