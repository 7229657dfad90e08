import type { FastifyReply, FastifyRequest } from 'fastify';
import { toPlainErrorResponse } from './error-response.js';
import type { HttpLogger } from './site.js';

/** How an address tells a program what went wrong: `{"error": …}`, or the text alone. */
export type FailureForm = 'json' | 'text';

export type AnswerFailure = (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply;

/** The error handler of all addresses for programs, but for the Action API with its envelope; logs what is a bug. */
export function createAnswerFailure(form: FailureForm, logger: HttpLogger | undefined): AnswerFailure {
  return (error, request, reply) => {
    // A stream that broke off: that was logged, and the connection is cut.
    if (reply.raw.headersSent || reply.raw.destroyed) return reply;
    const { status, message, headers, bug } = toPlainErrorResponse(error, request.id);
    if (bug) {
      const { id: reference, method, url } = request;
      logger?.error({ reference, method, url, err: error }, 'a request failed');
    }
    reply.status(status).headers(headers);
    if (form === 'json') return reply.send({ error: message });
    return reply.header('Content-Type', 'text/plain;charset=utf-8').send(message);
  };
}
