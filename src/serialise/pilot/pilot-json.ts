import type { CountedDatasets, PilotReport } from '../../domain/pilot/report.js';
import { datasetsUrl } from './links.js';

/** The report with the address of its datasets beside each number. */
export function toPilotJson(report: PilotReport, base: string, indent?: number): string {
  return JSON.stringify(
    report,
    (_key, value: unknown) =>
      isCounted(value) ? { ...value, url: datasetsUrl(base, value.filter, report.seq) } : value,
    indent,
  );
}

function isCounted(value: unknown): value is CountedDatasets {
  return typeof value === 'object' && value !== null && 'count' in value && 'filter' in value;
}
