import { FORMATS } from './syntax.js';

/** `source.options` of a DCAT catalogue; `schemas/portal/dcat-options.schema.json` says what each does. */
export interface DcatOptions {
  readonly format: string | undefined;
  /** What a dataset's identity is where it has both. */
  readonly key: 'iri' | 'identifier';
  /** Languages of texts, the best first, in lower case. */
  readonly languages: readonly string[];
  readonly maxPages: number;
  readonly services: boolean;
}

const DEFAULT_LANGUAGES: readonly string[] = ['zh', 'en'];
const DEFAULT_MAX_PAGES = 10_000;

/** Reads options that the configuration check has found right; what is absent takes its default. */
export function readDcatOptions(options: Readonly<Record<string, unknown>>): DcatOptions {
  const { format, key, languages, maxPages, services } = options;
  const given = Array.isArray(languages)
    ? languages.flatMap((item: unknown) => (typeof item === 'string' ? [item.toLowerCase()] : []))
    : DEFAULT_LANGUAGES;
  return {
    format: typeof format === 'string' && Object.hasOwn(FORMATS, format) ? format : undefined,
    key: key === 'identifier' ? 'identifier' : 'iri',
    languages: given,
    maxPages: typeof maxPages === 'number' ? maxPages : DEFAULT_MAX_PAGES,
    services: services === true,
  };
}
