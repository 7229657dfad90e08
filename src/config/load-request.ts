import type { SchemaFault } from '../domain/schema-fault.js';
import type { HubEnv } from './env.js';

/** A registered kind of portal, as far as the configuration needs to know it. */
export interface KnownKind {
  readonly kind: string;
  /** `$id` of the schema of `options`. */
  readonly optionsSchema: string;
  /** What the schema cannot tell, e.g. that an expression cannot be read; `options` are those that the schema accepts. */
  checkOptions?(
    options: Readonly<Record<string, unknown>>,
  ): readonly { readonly pointer: string; readonly message: string }[];
}

/** What checking a configuration needs from the rest of the house. */
export interface CheckRequest {
  readonly kinds: readonly KnownKind[];
  /** The parsed files of schemas/: defaults and allowed values are read from them. */
  readonly schemas: readonly object[];
  validate(schemaId: string, value: unknown): readonly SchemaFault[];
  /** Whether the scheduler understands the expression. */
  isCron(expression: string): boolean;
}

export interface LoadRequest extends CheckRequest {
  readonly env: HubEnv;
  /** Folder of hub.yaml, sources/, crosswalks/ and profiles/. */
  readonly dir: string;
  /** Folder of the configuration that comes with the program: its crosswalks and profiles hold where `dir` has none of that name. */
  readonly shippedDir?: string;
  /** Also profiles of the program that no source names are read: to check them, or to look one up. */
  readonly allProfiles?: boolean;
}
