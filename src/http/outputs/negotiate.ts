import { SYNTAXES, type SyntaxName } from '../../serialise/dcat/syntax/syntaxes.js';

/** The best of equals first. */
const OFFERED: readonly SyntaxName[] = ['ttl', 'jsonld', 'rdf', 'nt', 'n3'];
const PAGES = ['text/html', 'application/xhtml+xml'];
const LONGEST = 2000;

/**
 * The syntax of RDF that an `Accept` asks for; undefined where a page is wanted as much or more. RDF has to be named: who
 * takes anything is a browser or a script that follows a link of a page.
 */
export function negotiateSyntax(accept: string | undefined): SyntaxName | undefined {
  if (accept === undefined || accept.length > LONGEST) return undefined;
  const weights = readWeights(accept);
  const weightOf = (type: string): number => weights.get(type) ?? 0;
  let best: SyntaxName | undefined;
  for (const name of OFFERED) {
    const weight = weightOf(SYNTAXES[name].mediaType);
    if (weight > (best === undefined ? 0 : weightOf(SYNTAXES[best].mediaType))) best = name;
  }
  if (best === undefined) return undefined;
  const weight = weightOf(SYNTAXES[best].mediaType);
  const named = Math.max(...PAGES.map(weightOf));
  const any = Math.max(weightOf('text/*'), weightOf('*/*'));
  return named >= weight || any > weight ? undefined : best;
}

function readWeights(accept: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const range of accept.split(',')) {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const stated = parameters.find((parameter) => parameter.startsWith('q='))?.slice('q='.length);
    const weight = stated === undefined ? 1 : Number(stated);
    weights.set(type, weight >= 0 && weight <= 1 ? weight : 0);
  }
  return weights;
}
