/** Plain YAML: a key a line, texts quoted as JSON quotes them, which YAML reads alike. */
export function* yamlMembers(values: Readonly<Record<string, unknown>>, indent = ''): Iterable<string> {
  for (const [key, value] of Object.entries(values)) {
    const name = `${indent}${yamlKey(key)}:`;
    if (isPlainObject(value) && Object.keys(value).length > 0) {
      yield name;
      yield* yamlMembers(value, `${indent}  `);
    } else {
      yield `${name} ${yamlValue(value)}`;
    }
  }
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Words that YAML reads as themselves; all else is quoted. */
const PLAIN_KEY = /^[A-Za-z_\p{Script=Han}][\w\p{Script=Han}-]*$/u;
const PLAIN_TEXT = /^(?:https?:\/\/[\w.:/~-]*[\w/~-]|[A-Za-z_\p{Script=Han}][\w\p{Script=Han}-]*)$/u;
/** Words that older readers of YAML take for something else than text. */
const RESERVED = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

function yamlKey(key: string): string {
  return PLAIN_KEY.test(key) && !RESERVED.test(key) ? key : JSON.stringify(key);
}

function yamlValue(value: unknown): string {
  const isPlain = typeof value === 'string' && PLAIN_TEXT.test(value) && !RESERVED.test(value);
  return isPlain ? value : JSON.stringify(value);
}
