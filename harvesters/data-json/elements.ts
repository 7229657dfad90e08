import { SourceResponseError } from '../../src/domain/errors.js';
import { isJsonObject } from '../../src/domain/json-values.js';
import type { ListedItem, PortalDocument } from '../../src/pipeline/ports.js';
import { findQuotedNames } from './find-words.js';
import {
  DATASET_MEMBERS,
  datasetsOfCatalog,
  datasetsWithin,
  isCatalog,
  isDatasetLike,
  NESTING_MEMBERS,
} from './nested.js';

/** What of an element is looked at before it is read. */
export interface ElementMembers {
  readonly head: readonly string[];
  readonly withhold: readonly string[];
}

/**
 * The datasets of a document: of the catalogue's `dataset` and of what DCAT-US 3 nests in it, or, where the document is no
 * catalogue, its values one by one. Throws `SourceResponseError` ('schema') for JSON without any.
 */
export async function* listDatasets(
  document: PortalDocument,
  list: readonly string[] | undefined,
  members: ElementMembers,
): AsyncGenerator<ListedItem> {
  if (list !== undefined) {
    yield* document.records({ list, ...members });
    return;
  }
  let isListed = yield* unlessAbsent(document.records({ list: ['dataset'], ...members }));
  for (const member of await findQuotedNames(document.chunks(), NESTING_MEMBERS)) {
    const elements = document.records({ list: [member], head: [], withhold: [] });
    const isHere = yield* unlessAbsent(wholeDatasets(elements, (value) => datasetsWithin(value, member)));
    isListed ||= isHere;
  }
  if (!isListed) yield* looseDatasets(document, members);
}

/** Gives whether the list is there at all. */
async function* unlessAbsent(items: AsyncIterable<ListedItem>): AsyncGenerator<ListedItem, boolean> {
  let isBegun = false;
  try {
    for await (const item of items) {
      isBegun = true;
      yield item;
    }
    return true;
  } catch (error) {
    if (!isBegun && error instanceof SourceResponseError && error.fault === 'schema') return false;
    throw error;
  }
}

/** The datasets in elements that have to be read as a whole. */
async function* wholeDatasets(
  elements: AsyncIterable<ListedItem>,
  datasetsIn: (value: unknown) => readonly unknown[],
): AsyncGenerator<ListedItem> {
  for await (const element of elements) {
    for (const dataset of datasetsIn(readWhole(element))) yield { head: dataset };
  }
}

/** A list of datasets, one a line, one alone, or one catalogue after another. */
async function* looseDatasets(document: PortalDocument, members: ElementMembers): AsyncGenerator<ListedItem> {
  const head = [...new Set([...members.head, ...DATASET_MEMBERS])];
  let isEmpty = true;
  let isAny = false;
  for await (const item of document.records({ list: [], head, withhold: members.withhold })) {
    isEmpty = false;
    if (isDatasetLike(item.head)) {
      isAny = true;
      yield item;
      continue;
    }
    const value = readWhole(item);
    if (isJsonObject(value) && isCatalog(value)) {
      isAny = true;
      for (const dataset of datasetsOfCatalog(value)) yield { head: dataset };
    } else {
      isAny ||= isDatasetLike(value);
      yield { head: value };
    }
  }
  if (isAny || isEmpty) return;
  throw new SourceResponseError(`${document.url}: the JSON lists no datasets`, {
    url: document.url,
    fault: 'schema',
  });
}

/** Undefined where it is no JSON. */
function readWhole({ head, sent }: ListedItem): unknown {
  try {
    return sent === undefined ? head : sent.read();
  } catch (error) {
    if (error instanceof SourceResponseError) return undefined;
    throw error;
  }
}
