import { SearchSyntaxError } from '../../domain/errors.js';
import type { WeightedField } from './ast.js';

const FIELD = /^([^^]+)(?:\^(\d+(?:\.\d+)?))?$/;

/** Each word is looked for in each of them. */
const MAX_FIELDS = 100;

/** `qf`: field names with their boosts, `title^4 text`. */
export function parseQueryFields(qf: string): WeightedField[] {
  return Array.from(qf.matchAll(/\S+/g), ({ 0: part, index }, place) => {
    const [, field, boost] = FIELD.exec(part) ?? [];
    if (field === undefined || place >= MAX_FIELDS) {
      throw new SearchSyntaxError(
        `SOLR returned an error running query: 'qf' has no field, or too many, at '${part.slice(0, 60)}'`,
        'qf',
        index,
      );
    }
    return { field, boost: boost === undefined ? 1 : Number(boost) };
  });
}
