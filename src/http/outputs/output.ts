import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ActionContext } from '../ckan/action.js';
import { createRevalidation, type Revalidation } from '../revalidation.js';
import type { HttpLogger } from '../site.js';
import { watchStream } from '../watch-stream.js';

/** What the outputs are made of. */
export type OutputContext = Pick<
  ActionContext,
  'datasets' | 'history' | 'search' | 'catalog' | 'site' | 'figures' | 'slices' | 'version'
> & { readonly logger: HttpLogger | undefined };

export interface Output {
  readonly type: string;
  readonly content: string | Readable;
}

/** Undefined: there is no such thing, and the pages say so. */
export type AnswerOutput = (request: FastifyRequest) => Promise<Output | undefined> | Output | undefined;

export type AddOutput = (url: string, answer: AnswerOutput) => void;

/** Adds addresses whose answers follow from the published catalogue alone: GET, HEAD without a body, 304 before any work. */
export function outputsOf(app: FastifyInstance, context: OutputContext): AddOutput {
  const revalidation = createRevalidation(context, context.version);
  return (url, answer) => {
    app.options(url, (_request, reply) => reply.header('Allow', 'GET, HEAD, OPTIONS').send());
    app.route({
      method: ['GET', 'HEAD'],
      url,
      handler: (request, reply) => send(request, reply, { answer, revalidation, logger: context.logger }),
    });
  };
}

interface Sending {
  readonly answer: AnswerOutput;
  readonly revalidation: Revalidation;
  readonly logger: HttpLogger | undefined;
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { answer, revalidation, logger }: Sending,
): Promise<FastifyReply> {
  const tag = revalidation.tagOf(request.url);
  if (revalidation.isKnown(request.headers['if-none-match'], tag))
    return tagged(reply, tag).status(304).send();
  const output = await answer(request);
  if (output === undefined) {
    reply.callNotFound();
    return reply;
  }
  const { type, content } = output;
  tagged(reply, tag).header('Content-Type', type);
  // The server would read the whole stream to send nothing of it.
  if (request.method === 'HEAD') return reply.send();
  if (content instanceof Readable) watchStream(content, request, logger);
  return reply.send(content);
}

function tagged(reply: FastifyReply, tag: string): FastifyReply {
  return reply.header('ETag', tag).header('Cache-Control', 'no-cache');
}
