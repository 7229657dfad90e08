import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { isJsonObject, type JsonObject } from '../../../src/domain/json-values.js';
import type { Asked, PortalRoutes } from '../harvester-contract.js';

/** A question that a recorded portal understands, and its answer. `test/fixtures/portals/portal-api/ORIGIN.md` says how. */
export interface RecordedRoute {
  readonly path: string;
  /** What must have been asked: parameter → value, `*` for any. Nested values by `a.b`. */
  readonly query?: JsonObject;
  readonly form?: JsonObject;
  readonly json?: JsonObject;
  /** File of the folder; `{name}` is what was asked under that name, with `_` for each `/`. */
  readonly answer: string;
}

/** `replacing`: answers that are given in the place of others, and texts that are put in the place of others. */
export interface RecordedPortal {
  readonly folder: string;
  readonly routes: readonly RecordedRoute[];
}

export interface Alteration {
  /** Answer → the one that is given instead. */
  readonly instead?: Readonly<Record<string, string>>;
  /** A text in an answer, and what stands there instead. */
  readonly replace?: { readonly in: string; readonly text: string; readonly with: string };
}

/** A loopback portal that speaks a family's wire shape with recorded answers; anything it does not know is 404. */
export function recordedPortal(
  { folder, routes }: RecordedPortal,
  alteration: Alteration = {},
): PortalRoutes {
  return (url, asked) => {
    for (const route of routes) {
      const words = match(route, url, asked);
      if (words === undefined) continue;
      const name = route.answer
        .replace(/\{([^{}]+)\}/gu, (_, key: string) => words[key] ?? key)
        .replaceAll('/', '_');
      const file = alteration.instead?.[name] ?? name;
      if (!existsSync(join(folder, file))) continue;
      const { replace } = alteration;
      const recorded = readFileSync(join(folder, file), 'utf8');
      if (replace?.in === file && !recorded.includes(replace.text))
        throw new Error(`${file} has no ${replace.text}`);
      const body = replace?.in === file ? recorded.replaceAll(replace.text, replace.with) : recorded;
      return { body, mediaType: extname(file) === '.html' ? 'text/html' : 'application/json' };
    }
    return { status: 404, body: '' };
  };
}

/** What was asked, by name, where it is what the route understands. */
function match(route: RecordedRoute, url: URL, { method, body }: Asked): Record<string, string> | undefined {
  const path = new RegExp(
    `^${route.path.replace(/[.+?()[\]$^|\\]/gu, '\\$&').replace(/\{(\w+)\}/gu, '(?<$1>[^/]+)')}$`,
    'u',
  );
  const inPath = path.exec(decodeURIComponent(url.pathname));
  const isPost = route.form !== undefined || route.json !== undefined;
  if (inPath === null || (method === 'POST') !== isPost) return undefined;
  const words: Record<string, string> = { ...inPath.groups };
  const parts: readonly (readonly [JsonObject | undefined, () => unknown])[] = [
    [route.query, () => Object.fromEntries(url.searchParams)],
    [route.form, () => readForm(body)],
    [route.json, () => JSON.parse(body) as unknown],
  ];
  for (const [wanted, read] of parts) {
    if (wanted === undefined) continue;
    const given = read();
    for (const [name, value] of Object.entries(wanted)) {
      const found = valueAt(given, name);
      if (found === undefined || (value !== '*' && found !== value)) return undefined;
      words[name] = typeof found === 'string' ? found : JSON.stringify(found);
    }
  }
  return words;
}

/** JSON that a form field carries is read as such. */
function readForm(body: string): JsonObject {
  const pairs = [...new URLSearchParams(body)];
  return Object.fromEntries(
    pairs.map(([key, value]) => [key, /^[{[]/u.test(value) ? (JSON.parse(value) as unknown) : value]),
  );
}

function valueAt(value: unknown, name: string): unknown {
  return name
    .split('.')
    .reduce<unknown>((place, key) => (isJsonObject(place) ? place[key] : undefined), value);
}
