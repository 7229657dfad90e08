import type { Columns } from '../columns.js';
import { scratchCopy } from '../document-set.js';
import type { ExactField } from './exact-field.js';

/** What publishers are called in `organization` or `owner_org`, where no two are called the same. */
export interface PublisherNaming {
  readonly nameOf: (publisher: number) => string;
  readonly find: (name: string) => number | undefined;
}

export function publisherField(columns: Columns, { nameOf, find }: PublisherNaming): ExactField {
  const having = (accepts: (name: string) => boolean): readonly number[] =>
    [...columns.publisherCounts.keys()].filter((publisher) => accepts(nameOf(publisher)));
  return {
    term(value) {
      const publisher = find(value);
      return columns.ofPublishers(publisher === undefined ? [] : [publisher]);
    },
    where: (test) => columns.ofPublishers(having((name) => test.accepts(name))),
    exists: () => scratchCopy(columns.live),
  };
}
