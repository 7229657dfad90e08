import type { Query } from '../../../../src/search/language/ast.js';

/** A tree in one line, without positions: to be compared with one that was written elsewhere. */
export function plain(query: Query): string {
  return JSON.stringify(query, (key, value: unknown) => (key === 'position' ? undefined : value));
}

const SIGNS = { must: '+', should: '', mustNot: '-' } as const;

/** A tree for the eye, in Lucene's own notation: `+a b -c` is what must, should and must not; the field `text` is left out. */
export function sketch(query: Query): string {
  return query.type === 'boolean' ? sketchClauses(query) : sketchPart(query);
}

function sketchClauses({ clauses, minimumShouldMatch }: Extract<Query, { type: 'boolean' }>): string {
  const usual =
    !clauses.some(({ occur }) => occur === 'must') && clauses.some(({ occur }) => occur === 'should');
  const minimum = minimumShouldMatch === (usual ? 1 : 0) ? '' : ` @${minimumShouldMatch}`;
  return clauses.map(({ occur, query }) => SIGNS[occur] + sketchPart(query)).join(' ') + minimum;
}

function sketchPart(query: Query): string {
  const field = 'field' in query && query.field !== 'text' ? `${query.field}:` : '';
  switch (query.type) {
    case 'all':
      return '*:*';
    case 'nothing':
      return 'nothing';
    case 'term':
      return field + query.text;
    case 'phrase':
      return `${field}"${query.text}"${query.slop === 0 ? '' : `~${query.slop}`}`;
    case 'prefix':
      return `${field}${query.text}*`;
    case 'wildcard':
      return (
        field +
        query.pattern
          .map((part) => (part === 'any' ? '*' : part === 'one' ? '?' : `'${part.literal}'`))
          .join('')
      );
    case 'fuzzy':
      return `${field}${query.text}~${query.edits}`;
    case 'exists':
      return `${field}*`;
    case 'range': {
      const { lower, upper } = query;
      const open = lower?.inclusive === false ? '{' : '[';
      const close = upper?.inclusive === false ? '}' : ']';
      return `${field}${open}${lower?.text ?? '*'} TO ${upper?.text ?? '*'}${close}`;
    }
    case 'words':
      return query.quoted ? `<"${query.text}">` : `<${query.text}>`;
    case 'boost':
      return `(${sketch(query.query)})^${query.factor}`;
    case 'constant':
      return `(${sketch(query.query)})^=${query.score}`;
    case 'boolean':
      return `(${sketchClauses(query)})`;
  }
}
