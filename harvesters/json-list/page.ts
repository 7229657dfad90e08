import type { LabelledRecord } from '../../src/domain/labelled-draft.js';

const PLACE = /\{([^{}]+)\}/g;

/** The address of a record's page for people; undefined where the record lacks a value for it. */
export function createPage(template: string | undefined): (record: LabelledRecord) => string | undefined {
  if (template === undefined) return () => undefined;
  const labels = [...template.matchAll(PLACE)].flatMap(([, label]) => label ?? []);
  return (record) => {
    if (labels.some((label) => textOf(record[label]) === '')) return undefined;
    return template.replace(PLACE, (_, label: string) => encodeURIComponent(textOf(record[label])));
  };
}

/** Half of a surrogate pair cannot be written in an address. */
function textOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value.trim().toWellFormed() : '';
}
