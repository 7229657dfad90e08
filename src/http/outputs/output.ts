import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ActionContext } from '../ckan/action.js';
import type { Revalidation } from '../revalidation.js';
import type { HttpLogger } from '../site.js';
import { watchStream } from '../watch-stream.js';

/** What the outputs are made of. */
export type OutputContext = Pick<
  ActionContext,
  'datasets' | 'history' | 'search' | 'catalog' | 'site' | 'figures' | 'slices' | 'version'
> & { readonly logger: HttpLogger | undefined };

/** Makes the body; not called for HEAD. */
export type MakeContent = () => string | Readable | Promise<string | Readable>;

export interface Output {
  /** With the address it tells one answer from another. */
  readonly type: string;
  /** It follows from more than the published catalogue and the request: it has no tag, and nobody keeps it. */
  readonly isPassing?: boolean;
  /**
   * Looks for what is asked for; undefined: there is no such thing, and the pages say so. Throws what `error-response.ts`
   * knows. Not called for who has the answer already.
   */
  readonly find: () => MakeContent | undefined | Promise<MakeContent | undefined>;
}

/** What else has it, e.g. the page for people: answered by 303. */
export interface SeeOther {
  readonly seeOther: string;
}

/** Reads the request only; what it finds is asked of the output. */
export type AnswerOutput = (request: FastifyRequest, reply: FastifyReply) => Output | SeeOther;

export type AddOutput = (url: string, answer: AnswerOutput) => void;

export type SendOutput = (
  request: FastifyRequest,
  reply: FastifyReply,
  output: Output | SeeOther,
) => Promise<FastifyReply>;

/** The one way in which outputs are sent: 304 before any work, HEAD without a body, a stream that breaks is logged. */
export function createSendOutput(revalidation: Revalidation, logger: HttpLogger | undefined): SendOutput {
  return async (request, reply, output) => {
    if ('seeOther' in output) return reply.redirect(output.seeOther, 303);
    const { type, isPassing = false, find } = output;
    const tag = isPassing ? undefined : revalidation.tagOf(`${request.url} ${type}`);
    if (tag !== undefined && revalidation.isKnown(request.headers['if-none-match'], tag)) {
      return reply.headers({ ETag: tag, 'Cache-Control': 'no-cache' }).status(304).send();
    }
    const make = await find();
    if (make === undefined) {
      reply.callNotFound();
      return reply;
    }
    // The server would read a whole stream to send nothing of it.
    const content = request.method === 'HEAD' ? undefined : await make();
    if (content instanceof Readable) {
      watchStream(content, request, logger);
      // Before its first byte too: the head says by then how the rest is packed.
      content.once('error', () => reply.raw.destroy());
    }
    const kept =
      tag === undefined ? { 'Cache-Control': 'no-store' } : { ETag: tag, 'Cache-Control': 'no-cache' };
    return reply.headers({ ...kept, 'Content-Type': type }).send(content);
  };
}

/** Adds addresses that are read only, and where scripts may ask what they may do. */
export function outputsOf(app: FastifyInstance, send: SendOutput): AddOutput {
  return (url, answer) => {
    app.options(url, (_request, reply) => reply.header('Allow', 'GET, HEAD, OPTIONS').send());
    app.route({
      method: ['GET', 'HEAD'],
      url,
      handler: (request, reply) => send(request, reply, answer(request, reply)),
    });
  };
}
