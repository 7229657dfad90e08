import type { Extent } from './extent.js';

/** What the index keeps of a dataset: text by weight and exact terms by CKAN index field. Made by `serialise/search-document`. */
export interface SearchDocument {
  readonly title: string;
  /** Searched as the title is. */
  readonly titleEn?: string;
  readonly tags: string;
  readonly publisher: string;
  readonly text: string;
  /** What its files say of themselves. */
  readonly distributions: string;
  /** Field and value in turn; an empty value says only that the field has one. */
  readonly terms: readonly string[];
  /** Where on the globe it is about. */
  readonly extent?: Extent;
  /** When it is about. */
  readonly period?: Period;
}

/** Days since 1970, both included; infinite where an end is open. */
export interface Period {
  readonly from: number;
  readonly to: number;
}
