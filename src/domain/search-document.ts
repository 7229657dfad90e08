/** What the index keeps of a dataset: text by weight and exact terms by CKAN index field. Made by `serialise/search-document`. */
export interface SearchDocument {
  readonly title: string;
  /** Searched as the title is. */
  readonly titleEn?: string;
  readonly tags: string;
  readonly publisher: string;
  readonly text: string;
  /** Field and value in turn; an empty value says only that the field has one. */
  readonly terms: readonly string[];
}
