import { targetsOf, type CrosswalkFile } from './crosswalk.js';

/** Element of a draft that a portal's label names (one of `LABEL_ELEMENTS`); undefined for a label unknown. */
export type LabelLookup = (label: string) => string | undefined;

/** A label without what portals vary in it: width, blanks, case, a colon at the end. */
export function foldLabel(label: string): string {
  return label.normalize('NFKC').replace(/\s+/g, '').replace(/:+$/, '').toLowerCase();
}

/**
 * A look-up over the general synonyms (`config/crosswalks/labels.yaml`) in which the source's own `labels` win. An override
 * to a name that is no element (`none`) hides the general meaning.
 */
export function createLabelReader(
  general: CrosswalkFile,
  overrides: Readonly<Record<string, string>>,
): LabelLookup {
  const table = new Map<string, string>();
  for (const entry of general.entries) {
    const [element] = targetsOf(entry.to);
    if (element === undefined) continue;
    for (const label of entry.from) table.set(foldLabel(label), element);
  }
  for (const [label, element] of Object.entries(overrides)) table.set(foldLabel(label), element);
  // Labels repeat in every record; most are known as written, so that folding is the exception.
  const asWritten = new Map<string, string>();
  return (label) => {
    const known = asWritten.get(label);
    if (known !== undefined) return known;
    const element = table.get(foldLabel(label));
    if (element !== undefined && asWritten.size < MAX_REMEMBERED) asWritten.set(label, element);
    return element;
  };
}

/** Spellings of labels that are remembered: a portal has dozens of them. */
const MAX_REMEMBERED = 1000;
