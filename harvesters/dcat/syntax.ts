/** The families of RDF's syntaxes that one reader each can read. */
export type Syntax = 'rdf-xml' | 'turtle' | 'json-ld';

/** What the first characters of a document say; portals name their media types wrongly. */
export type Sighted = Syntax | 'html' | 'empty' | undefined;

const BY_MEDIA_TYPE: ReadonlyMap<string, Syntax> = new Map<string, Syntax>([
  ['application/rdf+xml', 'rdf-xml'],
  ['application/xml', 'rdf-xml'],
  ['text/xml', 'rdf-xml'],
  ['text/turtle', 'turtle'],
  ['application/x-turtle', 'turtle'],
  ['application/turtle', 'turtle'],
  ['text/n3', 'turtle'],
  ['text/rdf+n3', 'turtle'],
  ['application/n-triples', 'turtle'],
  ['application/n-quads', 'turtle'],
  ['application/trig', 'turtle'],
  ['application/x-trig', 'turtle'],
  ['application/ld+json', 'json-ld'],
  ['application/json', 'json-ld'],
]);

const BY_ENDING: ReadonlyMap<string, Syntax> = new Map<string, Syntax>([
  ['rdf', 'rdf-xml'],
  ['xml', 'rdf-xml'],
  ['owl', 'rdf-xml'],
  ['ttl', 'turtle'],
  ['n3', 'turtle'],
  ['nt', 'turtle'],
  ['nq', 'turtle'],
  ['trig', 'turtle'],
  ['jsonld', 'json-ld'],
  ['json', 'json-ld'],
]);

/** Names of formats as people write them in a source's `format`, and the media type to ask for. */
export const FORMATS: Readonly<Record<string, { readonly syntax: Syntax; readonly mediaType: string }>> = {
  'rdf-xml': { syntax: 'rdf-xml', mediaType: 'application/rdf+xml' },
  turtle: { syntax: 'turtle', mediaType: 'text/turtle' },
  'n-triples': { syntax: 'turtle', mediaType: 'application/n-triples' },
  'n-quads': { syntax: 'turtle', mediaType: 'application/n-quads' },
  trig: { syntax: 'turtle', mediaType: 'application/trig' },
  'json-ld': { syntax: 'json-ld', mediaType: 'application/ld+json' },
};

/** All of them, the cheapest to read first. */
export const ANY_RDF =
  'application/rdf+xml, text/turtle, application/n-triples, application/trig, application/ld+json;q=0.9, application/xml;q=0.5, */*;q=0.1';

/** What is beyond doubt to be seen in the first characters of a document. */
export function sight(head: string): Sighted {
  const start = head.replace(/^\uFEFF/, '').trimStart();
  if (start === '') return 'empty';
  if (start.startsWith('<')) return sightTag(start);
  if (/^\{\s*(?:"|\})/.test(start)) return 'json-ld';
  if (/^\[\s*(?:\{\s*["}]|\]\s*$)/.test(start)) return 'json-ld';
  // Of its data no document of text begins with a letter but by a keyword or a prefixed name.
  return /^(?:@(?:prefix|base)\b|(?:PREFIX|BASE|GRAPH)\s|#|_:|\[)/i.test(start) ? 'turtle' : undefined;
}

function sightTag(start: string): Sighted {
  const body = start.replace(/^(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*)+/, '');
  if (/^<(?:!doctype\s+)?(?:html|head|body|script)\b/i.test(body)) return 'html';
  if (/^<(?:!DOCTYPE\b|[\w-]+:RDF[\s>])/.test(body) || start.startsWith('<?xml')) return 'rdf-xml';
  // An address in pointed brackets, or the first tag of some XML.
  if (/^<[\w-]+(?::[\w-]+)?(?:\s+[\w:-]+\s*=|\s*\/?>\s*<)/.test(body)) return 'rdf-xml';
  return /^<[^\s<>"]*>\s/.test(body) ? 'turtle' : undefined;
}

/** The syntax of a document: by its first characters, else as it was declared, else by how its address ends. */
export function syntaxOf(head: string, mediaType: string | undefined, url: string): Sighted {
  const ending = /\.(\w+)$/.exec(pathOf(url))?.[1]?.toLowerCase();
  return (
    sight(head) ??
    BY_MEDIA_TYPE.get(mediaType ?? '') ??
    (ending === undefined ? undefined : BY_ENDING.get(ending))
  );
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
