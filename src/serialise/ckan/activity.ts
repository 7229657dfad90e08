import type { ChangeKind } from '../../domain/change.js';

/** One entry of CKAN's activity lists. */
export interface CkanActivity {
  readonly activity_type: CkanActivityType;
  readonly data: { readonly package?: { readonly title: string } };
  readonly id: string;
  readonly object_id: string;
  readonly timestamp: string;
  /** No user changes anything here: the harvest does. */
  readonly user_id: null;
}

export type CkanActivityType = 'new package' | 'changed package' | 'deleted package';

/** A change of the log as readers may know of it. */
interface LoggedChange {
  readonly seq: number;
  readonly time: string;
  readonly kind: ChangeKind;
  readonly datasetId: string;
  readonly title?: string;
}

/** CKAN has no word for a dataset that comes back: to its clients it has changed, and can be read again. */
const TYPES: Readonly<Record<ChangeKind, CkanActivityType>> = {
  added: 'new package',
  updated: 'changed package',
  removed: 'deleted package',
  restored: 'changed package',
};

/** The position of the log in the last part of a UUID (version 8): every id leads back to its change. */
const ID = /^6c69616e-6d75-8000-8000-(?<seq>[0-9a-f]{12})$/;

export function toCkanActivity(change: LoggedChange): CkanActivity {
  return {
    activity_type: TYPES[change.kind],
    data: change.title === undefined ? {} : { package: { title: change.title } },
    id: `6c69616e-6d75-8000-8000-${change.seq.toString(16).padStart(12, '0')}`,
    object_id: change.datasetId,
    timestamp: change.time,
    user_id: null,
  };
}

/** Position of the change that an activity's id means; undefined for an id that is none of the hub's. */
export function activitySeq(id: string): number | undefined {
  const seq = ID.exec(id)?.groups?.['seq'];
  return seq === undefined ? undefined : Number.parseInt(seq, 16);
}

/** The kinds of change that CKAN's words mean. */
export function changeKinds(types: readonly string[]): readonly ChangeKind[] {
  return (['added', 'updated', 'removed', 'restored'] as const).filter((kind) => types.includes(TYPES[kind]));
}
