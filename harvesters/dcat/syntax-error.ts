/** What a parser has to say against a document; told from faults of the text's source and of the hub's own. */
export class RdfSyntaxError extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'RdfSyntaxError';
  }
}
