import { allowedInWords } from './allowed.js';
import { ENVIRONMENT } from './env.js';
import { HUB_SCHEMA, SOURCE_SCHEMA } from './hub-config.js';
import { isRecord } from './pointer.js';
import { createSchemaCatalog, type SchemaCatalog, type SchemaPart } from './schema-catalog.js';

const INTRODUCTION = `<!-- Generated from schemas/ by \`lianmu profile configuration\`; edit the schemas, not this page. -->
<!-- prettier-ignore-start -->

# Configuration

Files hold what is reviewed and stable; the environment holds secrets and what belongs to one machine. A folder
(\`--config\`, default \`config\`) has

- \`hub.yaml\`: the hub;
- \`sources/<id>.yaml\`: one portal a file;
- \`crosswalks/<name>.yaml\`: how the words of portals become the values of the national schema. The shipped ones hold
  where the folder has none of that name;
- \`search/words.yaml\`: words that mean the same in searches, wider words, and such as say nothing; the shipped file holds where
  the folder has none;
- \`profiles/<name>.yaml\`: what the portals of one family have in common (\`kind\`, \`options\`, \`crosswalks\`, \`labels\`,
  \`network\` …). A source names one with \`profile\` and says only what is its own. The shipped ones hold as well.

\`lianmu sources check\` reports all mistakes of all files at once, each with file, line, column, and what is allowed.
A configuration with a mistake starts nothing (exit code 2).
`;

function inCode(text: string): string {
  return `\`${text}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** A key that refers to the hub's schema takes its value from hub.yaml when the source has none. */
function isInherited(schema: SchemaPart['schema'], part: SchemaPart): boolean {
  const reference = schema['$ref'];
  return part.base === SOURCE_SCHEMA && typeof reference === 'string' && !reference.startsWith('#');
}

function defaultInWords(key: string, parent: SchemaPart, path: string): string {
  const properties = parent.schema['properties'];
  const own = isRecord(properties) ? properties[key] : undefined;
  if (isRecord(own) && isInherited(own, parent)) return `${inCode(path)} of hub.yaml`;
  const required = parent.schema['required'];
  if (Array.isArray(required) && required.includes(key)) return 'required';
  const value = isRecord(own) ? own['default'] : undefined;
  return value === undefined ? '–' : inCode(JSON.stringify(value));
}

function* rows(catalog: SchemaCatalog, part: SchemaPart, prefix: string): Iterable<string> {
  const resolved = catalog.resolve(part);
  const properties = resolved.schema['properties'];
  for (const key of Object.keys(isRecord(properties) ? properties : {})) {
    const child = catalog.child(resolved, key);
    if (!child) continue;
    const path = `${prefix}${key}`;
    const description = child.schema['description'];
    const group = isRecord(child.schema['properties']);
    const value = group
      ? defaultOfGroup(resolved, key)
      : defaultInWords(key, withResolvedDefaults(catalog, resolved, key), path);
    yield `| ${inCode(path)} | ${cell(allowedInWords(child.schema) ?? 'anything')} | ${cell(value)} | ${cell(typeof description === 'string' ? description : '')} |`;
    if (group) yield* rows(catalog, child, `${path}.`);
  }
}

function defaultOfGroup(parent: SchemaPart, key: string): string {
  const required = parent.schema['required'];
  return Array.isArray(required) && required.includes(key) ? 'required' : 'see below';
}

/** A default often stands in the definition that the key refers to. */
function withResolvedDefaults(catalog: SchemaCatalog, parent: SchemaPart, key: string): SchemaPart {
  const properties = parent.schema['properties'];
  const own = isRecord(properties) ? properties[key] : undefined;
  if (!isRecord(own) || isInherited(own, parent)) return parent;
  const { schema } = catalog.resolve({ schema: own, base: parent.base });
  return {
    base: parent.base,
    schema: { ...parent.schema, properties: { ...(isRecord(properties) ? properties : {}), [key]: schema } },
  };
}

function section(catalog: SchemaCatalog, schemaId: string): string {
  const part = catalog.find(schemaId);
  if (!part) throw new Error(`there is no schema ${schemaId}`);
  const { title, description } = part.schema;
  return [
    `## ${inCode(String(title))}`,
    '',
    String(description),
    '',
    '| key | allowed | default | what it does |',
    '| --- | --- | --- | --- |',
    ...rows(catalog, part, ''),
    '',
  ].join('\n');
}

function kindSection(catalog: SchemaCatalog, kind: string, schemaId: string): string {
  const part = catalog.find(schemaId);
  if (!part) throw new Error(`there is no schema ${schemaId}`);
  return [
    `## ${inCode('options')} of the kind ${inCode(kind)}`,
    '',
    '| key | allowed | default | what it does |',
    '| --- | --- | --- | --- |',
    ...rows(catalog, part, ''),
    '',
  ].join('\n');
}

/** docs/configuration.md: every key with what is allowed, its default and its consequence. Pure; the schemas are the source. */
export function renderConfigurationDoc(
  schemas: readonly object[],
  kinds: readonly { readonly kind: string; readonly optionsSchema: string }[] = [],
): string {
  const catalog = createSchemaCatalog(schemas);
  const environment = [
    '## The environment',
    '',
    '| variable | what it does |',
    '| --- | --- |',
    ...ENVIRONMENT.map(([name, text]) => `| ${inCode(name)} | ${cell(text)} |`),
    '',
  ].join('\n');
  return [
    INTRODUCTION,
    section(catalog, HUB_SCHEMA),
    section(catalog, SOURCE_SCHEMA),
    ...kinds.map(({ kind, optionsSchema }) => kindSection(catalog, kind, optionsSchema)),
    environment,
    '<!-- prettier-ignore-end -->',
  ].join('\n');
}
