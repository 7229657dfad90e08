import type { Dataset } from '../../../domain/dataset.js';

/** Elements whose raw values hold nothing but what the element is about. */
const QUOTABLE: ReadonlySet<string> = new Set([
  ...[
    'title',
    'titleEn',
    'code',
    'classification',
    'formats',
    'fields',
    'sharing',
    'openness',
    'updateCycle',
  ],
  ...['issued', 'modified', 'relatedCodes', 'themes', 'nationalThemes', 'industry', 'keywords', 'volume'],
  ...['temporal', 'spatial', 'securityLevel', 'registration', 'license', 'version', 'publisher', 'abstract'],
]);

/**
 * Whether a raw value of the portal may be quoted: not of contacts and of what has no element, where persons stand, and of
 * files only where they may be seen. A pointer into the raw record is of none of the elements.
 */
export function mayQuote(pointer: string, { visibility }: Pick<Dataset, 'visibility'>): boolean {
  const [, element = '', ...rest] = pointer.split('/');
  if (element === 'distributions') return visibility === 'open' && !rest.includes('extras');
  return QUOTABLE.has(element);
}
