import type { DatasetDraft } from '../../src/domain/dataset.js';
import { asTarget, noElements } from '../../src/domain/draft-elements.js';
import { type FoundElements, withParts } from '../../src/domain/labelled-draft.js';

/** A draft in which the source's constants stand, whatever the record says there. */
export function createFixed(fixed: Readonly<Record<string, unknown>>): (draft: DatasetDraft) => DatasetDraft {
  const found: FoundElements = { elements: noElements(), parts: {} };
  for (const [name, value] of Object.entries(fixed)) {
    const target = asTarget(name);
    if (target?.type === 'part') found.parts[target.name] = value;
    else if (target !== undefined) found.elements[target.name] = value;
  }
  const { publisher, ...elements } = withParts(found);
  const stated = Object.fromEntries(Object.entries(elements).filter(([, value]) => value !== undefined));
  if (publisher === undefined && Object.keys(stated).length === 0) return (draft) => draft;
  const named = Object.fromEntries(
    Object.entries(publisher ?? {}).filter(([, value]) => value !== undefined),
  );
  return (draft) => ({
    ...draft,
    ...stated,
    ...(publisher !== undefined && { publisher: { ...draft.publisher, ...named } }),
  });
}
