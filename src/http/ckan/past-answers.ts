import { Readable } from 'node:stream';
import { buffer as readBuffer } from 'node:stream/consumers';
import type { Profile } from '../../domain/profile.js';
import type { SearchIndex } from '../../pipeline/read-ports.js';
import { errorBody, Framed, helpUrl, type Body } from '../envelope.js';
import { toErrorResponse } from '../error-response.js';
import { BadRequestError } from '../errors.js';
import { NO_HARVEST, type HarvestDesk } from '../harvest-desk.js';
import { statisticsFile, statisticsFileType } from '../outputs/statistics.js';
import type { AnswerPast, PastAnswer, PastCall, PastCatalog, UsePast } from '../past.js';
import type { Site } from '../site.js';
import type { ActionContext } from './action.js';
import { answerAction } from './answer-action.js';
import { createContext } from './context.js';
import { ROUTES } from './routes.js';

/** What answers of the past need of the hub of today; plain data. */
export interface PastHub extends Pick<HarvestDesk, 'sources' | 'timezone' | 'overdueTolerance'> {
  readonly site: Site;
  readonly profile: Profile;
  readonly version: string;
}

/**
 * What answers of a state are made of, as of a time (milliseconds; its own unless told). Counts over all of it are made once,
 * and those of the time last asked for are kept.
 */
export function createPastContexts(hub: PastHub): (past: PastCatalog, time?: number) => ActionContext {
  const contexts = new WeakMap<PastCatalog, { readonly time: number; readonly context: ActionContext }>();
  const { sources, timezone, overdueTolerance } = hub;
  const harvest: HarvestDesk = { ...NO_HARVEST, sources, timezone, overdueTolerance };
  return (past, time = past.time) => {
    const known = contexts.get(past);
    if (known?.time === time) return known.context;
    const whole =
      known?.context ??
      createContext(
        { ...past, site: hub.site },
        { profile: hub.profile, version: hub.version, harvest, routes: ROUTES },
      );
    const context = {
      ...whole,
      search: searchAt(past.search, time),
      harvest: { ...harvest, now: () => new Date(time) },
    };
    contexts.set(past, { time, context });
    return context;
  };
}

/**
 * Runs the actions over states of the past. They know nothing of it: each is given a catalogue that answers as it would
 * have then. Made in the thread that holds these catalogues, hence plain data in and out.
 */
export function createPastAnswers(use: UsePast, hub: PastHub): AnswerPast {
  const contextOf = createPastContexts(hub);

  async function answer(call: PastCall, past: PastCatalog): Promise<PastAnswer> {
    const context = contextOf(past, call.time);
    const file = await statisticsFile(call.action, call.parameters, context);
    if (file !== undefined) {
      const content = await readBuffer(await file());
      return { status: 200, type: statisticsFileType(call.action), content };
    }
    const route = ROUTES.get(call.action);
    if (route === undefined) throw new BadRequestError(`Action name not known: ${call.action}`);
    const { callback, url } = call;
    const { body, link } = await answerAction(
      { name: call.action, route, parameters: call.parameters, callback, url },
      context,
    );
    const content = await bytesOf(body);
    return { status: 200, type: body.type, content, ...(link !== undefined && { link }) };
  }

  return async (call) => {
    try {
      return await use(call.seq, (past) => answer(call, past));
    } catch (error) {
      const { status, error: content, bug } = toErrorResponse(error, call.reference);
      const body = errorBody(helpUrl(hub.site.url, call.action), content);
      const thrown = error instanceof Error ? error : new Error(String(error));
      return {
        ...{ status, type: body.type, content: await bytesOf(body) },
        ...(bug && {
          bug: {
            message: thrown.message,
            ...(thrown.stack !== undefined && { stack: thrown.stack }),
          },
        }),
      };
    }
  };
}

function searchAt(search: SearchIndex, now: number): SearchIndex {
  return {
    search: (request, form) => search.search({ ...request, now }, form),
    packages: (request) => search.packages({ ...request, now }),
    answer: (request, keys) => search.answer({ ...request, now }, keys),
    values: (field, texts, how) => search.values(field, texts, how),
    refresh: () => search.refresh(),
    seq: search.seq,
  };
}

async function bytesOf({ content }: Body): Promise<Uint8Array> {
  if (content instanceof Framed) return Buffer.concat(content.parts, content.length);
  return content instanceof Readable ? readBuffer(content) : Buffer.from(content);
}
