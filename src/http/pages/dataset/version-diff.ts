import type { Dataset, Distribution, Extra, Language } from '../../../domain/dataset.js';
import { visibleDistributions } from '../../../domain/visibility.js';
import { ELEMENTS } from './element-words.js';

/** What one element said before and says after, in words. */
export type ElementChange =
  | { readonly kind: 'value'; readonly pointer: string; readonly before?: string; readonly after?: string }
  | {
      readonly kind: 'list';
      readonly pointer: string;
      readonly added: readonly string[];
      readonly removed: readonly string[];
    }
  /** Files by their titles; `altered`: the same file, with something else about it. */
  | {
      readonly kind: 'files';
      readonly added: readonly string[];
      readonly removed: readonly string[];
      readonly altered: readonly string[];
    }
  /** Something of the portal's own that has no element. */
  | { readonly kind: 'extra'; readonly key: string; readonly before?: string; readonly after?: string }
  | { readonly kind: 'personal'; readonly pointer: string };

/** In which elements two versions of one dataset differ, in the order of the page. */
export function diffVersions(before: Dataset, after: Dataset, language: Language): readonly ElementChange[] {
  return [
    ...ELEMENTS.flatMap((element) => {
      const was = element.words(before, language);
      const is = element.words(after, language);
      if (isSame(was, is)) return [];
      const { pointer, isList, isPersonal } = element;
      if (isPersonal === true) return [{ kind: 'personal', pointer } as const];
      if (isList === true) return listChange(pointer, was, is);
      return [{ kind: 'value', pointer, ...pair(was[0], is[0]) } as const];
    }),
    ...filesChange(visibleDistributions(before), visibleDistributions(after)),
    ...extraChanges(before.extras, after.extras),
  ];
}

function pair(before: string | undefined, after: string | undefined): { before?: string; after?: string } {
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}

/** The order of a list means nothing. */
function listChange(
  pointer: string,
  before: readonly string[],
  after: readonly string[],
): readonly ElementChange[] {
  const added = without(after, before);
  const removed = without(before, after);
  return added.length + removed.length === 0 ? [] : [{ kind: 'list', pointer, added, removed }];
}

function without(these: readonly string[], those: readonly string[]): readonly string[] {
  const known = new Set(those);
  return these.filter((text) => !known.has(text));
}

function filesChange(
  before: readonly Distribution[],
  after: readonly Distribution[],
): readonly ElementChange[] {
  const was = new Map(before.map((file) => [file.identifier, file]));
  const is = new Map(after.map((file) => [file.identifier, file]));
  const added = after.filter(({ identifier }) => !was.has(identifier)).map(fileTitle);
  const removed = before.filter(({ identifier }) => !is.has(identifier)).map(fileTitle);
  const altered = after.filter((file) => {
    const earlier = was.get(file.identifier);
    return earlier !== undefined && JSON.stringify(earlier) !== JSON.stringify(file);
  });
  if (added.length + removed.length + altered.length === 0) return [];
  return [{ kind: 'files', added, removed, altered: altered.map(fileTitle) }];
}

/** What a file is called where it has no title: its address, or nothing. */
export function fileTitle({ title, url }: Pick<Distribution, 'title' | 'url'>): string {
  return title ?? url ?? '';
}

/** Of several with one key the first is the one that is shown. */
function extraChanges(before: readonly Extra[], after: readonly Extra[]): readonly ElementChange[] {
  const was = byKey(before);
  const is = byKey(after);
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((key) => was.get(key) !== is.get(key))
    .sort()
    .map((key) => ({ kind: 'extra', key, ...pair(was.get(key), is.get(key)) }));
}

function byKey(extras: readonly Extra[]): ReadonlyMap<string, string> {
  return new Map(extras.toReversed().map(({ key, value }) => [key, value]));
}
