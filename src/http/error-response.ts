import { HubError, InvalidRequestError, NotFoundError, SearchSyntaxError } from '../domain/errors.js';
import { AccessDeniedError, BadRequestError, MethodNotAllowedError, SearchQueryError } from './errors.js';

/** A failed request in CKAN's words. `error` is a bare text where CKAN leaves its envelope out. */
export interface ErrorResponse {
  readonly status: number;
  readonly error: string | Readonly<Record<string, unknown>>;
  /** True when the fault is ours: to be logged. */
  readonly bug: boolean;
}

/** The only place that knows which error has which status and which `__type` (CKAN 2.11's contract). */
export function toErrorResponse(error: unknown, reference: string): ErrorResponse {
  if (error instanceof BadRequestError) return { ...answer(400), error: `Bad request - ${error.message}` };
  if (error instanceof MethodNotAllowedError) return envelope(405, 'Method Not Allowed', error.message);
  if (error instanceof AccessDeniedError) {
    // Clients test the beginning.
    return envelope(403, 'Authorization Error', `Access denied: ${error.message}`);
  }
  if (error instanceof NotFoundError) return envelope(404, 'Not Found Error', error.message);
  if (error instanceof InvalidRequestError) return validation(error);
  if (error instanceof SearchQueryError) {
    return envelope(400, 'Search Query Error', `Search Query is invalid: ${error.message}`);
  }
  if (error instanceof SearchSyntaxError) {
    return envelope(409, 'Search Error', `Search error: ${error.message}`);
  }
  const status = callersFault(error);
  if (status !== undefined) return { ...answer(status), error: `Bad request - ${messageOf(error)}` };
  return {
    ...envelope(500, 'Internal Server Error', `Internal Server Error (reference ${reference})`),
    bug: true,
  };
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
