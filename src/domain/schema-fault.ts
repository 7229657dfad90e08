/** One way in which a value breaks its JSON Schema, in the hub's own words: no vendor type leaves `json-schema/`. */
export interface SchemaFault {
  /** JSON pointer into the value; '' is the value itself. */
  readonly pointer: string;
  /** The keyword of the schema that is broken, e.g. `required`, `type`, `enum`. */
  readonly keyword: string;
  readonly message: string;
  /** What is allowed here, in words, where the schema can tell. */
  readonly allowed?: string;
}

/** Checks a value against one compiled schema; an empty list means valid. */
export type SchemaCheck = (value: unknown) => readonly SchemaFault[];
