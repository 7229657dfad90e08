/** How dates and numbers are told from other values; what is `other` is compared as text by the evaluator. */
export type FieldKind = 'date' | 'number' | 'other';

export interface QueryOptions {
  /** What `NOW` means, milliseconds since 1970. */
  readonly now: number;
  /**
   * True: clauses combine exactly as Lucene's classic parser does, the `OR` trap included. Otherwise clauses side by side
   * are required and bind weaker than an explicit `OR`.
   */
  readonly strict?: boolean | undefined;
  /** The field of a value without one. */
  readonly df?: string | undefined;
  /** `lucene`, `dismax` or `edismax`; without it a colon decides. */
  readonly defType?: string | undefined;
  /** The fields of a simple search with their boosts: `title^4 text`. */
  readonly qf?: string | undefined;
  /** How many words of a simple search must match: `2<-1 5<80%`. */
  readonly mm?: string | undefined;
  /** What the fields that are not the best one add to a word's score. */
  readonly tie?: number | undefined;
  readonly kindOf?: ((field: string) => FieldKind) | undefined;
}

export const DEFAULT_FIELD = 'text';
export const DEFAULT_QUERY_FIELDS = 'name^4 title^4 tags^2 groups^2 text';
export const DEFAULT_MINIMUM_MATCH = '2<-1 5<80%';
export const DEFAULT_TIE = 0.1;

const DATE_FIELD = /^(?:metadata_created|metadata_modified|indexed_ts|.*_date)$/su;
const NUMBER_FIELD = /^(?:views_total|views_recent|resources_accessed_total|resources_accessed_recent)$/;

/** The kinds of CKAN's own index. */
export function kindOfCkanField(field: string): FieldKind {
  if (DATE_FIELD.test(field)) return 'date';
  return NUMBER_FIELD.test(field) ? 'number' : 'other';
}
