import type { ConfigProblem } from './problem.js';

/** Base of every expected failure: facts are fields, the vendor's error is kept as `cause`. */
export abstract class HubError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The configuration is wrong: carries **all** problems found, nothing is started (exit code 2). */
export class ConfigError extends HubError {
  readonly code = 'config-invalid';

  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(`${problems.length} problem(s) in the configuration`);
    this.problems = problems;
  }
}

/** The portal did not answer (time-out, refused, 5xx, 429): not evidence of absence. Its job ends, its last good catalogue stays. */
export class SourceUnavailableError extends HubError {
  readonly code = 'source-unavailable';
  readonly url: string;
  readonly retryable: boolean;
  readonly status: number | undefined;

  constructor(
    message: string,
    facts: { url: string; retryable: boolean; status?: number | undefined; cause?: unknown },
  ) {
    super(message, { cause: facts.cause });
    this.url = facts.url;
    this.retryable = facts.retryable;
    this.status = facts.status;
  }
}

/** It is not the portal's hour: nothing was asked, and nothing is until its window opens. */
export class SourceClosedError extends SourceUnavailableError {
  readonly opensAt: Date;

  constructor(facts: { url: string; hours: string; opensAt: Date }) {
    const { url, hours, opensAt } = facts;
    super(`${url}: the portal is asked ${hours} only, next at ${opensAt.toISOString()}`, {
      url,
      retryable: false,
    });
    this.opensAt = opensAt;
  }
}

export type ResponseFault =
  | 'empty'
  | 'html'
  | 'truncated'
  | 'not-json'
  | 'not-rdf'
  | 'not-xml'
  | 'not-spreadsheet'
  | 'charset'
  | 'too-large'
  | 'schema'
  | 'refused-address'
  | 'redirect'
  | 'client-error'
  | 'not-modified'
  | 'robots';

/** The portal answered, but not with what its kind promises (`schemas/portal/<kind>`). */
export class SourceResponseError extends HubError {
  readonly code = 'source-response';
  readonly url: string;
  readonly fault: ResponseFault;
  readonly status: number | undefined;

  constructor(
    message: string,
    facts: { url: string; fault: ResponseFault; status?: number | undefined; cause?: unknown },
  ) {
    super(message, { cause: facts.cause });
    this.url = facts.url;
    this.fault = facts.fault;
    this.status = facts.status;
  }
}

/** A full gather that lists nothing cannot be told from an outage: the run aborts instead of removing everything. */
export class EmptyGatherError extends HubError {
  readonly code = 'empty-gather';

  readonly sourceId: string;

  constructor(sourceId: string) {
    super(`${sourceId}: the portal lists no dataset at all; nothing is removed`);
    this.sourceId = sourceId;
  }
}

/** Another run of the same source holds the lease. */
export class SourceBusyError extends HubError {
  readonly code = 'source-busy';

  readonly sourceId: string;

  constructor(sourceId: string) {
    super(`${sourceId}: a run of this source is under way`);
    this.sourceId = sourceId;
  }
}

/** Another process is harvesting into the same store; one writes at a time. */
export class WriterBusyError extends HubError {
  readonly code = 'writer-busy';

  constructor() {
    super('another process is harvesting into the same data folder');
  }
}

/** Another process makes the search index anew; one does at a time. */
export class ReindexBusyError extends HubError {
  readonly code = 'reindex-busy';

  constructor() {
    super('another process is making the search index of this data folder anew');
  }
}

/** Our own store failed. Fatal for the run; fatal for the process if it persists. */
export class StorageError extends HubError {
  readonly code = 'storage';
}

/** The caller asked for something that is not there. */
export class NotFoundError extends HubError {
  readonly code = 'not-found';
}

/** The caller asked in a way that cannot be answered; `fields` maps a parameter to its complaints. */
export class InvalidRequestError extends HubError {
  readonly code = 'invalid-request';

  readonly fields: Readonly<Record<string, readonly string[]>>;

  constructor(message: string, fields: Readonly<Record<string, readonly string[]>> = {}) {
    super(message);
    this.fields = fields;
  }
}

/** The search query cannot be read; `position` is the 0-based offset in the parameter `parameter`. */
export class SearchSyntaxError extends HubError {
  readonly code: string = 'search-syntax';

  readonly parameter: string;
  readonly position: number;

  constructor(message: string, parameter: string, position: number) {
    super(message);
    this.parameter = parameter;
    this.position = position;
  }
}

/** The search can be read, but takes too long; `position` is where the part stands that it was at. */
export class SearchTimeError extends SearchSyntaxError {
  override readonly code = 'search-time';
}
