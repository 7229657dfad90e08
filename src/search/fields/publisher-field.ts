import type { Columns } from '../columns.js';
import type { ExactField } from './exact-field.js';

/** `organization` and `owner_org`: `nameOf` says what a publisher is called in this field. */
export function publisherField(columns: Columns, nameOf: (publisher: number) => string): ExactField {
  const having = (accepts: (name: string) => boolean): ReadonlySet<number> =>
    new Set([...columns.publisherCounts.keys()].filter((publisher) => accepts(nameOf(publisher))));
  return {
    term: (value) => columns.ofPublishers(having((name) => name === value)),
    where: (test) => columns.ofPublishers(having((name) => test.accepts(name))),
    exists: () => columns.live.slice(),
  };
}
