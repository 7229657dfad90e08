import {
  HubError,
  InvalidRequestError,
  NotFoundError,
  SearchSyntaxError,
  SourceBusyError,
  WriterBusyError,
} from '../domain/errors.js';
import {
  AccessDeniedError,
  BadRequestError,
  ChangingError,
  ConflictError,
  FollowersBusyError,
  GoneError,
  HarvestJobExistsError,
  MethodNotAllowedError,
  NotAuthorizedError,
  PastBusyError,
  SearchQueryError,
} from './errors.js';

/** A failed request in CKAN's words. `error` is a bare text where CKAN leaves its envelope out. */
export interface ErrorResponse {
  readonly status: number;
  readonly error: string | Readonly<Record<string, unknown>>;
  /** True when the fault is ours: to be logged. */
  readonly bug: boolean;
}

/** A failed request at one of the hub's own addresses (`/api/lianmu/…`, `/changes`). */
export interface PlainErrorResponse {
  readonly status: number;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;
  /** True when the fault is ours: to be logged. */
  readonly bug: boolean;
}

/** When to ask again while somebody harvests. */
const RETRY_SECONDS = 60;

/** This file is the only place that knows which error has which status; here also which `__type` (CKAN 2.11's contract). */
export function toErrorResponse(error: unknown, reference: string): ErrorResponse {
  if (error instanceof BadRequestError) return { ...answer(400), error: `Bad request - ${error.message}` };
  if (error instanceof MethodNotAllowedError) return envelope(405, 'Method Not Allowed', error.message);
  if (error instanceof AccessDeniedError) {
    // Clients test the beginning.
    return envelope(403, 'Authorization Error', `Access denied: ${error.message}`);
  }
  if (error instanceof NotFoundError) return envelope(404, 'Not Found Error', error.message);
  if (error instanceof HarvestJobExistsError) return envelope(409, 'HarvestJobExists', error.message);
  if (error instanceof InvalidRequestError) return validation(error);
  if (error instanceof SearchQueryError) {
    return envelope(400, 'Search Query Error', `Search Query is invalid: ${error.message}`);
  }
  if (error instanceof SearchSyntaxError) {
    return envelope(409, 'Search Error', `Search error: ${error.message}`);
  }
  if (error instanceof PastBusyError || error instanceof ChangingError)
    return envelope(503, 'Service Unavailable', error.message);
  const status = callersFault(error);
  if (status !== undefined) return { ...answer(status), error: `Bad request - ${messageOf(error)}` };
  return {
    ...envelope(500, 'Internal Server Error', `Internal Server Error (reference ${reference})`),
    bug: true,
  };
}

export function toPlainErrorResponse(error: unknown, reference: string): PlainErrorResponse {
  const status = plainStatus(error);
  if (status === undefined) {
    return { status: 500, message: `internal error (reference ${reference})`, headers: {}, bug: true };
  }
  const headers = {
    ...(status === 401 && { 'WWW-Authenticate': 'Bearer' }),
    ...(status === 503 && { 'Retry-After': String(RETRY_SECONDS) }),
  };
  return { status, message: messageOf(error), headers, bug: false };
}

function plainStatus(error: unknown): number | undefined {
  if (error instanceof NotAuthorizedError) return error.reason === 'missing' ? 401 : 403;
  if (error instanceof NotFoundError) return 404;
  if (error instanceof InvalidRequestError) return 400;
  if (error instanceof SearchSyntaxError || error instanceof SearchQueryError) return 400;
  if (error instanceof ConflictError) return 409;
  if (error instanceof GoneError) return 410;
  if (error instanceof MethodNotAllowedError) return 405;
  if (error instanceof SourceBusyError || error instanceof WriterBusyError) return 503;
  if (error instanceof FollowersBusyError) return 503;
  if (error instanceof PastBusyError || error instanceof ChangingError) return 503;
  return callersFault(error);
}

function answer(status: number): { readonly status: number; readonly bug: false } {
  return { status, bug: false };
}

function envelope(status: number, type: string, message: string): ErrorResponse {
  return { ...answer(status), error: { __type: type, message } };
}

function validation(error: InvalidRequestError): ErrorResponse {
  const fields = Object.keys(error.fields).length > 0 ? error.fields : { message: error.message };
  return { ...answer(409), error: { ...fields, __type: 'Validation Error' } };
}

/** The server library marks what it refuses itself (a body too large, a broken form) with a 4xx status. */
function callersFault(error: unknown): number | undefined {
  if (!(error instanceof Error) || error instanceof HubError || !('statusCode' in error)) return undefined;
  const status = error.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
