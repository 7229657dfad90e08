import type { VNode } from 'preact';
import { DATA_TYPES, labelOf } from '../../../domain/code-lists.js';
import type { Field, Language } from '../../../domain/dataset.js';
import { cutText } from '../../../serialise/plain-text.js';
import { Table } from '../components/table.js';
import type { PageContext, PageRequest } from '../page.js';
import { createSay, number } from '../say.js';
import { labelsOf } from './labels.js';
import { DATASET } from './texts.js';

const MOST_STANDING = 20;
const MOST_LISTED = 1000;
const MOST_NAME = 200;

/** The fields of the dataset's table; a column that no field has a value in is left out. */
export function Fields({ fields, request, profile }: FieldsProps): VNode {
  const { language } = request;
  const say = createSay(DATASET, language);
  if (fields.length === 0) return <p class="muted">{say('noFields')}</p>;
  const label = labelsOf(profile, language);
  const columns = COLUMNS.filter(({ words }) => fields.some((field) => words(field, language) !== ''));
  const heads = [say('number'), ...columns.map(({ member }) => label(`/fields/*/${member}`))];
  const numeric = columns.flatMap(({ member }, column) => (member === 'length' ? [column + 1] : []));
  const table = (from: number, to: number): VNode => (
    <Table
      heads={heads}
      numeric={numeric}
      rows={fields
        .slice(from, to)
        .map((field, index) => [
          String(from + index + 1),
          ...columns.map(({ words }) => cutText(words(field, language), MOST_NAME)),
        ])}
    />
  );
  return (
    <div class="fields">
      <p class="muted">{say('fieldCount', { count: fields.length })}</p>
      {table(0, MOST_STANDING)}
      {fields.length > MOST_STANDING && (
        <details>
          <summary>{say('moreFields', { count: fields.length - MOST_STANDING })}</summary>
          {table(MOST_STANDING, MOST_LISTED)}
        </details>
      )}
    </div>
  );
}

interface FieldsProps {
  readonly fields: readonly Field[];
  readonly request: Pick<PageRequest, 'language'>;
  readonly profile: PageContext['profile'];
}

interface Column {
  readonly member: keyof Field;
  readonly words: (field: Field, language: Language) => string;
}

const COLUMNS: readonly Column[] = [
  { member: 'name', words: ({ name }) => name },
  { member: 'nameEn', words: ({ nameEn = '' }) => nameEn },
  {
    member: 'dataType',
    words: ({ dataType }, language) =>
      dataType === undefined ? '' : (labelOf(DATA_TYPES, dataType, language) ?? dataType),
  },
  { member: 'length', words: ({ length }) => (length === undefined ? '' : number(length)) },
];
