import { isJsonObject } from '../../src/domain/json-values.js';

export type Template = 'auto' | 'guide-2017' | 'list';

/** `source.options` of a workbook; `schemas/portal/workbook-options.schema.json` says what each does. */
export interface WorkbookOptions {
  readonly template: Template;
  /** Sheets by name, or by number from 1; none: every sheet whose header is understood. */
  readonly sheets: readonly (string | number)[];
  /** Number of the row from 1; 0: there is none. */
  readonly headerRow: number | undefined;
  readonly columns: Readonly<Record<string, string>>;
  readonly key: readonly string[];
  readonly delimiter: string | undefined;
  readonly encoding: string | undefined;
  /** Element → constant. */
  readonly fixed: Readonly<Record<string, string>>;
  readonly linkBase: string | undefined;
}

const TEMPLATES: readonly unknown[] = ['guide-2017', 'list'] satisfies readonly Template[];

/** Reads options that the configuration check has found right; what is absent takes its default. */
export function readWorkbookOptions(options: Readonly<Record<string, unknown>>): WorkbookOptions {
  const { sheet, template, headerRow, delimiter, encoding, linkBase } = options;
  return {
    template: isTemplate(template) ? template : 'auto',
    sheets: [sheet].flat().filter((item) => typeof item === 'string' || typeof item === 'number'),
    headerRow: typeof headerRow === 'number' ? headerRow : undefined,
    columns: words(options['columns']),
    key: [options['key']].flat().filter((item) => typeof item === 'string'),
    delimiter: typeof delimiter === 'string' ? (delimiter === 'tab' ? '\t' : delimiter) : undefined,
    encoding: typeof encoding === 'string' ? encoding : undefined,
    fixed: words(options['fixed']),
    linkBase: typeof linkBase === 'string' ? linkBase : undefined,
  };
}

function isTemplate(value: unknown): value is Template {
  return TEMPLATES.includes(value);
}

function words(value: unknown): Readonly<Record<string, string>> {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === 'string')) as Record<
    string,
    string
  >;
}
