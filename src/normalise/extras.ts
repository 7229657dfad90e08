import { canonicalJson } from '../domain/canonical-json.js';
import { scrubContactValue, type ContactKind } from '../domain/contact-keys.js';
import type { Extra, ExtraDraft } from '../domain/dataset.js';
import { cleanCharacters, cleanKey } from './characters.js';
import type { Notes } from './notes.js';
import { isWithinDepth, plainJson } from './plain-json.js';

export interface ExtrasSettings {
  readonly keep: ReadonlySet<string>;
  readonly contactKind: (key: string) => ContactKind;
}

/** What the portal said that has no element of its own: verbatim but for personal data, sorted by key. */
export function toExtras(
  drafts: readonly ExtraDraft[],
  settings: ExtrasSettings,
  notes: Notes,
): readonly Extra[] {
  const extras: Extra[] = [];
  for (const draft of drafts) {
    const extra = toExtra(draft, settings, notes);
    if (extra !== undefined) extras.push(extra);
  }
  return extras.sort(byKey);
}

function toExtra(draft: ExtraDraft, settings: ExtrasSettings, notes: Notes): Extra | undefined {
  if (
    typeof draft.key !== 'string' ||
    draft.key === '' ||
    draft.value === null ||
    draft.value === undefined
  ) {
    return undefined;
  }
  if (!isWithinDepth(draft.value)) {
    notes.report('value-too-deep', { pointer: '/extras', detail: cleanCharacters(draft.key.slice(0, 100)) });
    return undefined;
  }
  const given = typeof draft.value === 'string' ? draft.value : canonicalJson(plainJson(draft.value));
  const text = cleanCharacters(given);
  if (text !== given) notes.adjust('/extras', 'characters', JSON.stringify(given.slice(0, 200)));
  const value = scrubContactValue(text, settings.contactKind(draft.key), settings.keep);
  if (value !== text) notes.adjust('/extras', 'personal-data', '***');
  return value === undefined ? undefined : { key: cleanKey(draft.key), value };
}

function byKey(a: Extra, b: Extra): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  return a.value === b.value ? 0 : a.value < b.value ? -1 : 1;
}
