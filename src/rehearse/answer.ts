/** A question of the hub to its portal. */
export interface Question {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly accept: string;
  readonly body?: { readonly mediaType: string; readonly text: string };
}

/** What the portal honestly answers, decompressed. */
export interface HonestAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

/** What goes out instead. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | Iterable<Buffer>;
  /**
   * `whole` says its length; `unmeasured` does not; `drip` gives a byte a second; `reset` gives the body and hangs up
   * without an end; `silent` gives nothing at all.
   */
  readonly manner: 'whole' | 'unmeasured' | 'drip' | 'reset' | 'silent';
}

/** Answers in the place of the portal; `honest` is what it would say. */
export type Play = (question: Question, honest: () => Promise<HonestAnswer>) => Promise<WireAnswer>;

/** The honest answer as it is sent where nothing is wrong. */
export function asSent({ status, contentType, body }: HonestAnswer): WireAnswer {
  return {
    status,
    headers: contentType === undefined ? {} : { 'content-type': contentType },
    body,
    manner: 'whole',
  };
}

/** What tells one question from another. */
export function questionKey({ method, path, body }: Question): string {
  return `${method} ${path}\n${body?.text ?? ''}`;
}
