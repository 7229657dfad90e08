import { isJsonObject } from '../../src/domain/json-values.js';

/** Values packed into one text: `名称\t道路#类型\t线`. */
export interface Packing {
  /** The label whose value is packed; without one the record itself is such a text. */
  readonly field: string | undefined;
  /** Stands between two values. */
  readonly between: string;
  /** Stands between a label and its value. */
  readonly within: string;
}

/** `source.options` of a record list, in the hub's own shape. */
export interface JsonListOptions {
  /** Addresses relative to the source's own; empty: the source's address is the document. */
  readonly documents: readonly string[];
  /** Names of the members that lead to the list. */
  readonly list: readonly string[];
  /** Labels that together are a record's identity; empty: whatever tells it. */
  readonly key: readonly string[];
  readonly packed: Packing | undefined;
  /** Labels whose value is an object that belongs to the record itself. */
  readonly unwrap: readonly string[];
  /** Labels that say nothing about the dataset, besides those that never do. */
  readonly ignore: readonly string[];
  /** Constants by element. */
  readonly fixed: Readonly<Record<string, unknown>>;
  /** Address of a record's page for people, with labels in braces. */
  readonly page: string | undefined;
}

/** Reads options that the configuration check has found right by `schemas/portal/json-list-options.schema.json`. */
export function readJsonListOptions(options: Readonly<Record<string, unknown>>): JsonListOptions {
  const { fixed } = options;
  return {
    documents: texts(options['documents']),
    list: texts(options['list']),
    key: texts(options['key']),
    packed: packing(options['packed']),
    unwrap: texts(options['unwrap']),
    ignore: texts(options['ignore']),
    fixed: isJsonObject(fixed) ? fixed : {},
    page: text(options['page']),
  };
}

function packing(value: unknown): Packing | undefined {
  if (!isJsonObject(value)) return undefined;
  const between = text(value['between']);
  const within = text(value['within']);
  if (between === undefined || within === undefined) return undefined;
  return { field: text(value['field']), between, within };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
