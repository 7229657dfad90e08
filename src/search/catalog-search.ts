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
import { toCkanSearchAnswer } from '../serialise/ckan/search-answer.js';
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
  /** When the store was last seen to be no further than the view. */
  #levelAt: number;

  constructor(parts: CatalogSearchParts) {
    this.#parts = parts;
    this.#values = new FieldValues(parts.view);
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
      const texts = page.byDocuments(documents).map((published) => JSON.stringify(toCkanPackage(published)));
      return utf8(`[${texts.join(', ')}]`);
    });
  }

  async answer(request: SearchRequest, keys?: readonly string[]): Promise<WrittenAnswer> {
    return this.#answer(request, (result, page) => {
      const titles = new Map(this.#parts.datasets.publishers().map(({ name, title }) => [name, title]));
      const found = page.byDocuments(result.documents);
      const answer = toCkanSearchAnswer(result, found, { ...(keys !== undefined && { keys }), titles });
      return { count: result.count, json: utf8(JSON.stringify(answer)) };
    });
  }

  async values(
    field: string,
    texts: readonly string[],
    how?: { readonly sounds?: boolean },
  ): Promise<readonly string[]> {
    return Promise.resolve(this.#values.holding(field, texts, how));
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
function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
