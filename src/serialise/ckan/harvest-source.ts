import type { Source } from '../../domain/source.js';
import { toHarvestTime } from './harvest-time.js';

/** What a reader may know of a source. */
export interface HarvestSourceView {
  readonly source: Source;
  /** See `HarvestDesk`. */
  readonly longestPause: number | undefined;
  readonly nextRun: string | undefined;
  /** Also what is not for everybody. */
  readonly isOperator: boolean;
}

const DAY_MS = 86_400_000;
/** A daily rhythm of working days rests for a weekend. */
const FREQUENCIES: readonly (readonly [days: number, word: string])[] = [
  [0.9, 'ALWAYS'],
  [4, 'DAILY'],
  [10, 'WEEKLY'],
  [20, 'BIWEEKLY'],
];

/** The nearest of ckanext-harvest's words. */
export function toFrequency(longestPause: number | undefined): string {
  if (longestPause === undefined) return 'MANUAL';
  return FREQUENCIES.find(([days]) => longestPause <= days * DAY_MS)?.[1] ?? 'MONTHLY';
}

/** A source as `harvest_source_list` shows it. */
export function toListedSource(view: HarvestSourceView): Readonly<Record<string, unknown>> {
  const { source } = view;
  return {
    id: source.id,
    url: urlOf(view),
    title: source.title,
    description: '',
    config: configOf(view),
    created: null,
    type: source.kind,
    active: source.enabled,
    user_id: '',
    publisher_id: '',
    publisher_title: '',
    ...rhythmOf(view),
  };
}

/** A source as `harvest_source_show` shows it: a package of the type `harvest`. */
export function toSourcePackage(view: HarvestSourceView): Readonly<Record<string, unknown>> {
  const { source } = view;
  return {
    id: source.id,
    name: source.id,
    title: source.title,
    notes: '',
    url: urlOf(view),
    type: 'harvest',
    source_type: source.kind,
    config: configOf(view),
    active: source.enabled,
    state: source.enabled ? 'active' : 'deleted',
    ...rhythmOf(view),
    owner_org: null,
    organization: null,
    private: false,
    metadata_created: null,
    metadata_modified: null,
    extras: [],
    groups: [],
    resources: [],
    tags: [],
    num_resources: 0,
    num_tags: 0,
  };
}

/** The address of a portal that only the hub can reach is nobody's business. */
function urlOf({ source, isOperator }: HarvestSourceView): string | null {
  return source.network.allowPrivate && !isOperator ? null : source.url;
}

/** The options as JSON text; for the operator only, because nothing says of an option whether it is for everybody. */
function configOf({ source, isOperator }: HarvestSourceView): string | null {
  return isOperator ? JSON.stringify(source.options) : null;
}

function rhythmOf({ source, longestPause, nextRun }: HarvestSourceView): object {
  return {
    frequency: toFrequency(longestPause),
    next_run: nextRun === undefined || !source.enabled ? null : toHarvestTime(nextRun),
  };
}
