/** Escapes for a Turtle literal in one line. A lone surrogate has no UTF-8 and becomes a replacement character. */
export function literal(text: string, language?: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${escaped}"${language === undefined ? '' : `@${language}`}`;
}

export function iri(address: string): string {
  return `<${address.replaceAll(/[<>"{}|\\^`\s]/g, encodeURIComponent)}>`;
}

export function typed(text: string, type: string): string {
  return `"${text}"^^xsd:${type}`;
}

/** A subject with its properties; those without a value are left out. */
export function describe(
  subject: string,
  type: string,
  properties: readonly (readonly [property: string, value: string | undefined])[],
): string {
  const lines = properties.filter(([, value]) => value !== undefined && value !== '');
  return `${[`${subject} a ${type}`, ...lines.map(([property, value]) => `    ${property} ${value ?? ''}`)].join(' ;\n')} .\n\n`;
}
