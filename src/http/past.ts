import type { Parameters } from './parameters.js';
import type { Catalog } from './site.js';

/** A call of an action that is to be answered of an earlier time; plain data. */
export interface PastCall {
  /** Position of the change log. */
  readonly seq: number;
  /** What is now then, in milliseconds; absent: the time of the position. */
  readonly time?: number;
  readonly action: string;
  /** Without `as_of`. */
  readonly parameters: Parameters;
  readonly callback?: string;
  /** Of GET, with `as_of`. */
  readonly url?: string;
  /** Quoted in a 500. */
  readonly reference: string;
}

/** An answer, or a refusal in CKAN's form; plain data. */
export interface PastAnswer {
  readonly status: number;
  readonly type: string;
  readonly content: Uint8Array;
  readonly link?: string;
  /** The fault is ours: to be logged. */
  readonly bug?: { readonly message: string; readonly stack?: string };
}

/** Answers of the past; it may take as long as the state's index takes to be made. Rejects for nothing but a bug. */
export type AnswerPast = (call: PastCall) => Promise<PastAnswer>;

/** All that an answer about one state is made of. */
export interface PastCatalog extends Pick<Catalog, 'datasets' | 'history' | 'search' | 'catalog'> {
  /** Of the last change, in milliseconds. */
  readonly time: number;
}

/** Gives the catalogue of a position to `work`, and keeps it until that is done. */
export type UsePast = <Result>(seq: number, work: (past: PastCatalog) => Promise<Result>) => Promise<Result>;
