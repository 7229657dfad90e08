export interface LianmuOptions {
  /** Entries asked for at a time. */
  readonly pageSize: number;
  /** Seconds that a run waits for the next change when there is none. */
  readonly waitSeconds: number;
}

const DEFAULT_PAGE_SIZE = 500;

/** What is absent takes its default; checked by `schemas/portal/lianmu-options.schema.json`. */
export function readLianmuOptions(options: Readonly<Record<string, unknown>>): LianmuOptions {
  return {
    pageSize: numberIn(options['page_size']) ?? DEFAULT_PAGE_SIZE,
    waitSeconds: numberIn(options['wait']) ?? 0,
  };
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
