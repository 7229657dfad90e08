import type {
  DatasetHistory,
  DatasetReader,
  Found,
  PageForms,
  SearchIndex,
  SearchRequest,
  SearchResult,
  SearchView,
  WrittenAnswer,
} from '../pipeline/read-ports.js';
import { toCkanPackage } from '../serialise/ckan/package.js';
import { pickKeys, toCkanSearchAnswer } from '../serialise/ckan/search-answer.js';
import { createKeptTexts } from '../serialise/kept-texts.js';
import type { KeptTexts } from '../serialise/kept-texts.js';
import { wellFormedJson } from '../serialise/plain-text.js';
import { FieldValues } from './field-values.js';

export interface CatalogSearchParts {
  readonly view: SearchView;
  readonly datasets: DatasetReader;
  readonly history: DatasetHistory;
  /** Runs reads that all see one state of the store. */
  readonly still: <Result>(work: () => Result) => Result;
  /** Milliseconds. */
  readonly now: () => number;
}

/** The store gives the key of a superseded document to another dataset after a minute: half of it is trusted. */
const TRUSTED_MS = 30_000;

type Page = Pick<DatasetReader, 'byDocuments' | 'labelsOf'>;

/**
 * Searches the view and reads what it found, both of the view's own state: when the store is ahead of it, datasets are read
 * as they were then. Each answer is made in one turn.
 */
export class CatalogSearch implements SearchIndex {
  readonly #parts: CatalogSearchParts;
  readonly #values: FieldValues;
  readonly #texts: KeptTexts<number>;
  #titles: { readonly version: number; readonly byName: ReadonlyMap<string, string> } | undefined;
  /** When the store was last seen to be no further than the view. */
  #levelAt: number;

  constructor(parts: CatalogSearchParts) {
    this.#parts = parts;
    this.#values = new FieldValues(parts.view);
    this.#texts = createKeptTexts(() => parts.datasets.version());
    this.#levelAt = parts.now();
  }

  get seq(): number {
    return this.#parts.view.seq;
  }

  async refresh(): Promise<void> {
    const began = this.#parts.now();
    await this.#parts.view.refresh();
    this.#levelAt = began;
  }

  async search<Form extends keyof PageForms = 'documents'>(
    request: SearchRequest,
    form?: Form,
  ): Promise<Found<Form>> {
    return this.#answer(request, (result, page) => {
      const { documents, ...rest } = result;
      const wanted = form ?? 'documents';
      const read =
        wanted === 'documents'
          ? documents
          : wanted === 'labels'
            ? page.labelsOf(documents)
            : page.byDocuments(documents);
      // The key and the kind of its value are chosen by the same word.
      return { ...rest, [wanted]: read } as unknown as Found<Form>;
    });
  }

  async packages(request: SearchRequest): Promise<Uint8Array> {
    return this.#answer(request, ({ documents }, page) => {
      return joined(['[', ...between(', ', this.#packagesOf(documents, page)), ']']);
    });
  }

  async answer(request: SearchRequest, keys?: readonly string[]): Promise<WrittenAnswer> {
    return this.#answer(request, (result, page) => {
      const packages =
        keys === undefined
          ? this.#packagesOf(result.documents, page)
          : page
              .byDocuments(result.documents)
              .map((published) => wellFormedJson(pickKeys(toCkanPackage(published), keys)));
      const { before, behind } = toCkanSearchAnswer(result, this.#publisherTitles());
      return { count: result.count, json: joined([before, '[', ...between(',', packages), ']', behind]) };
    });
  }

  async values(
    field: string,
    texts: readonly string[],
    how?: { readonly sounds?: boolean },
  ): Promise<readonly string[]> {
    return Promise.resolve(this.#values.holding(field, texts, how));
  }

  #publisherTitles(): ReadonlyMap<string, string> {
    const { datasets } = this.#parts;
    const version = datasets.version();
    if (this.#titles?.version !== version) {
      const byName = new Map(datasets.publishers().map(({ name, title }) => [name, title]));
      this.#titles = { version, byName };
    }
    return this.#titles.byName;
  }

  /** Kept as long as they are of the present state, which they nearly always are. */
  #packagesOf(documents: readonly number[], page: Page): readonly (string | Buffer)[] {
    const make = (document: number): string | undefined => {
      const [published] = page.byDocuments([document]);
      return published && wellFormedJson(toCkanPackage(published));
    };
    const isPresent = page === this.#parts.datasets;
    return isPresent
      ? this.#texts.ofEach(documents, make)
      : documents.flatMap((document) => make(document) ?? []);
  }

  async #answer<Answer>(
    request: SearchRequest,
    give: (result: SearchResult, page: Page) => Answer,
  ): Promise<Answer> {
    const { view, datasets, history, still, now } = this.#parts;
    if (!view.isBehind) this.#levelAt = now();
    else if (now() - this.#levelAt > TRUSTED_MS) await this.refresh();
    return still(() => give(view.search(request), view.isBehind ? history.at(view.seq) : datasets));
  }
}

/** Bytes in a buffer of their own, which can be handed to another thread. */
function joined(parts: readonly (string | Uint8Array)[]): Uint8Array {
  const pieces = parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part));
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let used = 0;
  for (const piece of pieces) {
    whole.set(piece, used);
    used += piece.length;
  }
  return whole;
}

function between<Part>(separator: string, parts: readonly Part[]): readonly (Part | string)[] {
  return parts.flatMap((part, place) => (place === 0 ? [part] : [separator, part]));
}
