import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { HoldRequest, HoldResult } from '../pipeline/store-ports.js';
import { NotAuthorizedError } from './errors.js';

/** Who may see what nobody has reviewed, and what he may do. */
export interface Operator {
  /** `LIANMU_OPERATOR_TOKEN` */
  readonly token: string;
  /** See `CatalogWriter.decide`. */
  decideHold(request: Omit<HoldRequest, 'now'>): Promise<HoldResult>;
}

/** Why a request is not the operator's; undefined when it is. */
export type OperatorCheck = (headers: IncomingHttpHeaders) => NotAuthorizedError | undefined;

/**
 * Asks a request for the operator's token in one of the headers that CKAN's clients send: `Authorization`, with or without
 * `Bearer`, and `X-CKAN-API-Key`. One right header is enough: a proxy may need the other for itself. Without a token
 * nobody is the operator.
 */
export function createOperatorCheck(token: string | undefined): OperatorCheck {
  const expected = token === undefined ? undefined : digestOf(token);
  return (headers) => {
    if (expected === undefined) {
      return new NotAuthorizedError('no operator token is configured (LIANMU_OPERATOR_TOKEN)', 'closed');
    }
    const given = tokensIn(headers);
    if (given.length === 0) {
      return new NotAuthorizedError('only for the operator: Authorization: Bearer <token>', 'missing');
    }
    if (given.some((each) => timingSafeEqual(digestOf(each), expected))) return undefined;
    return new NotAuthorizedError("this is not the operator's token", 'wrong');
  };
}

function tokensIn(headers: IncomingHttpHeaders): readonly string[] {
  const key = headers['x-ckan-api-key'];
  const authorization = headers.authorization?.replace(/^Bearer +/i, '');
  return [authorization, ...(Array.isArray(key) ? key : [key])].filter((each) => each !== undefined);
}

/** Of one length whatever is sent, so that two can be compared in a time that tells nothing. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
