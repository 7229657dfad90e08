import type { AlteredElement } from './hold.js';

/** What the hub notes about a record beside what the portal said. */
const BOOKKEEPING: ReadonlySet<string> = new Set([
  'adjustments',
  'identifier',
  'origin',
  'sourceId',
  'validated',
]);

/**
 * Elements that a portal cannot change without having changed the record. Others change with what many records share: the
 * names of organizations, groups and licences, addresses, counters.
 */
const OWN: ReadonlySet<string> = new Set([
  'abstract',
  'openness',
  'securityLevel',
  'sharing',
  'title',
  'titleEn',
  'updateCycle',
]);

type RecordForm = Readonly<Record<string, unknown>>;

/** The elements in which two forms of one record differ, by name. Both are read from canonical JSON. */
export function alteredElements(before: RecordForm, after: RecordForm): readonly AlteredElement[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => !BOOKKEEPING.has(name) && !isSame(before[name], after[name]))
    .sort()
    .map((element) => ({
      element,
      ...(before[element] !== undefined && { before: before[element] }),
      ...(after[element] !== undefined && { after: after[element] }),
    }));
}

/** Whether somebody at the portal has evidently changed the record between two forms of it. */
export function isEvidentChange(before: RecordForm, after: RecordForm): boolean {
  return alteredElements(before, after).some(({ element }) => OWN.has(element));
}

/** Canonical forms are equal where their texts are. */
function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
