import type { VNode } from 'preact';
import type { Language } from '../../../domain/dataset.js';
import type { Job, JobState } from '../../../domain/job.js';
import { createSay } from '../say.js';
import { ERROR_TEXTS, JOB_TEXTS, KIND_TEXTS, SOURCE_TEXTS } from './texts.js';

const MARKS: Readonly<Record<JobState, string>> = {
  running: '',
  complete: 'good',
  partial: 'attention',
  held: 'attention',
  failed: 'bad',
  aborted: 'bad',
};

/** The outcome of a run as a word. */
export function JobBadge({ job, language }: JobBadgeProps): VNode {
  const say = createSay(JOB_TEXTS, language);
  if (job === undefined) return <span class="badge">{say('neverRun')}</span>;
  return <span class={`badge ${MARKS[job.state]}`}>{say(job.state)}</span>;
}

interface JobBadgeProps {
  readonly job: Pick<Job, 'state'> | undefined;
  readonly language: Language;
}

/** What a kind of portal is called. */
export function kindTitle(kind: string, { kinds }: KnownKinds, language: Language): string {
  const known = Object.entries(KIND_TEXTS).find(([name]) => name === kind);
  return known?.[1][language] ?? kinds.find((one) => one.kind === kind)?.title ?? kind;
}

interface KnownKinds {
  readonly kinds: readonly { readonly kind: string; readonly title: string }[];
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Of a run that waits for review nothing is told but that it does. */
export function countsInWords({ state, counts }: Job, language: Language): string {
  if (state === 'held') return '';
  const say = createSay(SOURCE_TEXTS, language);
  const told = [
    ['added', counts.added],
    ['updated', counts.updated],
    ['restored', counts.restored],
    ['removed', counts.removed],
    ['unchanged', counts.unchanged],
    ['rejectedCount', counts.rejected],
    ['refusedCount', counts.refused],
    ['failedCount', counts.failed],
    ['missingCount', counts.missing],
  ] as const;
  const parts = told.filter(([, count]) => count > 0).map(([key, count]) => say(key, { count }));
  return [say('seen', { count: counts.seen }), ...parts].join(language === 'zh' ? '，' : ', ');
}

/** Why a run did not do all that it was to, and what that means; empty where it did. */
export function errorInWords({ error }: Pick<Job, 'error'>, language: Language): string {
  if (error === undefined) return '';
  const { code } = error;
  return createSay(ERROR_TEXTS, language)(isTold(code) ? code : 'internal');
}

function isTold(code: string): code is keyof typeof ERROR_TEXTS {
  return Object.hasOwn(ERROR_TEXTS, code);
}
