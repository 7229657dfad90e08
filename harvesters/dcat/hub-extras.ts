import { createContactFilter } from '../../src/domain/contact-filter.js';
import { isJsonObject, parseJson } from '../../src/domain/json-values.js';
import type { LabelLookup } from '../../src/domain/labels.js';
import type { RecordNode } from './node.js';
import type { PersonFilter } from './persons.js';

const EXTRAS = 'cn:extras';

/** Takes the persons out of the extras of another hub's record, which stand in one text. */
export function createHubExtrasFilter(keep: readonly string[], labels: LabelLookup): PersonFilter {
  const withoutPersons = createContactFilter(keep, labels);
  return (record) => {
    const [text] = Array.isArray(record[EXTRAS]) ? (record[EXTRAS] as readonly unknown[]) : [];
    const listed = typeof text === 'string' ? parseJson(text) : undefined;
    if (!Array.isArray(listed)) return record;
    const kept = listed.filter(isJsonObject).flatMap((extra) => {
      const { key, value } = extra;
      if (typeof key !== 'string') return [];
      const clean = withoutPersons({ [key]: value })[key];
      return clean === null ? [] : [{ key, value: clean }];
    });
    return { ...record, [EXTRAS]: [JSON.stringify(kept)] } satisfies RecordNode;
  };
}
