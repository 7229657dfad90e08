import { isJsonObject, type JsonObject } from '../../src/domain/json-values.js';
import type { PortalRequest } from '../../src/pipeline/ports.js';
import { pointerTo, type ReportFault } from './faults.js';
import { ReadingError } from './reading-error.js';
import { compileJsonTemplate, compileTemplate, type Words } from './template.js';

/** A declared question to the portal. `ReadingError` where a placeholder has no value. */
export interface RequestTemplate {
  /** Of the placeholders in it. */
  readonly names: readonly string[];
  fill(base: string, words: Words): PortalRequest;
}

type Body = NonNullable<PortalRequest['body']>;
interface BodyTemplate {
  readonly names: readonly string[];
  fill(words: Words): Body;
}

const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

/** `spec`: `path`, `method`, `query` and one of `form`, `json`, `encodedJson` and `graphql`. */
export function compileRequest(spec: JsonObject, pointer: string, report: ReportFault): RequestTemplate {
  const written = spec['path'];
  const path = compileTemplate(
    typeof written === 'string' ? written : '',
    pointerTo(pointer, 'path'),
    report,
  );
  const query = compilePairs(spec['query'], pointerTo(pointer, 'query'), report);
  const body = compileBody(spec, pointer, report);
  return {
    names: [...path.names, ...query.names, ...(body?.names ?? [])],
    fill(base, words) {
      const url = resolve(path.fill(words, encode), base);
      for (const [key, value] of query.fill(words)) url.searchParams.append(key, value);
      return body === undefined ? { url: url.href } : { url: url.href, body: body.fill(words) };
    },
  };
}

/** Half of a character outside the basic plane, which portals cut off somewhere, has no form in an address. */
export function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

/** A relative path is below the source's address, one that begins with `/` below its host. */
export function resolve(path: string, base: string): URL {
  const below = base.replace(/[?#].*$/s, '').replace(/\/*$/, '/');
  const url = URL.canParse(path, below) ? new URL(path, below) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new ReadingError(`"${path.slice(0, 200)}" is no address of a portal`);
}

function compileBody(spec: JsonObject, pointer: string, report: ReportFault): BodyTemplate | undefined {
  const given = ['form', 'json', 'encodedJson', 'graphql'].filter(
    (key) => spec[key] !== undefined && spec[key] !== null,
  );
  if (given.length > 1) report(pointer, `a request has one body: ${given.join(' or ')}`);
  const [key] = given;
  if (key === undefined) {
    return spec['method'] === 'POST' ? { names: [], fill: () => ({ mediaType: FORM, text: '' }) } : undefined;
  }
  if (spec['method'] === 'GET') report(pointerTo(pointer, 'method'), `a GET cannot carry ${key}`);
  const at = pointerTo(pointer, key);
  if (key === 'form') {
    const form = compilePairs(spec[key], at, report);
    return {
      names: form.names,
      fill: (words) => ({ mediaType: FORM, text: new URLSearchParams(form.fill(words)).toString() }),
    };
  }
  if (key === 'json' || key === 'encodedJson') {
    const json = compileJsonTemplate(spec[key], at, report);
    const write = (words: Words): string => JSON.stringify(json.fill(words));
    return {
      names: json.names,
      fill: (words) =>
        key === 'json'
          ? { mediaType: JSON_TYPE, text: write(words) }
          : { mediaType: FORM, text: encode(write(words)) },
    };
  }
  const { query, variables } = isJsonObject(spec[key]) ? spec[key] : {};
  const filled = compileJsonTemplate(variables ?? {}, pointerTo(at, 'variables'), report);
  return {
    names: filled.names,
    // The query has braces of its own: only the variables are filled in.
    fill: (words) => ({
      mediaType: JSON_TYPE,
      text: JSON.stringify({ query, variables: filled.fill(words) }),
    }),
  };
}

interface Pairs {
  readonly names: readonly string[];
  fill(words: Words): [string, string][];
}

/** Parameters of a query or a form. A list or an object is sent as its JSON text; null leaves its parameter out. */
function compilePairs(value: unknown, pointer: string, report: ReportFault): Pairs {
  const entries = isJsonObject(value) ? Object.entries(value).filter(([, each]) => each !== null) : [];
  const pairs = entries.map(
    ([key, each]) => [key, compileJsonTemplate(each, pointerTo(pointer, key), report)] as const,
  );
  return {
    names: pairs.flatMap(([, template]) => template.names),
    fill: (words) =>
      pairs.map(([key, template]) => {
        const filled = template.fill(words);
        return [key, typeof filled === 'string' ? filled : JSON.stringify(filled)];
      }),
  };
}
