import { ROUTES } from '../../../src/http/ckan/routes.js';
import type { TestRequest } from '../api-client.js';
import type { SeededRandom } from '../seeded-random.js';
import { mutated, oddText, oddValue } from './odd-values.js';

/** A call and what its answer has to be like. */
export interface RandomCall {
  readonly request: TestRequest;
  /** Answered by CKAN's envelope, within a callback or not. */
  readonly form: 'envelope' | 'script' | 'any';
}

export interface CallParts {
  /** Ids and names that there are. */
  readonly known: readonly string[];
  readonly token: string;
}

type Pairs = readonly (readonly [name: string, value: unknown])[];

const NAMES = [...ROUTES.keys()];
const PREFIXES = ['/api/3/action/', '/api/3/action/', '/api/action/', '//api/3/action/'];
const PARAMETERS =
  'id q fq fq_list rows start limit offset page sort order_by callback as_of facet facet.field facet.limit facet.mincount fl qf mm df defType ext_bbox ext_startdate ext_enddate type query include_datasets all_fields name url source_id source_type config __proto__ constructor'.split(
    ' ',
  );
const UTIL = ['dataset', 'tag', 'resource/format', 'organization', 'group', 'user', 'nosuch'];
const PAGES =
  '/ /dataset /dataset/ /dataset/{} /api /api/ /api/3 /api/3/ /api/docs /api/openapi.json /api/i18n/{} /api/2/i18n/en /api/2/util/status /health /metrics /style.css /api/lianmu/jobs /api/lianmu/jobs/{} /api/lianmu/jobs/{}/changes /api/lianmu/trace /nosuch/{} /api/3/{} /api/rest/dataset'.split(
    ' ',
  );
const LONGEST_QUERY = 8000;

export function randomCall(random: SeededRandom, parts: CallParts): RandomCall {
  const headers = randomHeaders(random, parts);
  const kind = random.below(100);
  if (kind < 78) return actionCall(random, parts, headers);
  const query = toQuery(randomPairs(random, parts, PARAMETERS));
  if (kind < 88) {
    const version = random.pick(['', '/1', '/2', '/3', '/4']);
    const typed = encoded(oddText(random, parts.known));
    const path = `/api${version}/util/${random.pick(UTIL)}/autocomplete?q=${typed}&incomplete=${typed}&${query}`;
    return { request: { path: path.slice(0, LONGEST_QUERY), headers }, form: 'any' };
  }
  const path = random.pick(PAGES).replace('{}', () => encoded(oddText(random, parts.known)));
  const method = random.pick(['GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'DELETE']);
  const body = method === 'POST' ? { body: JSON.stringify(oddValue(random, parts.known)) } : {};
  return { request: { method, path: `${path}?${query}`, headers, ...body }, form: 'any' };
}

function actionCall(
  random: SeededRandom,
  parts: CallParts,
  headers: Readonly<Record<string, string>>,
): RandomCall {
  const name = random.pick(NAMES);
  const asked = random.below(100) < 5 ? mutated(name, random).replaceAll(/[^\w]/g, '_') : name;
  const path = random.pick(PREFIXES) + (asked === '' ? '_' : asked);
  const own = ROUTES.get(name)?.parameters?.map((parameter) => parameter.name) ?? [];
  const pairs = randomPairs(random, parts, [...own, ...own, ...own, ...PARAMETERS]);
  const form = random.below(12);
  if (form < 5) {
    const query = toQuery(pairs.filter(([key]) => key !== 'callback'));
    if (random.below(10) > 0) return { request: { path: `${path}?${query}`, headers }, form: 'envelope' };
    return { request: { path: `${path}?callback=read%3Cx%3E&${query}`, headers }, form: 'script' };
  }
  if (form === 5) {
    const method = random.pick(['PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);
    return { request: { method, path, headers }, form: 'any' };
  }
  const sent = randomBody(random, pairs, parts);
  const type = sent.type === undefined ? {} : { 'content-type': sent.type };
  return {
    request: { method: 'POST', path, headers: { ...headers, ...type }, body: sent.body },
    form: 'envelope',
  };
}

interface SentBody {
  readonly type?: string;
  readonly body: string;
}

/** Every form that CKAN's clients send, whole and broken. */
function randomBody(random: SeededRandom, pairs: Pairs, { known }: CallParts): SentBody {
  const json = JSON.stringify(Object.fromEntries(pairs));
  switch (random.below(9)) {
    case 0:
      return { type: 'application/x-www-form-urlencoded', body: toQuery(pairs) };
    case 1:
      return { type: 'application/x-www-form-urlencoded', body: json };
    case 2:
      return multipart(random, pairs);
    case 3:
      return { type: 'application/json', body: mutated(json, random) };
    case 4:
      return { type: 'application/json', body: JSON.stringify(oddValue(random, known)) };
    case 5:
      return {
        type: random.pick(['text/plain', 'x/y;charset=utf-16', ';', 'multipart/form-data']),
        body: json,
      };
    case 6:
      return { body: random.pick(['', json, 'null', '{}']) };
    default:
      return { type: 'application/json', body: json };
  }
}

function multipart(random: SeededRandom, pairs: Pairs): SentBody {
  const parts = pairs.map(([name, value]) => {
    const file = random.below(8) === 0 ? '; filename="a.csv"' : '';
    const safe = name.replaceAll(/["\r\n]/g, '_');
    return `--b\r\nContent-Disposition: form-data; name="${safe}"${file}\r\n\r\n${asText(value)}\r\n`;
  });
  const body = `${parts.join('')}--b--\r\n`;
  const broken = random.below(3) === 0 ? mutated(body, random) : body;
  return { type: 'multipart/form-data; boundary=b', body: broken };
}

function randomPairs(random: SeededRandom, { known }: CallParts, names: readonly string[]): Pairs {
  return Array.from({ length: random.below(6) }, () => {
    const name = random.below(40) === 0 ? oddText(random, known) : random.pick(names);
    return [name, oddValue(random, known)] as const;
  });
}

/** A URL holds no more: the rest is left out. */
function toQuery(pairs: Pairs): string {
  const parts = pairs.flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((item) => `${encoded(name)}=${encoded(asText(item))}`),
  );
  let query = '';
  for (const part of parts) if (query.length + part.length < LONGEST_QUERY) query += `${part}&`;
  return query;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function randomHeaders(random: SeededRandom, { token }: CallParts): Readonly<Record<string, string>> {
  return random.pick<Readonly<Record<string, string>>>([
    {},
    {},
    {},
    { authorization: token },
    { authorization: `Bearer ${token}` },
    { 'x-ckan-api-key': token },
    { authorization: 'wrong', 'x-ckan-api-key': token },
    { authorization: 'wrong' },
    { 'if-none-match': '*, W/"x", "' },
    { 'accept-encoding': 'gzip, br' },
    { 'accept-encoding': 'br;q=2, nonsense' },
    { origin: 'https://example.org' },
  ]);
}
