import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ActionContext } from '../../ckan/action.js';
import type { HttpLogger } from '../../site.js';
import { PROBLEM_FORMATS, writeProblems } from '../../sources/problem-table.js';
import {
  ValidationError,
  type ValidationFault,
  type ValidationReport,
  type ValidationRequest,
  type Validator,
} from '../../validator.js';
import { createPageContext, type PageHub, toPageRequest, writePage } from '../answer-page.js';
import { readLocale } from '../locale.js';
import type { Page, PageRequest } from '../page.js';
import { sendPage } from '../pages.js';
import { createSay } from '../say.js';
import { FormError, readUpload, type Upload } from './read-upload.js';
import { reportPage } from './report-page.js';
import { createReportSeal } from './sealed-report.js';
import { VALIDATE_TEXTS } from './texts.js';
import { MAX_MEGABYTES, type ValidateFailure, type ValidateForm, validatePage } from './validate-page.js';

export interface ValidatorOptions {
  /** Absent: the page says that nothing is checked here. */
  readonly validator: Validator | undefined;
  readonly context: ActionContext;
  readonly hub: PageHub;
  readonly logger: HttpLogger | undefined;
}

const MEGABYTE = 1024 * 1024;
/** What stands around a file in a form. */
const FORM_BYTES = 64 * 1024;
const BUSY_SECONDS = 60;
/** A text that is longer is not written back into the form. */
const MOST_KEPT = 200_000;

const STATUS: Readonly<Record<ValidationFault, number>> = {
  busy: 503,
  'too-often': 429,
  'too-slow': 422,
  'too-large': 413,
  unreadable: 422,
  address: 422,
  unavailable: 422,
  unknown: 422,
  closed: 403,
};

/**
 * `/validate`: checks a file, a text or an address that somebody sends. There are no cookies, so that a form of another site
 * can do no more here than its author could; what it may use is bounded for everybody. Nothing of it is stored or logged.
 */
export function registerValidator(app: FastifyInstance, options: ValidatorOptions): void {
  const { validator, hub, logger } = options;
  const context = createPageContext(options.context, hub);
  const seal = createReportSeal();
  const bodyLimit = MAX_MEGABYTES * MEGABYTE + FORM_BYTES;

  function send(
    request: FastifyRequest,
    reply: FastifyReply,
    makePage: (asked: PageRequest) => Page,
  ): FastifyReply {
    const asked = readAsked(request);
    const page = makePage(asked);
    reply.status(page.status ?? 200).header('Cache-Control', 'no-store');
    return sendPage(reply, writePage(page, asked, { ...context, ...hub }));
  }

  function fail(
    request: FastifyRequest,
    reply: FastifyReply,
    { failure, form = {} }: { readonly failure: ValidateFailure; readonly form?: ValidateForm },
  ): FastifyReply {
    if (failure.status === 503 || failure.status === 429) reply.header('Retry-After', BUSY_SECONDS);
    return send(request, reply, (asked) => validatePage(asked, { validator, failure, form }));
  }

  async function check(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    if (validator === undefined) return fail(request, reply, { failure: { reason: 'off', status: 404 } });
    if (!request.isMultipart()) return fail(request, reply, { failure: { reason: 'form', status: 415 } });
    const upload = await readUpload(request);
    try {
      return await checkUpload(upload, { request, reply, validator });
    } finally {
      await upload.remove();
    }
  }

  async function checkUpload(
    upload: Upload,
    call: { readonly request: FastifyRequest; readonly reply: FastifyReply; readonly validator: Validator },
  ): Promise<FastifyReply> {
    const { request, reply } = call;
    const { file, fields, isTooLarge } = upload;
    const { kind = '', url = '', text = '' } = fields;
    const form = { kind, url, ...(text.length < MOST_KEPT && { text }) };
    if (isTooLarge) return fail(request, reply, { failure: { reason: 'too-large', status: 413 }, form });
    const address = url.trim();
    const input = file === undefined ? address !== '' && { url: address } : { file };
    if (input === false) return fail(request, reply, { failure: { reason: 'nothing', status: 400 }, form });
    const checked = await tryCheck(call.validator, {
      input,
      ...(kind !== '' && { kind }),
      client: request.ip,
      signal: gone(reply),
    });
    // Before the answer, so that who has it knows that nothing is kept.
    await upload.remove();
    if (checked instanceof ValidationError)
      return fail(request, reply, { failure: failureOf(checked), form });
    const sealed = await seal.seal(checked.listed);
    const { describe } = context;
    return send(request, reply, (asked) => reportPage(asked, { report: checked, describe, sealed }));
  }

  async function download(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    if (!request.isMultipart()) return fail(request, reply, { failure: { reason: 'form', status: 415 } });
    const upload = await readUpload(request);
    await upload.remove();
    const { report = '', format = '' } = upload.fields;
    const records = await seal.open(report);
    if (records === undefined || (format !== 'csv' && format !== 'xlsx'))
      return fail(request, reply, { failure: { reason: 'stale', status: 400 } });
    const { language } = readAsked(request);
    const say = createSay(VALIDATE_TEXTS, language);
    const listed = records.map((record) => ({ ...record, state: say(record.verdict) }));
    return reply
      .header('Content-Type', PROBLEM_FORMATS[format])
      .header('Cache-Control', 'no-store')
      .header('Content-Disposition', `attachment; filename="validation.${format}"`)
      .send(writeProblems(format, { language, describe: context.describe, records: listed }));
  }

  app.get('/', (request, reply) => send(request, reply, (asked) => validatePage(asked, { validator })));
  app.post('/', { bodyLimit }, check);
  app.post('/report', { bodyLimit }, download);
  app.setErrorHandler((error, request, reply) => {
    if (isFormFault(error)) {
      const isTooLarge = 'statusCode' in error && error.statusCode === 413;
      const failure = isTooLarge
        ? ({ reason: 'too-large', status: 413 } as const)
        : ({ reason: 'form', status: 400 } as const);
      return fail(request, reply, { failure });
    }
    logger?.error({ reference: request.id, url: request.url, err: error }, 'a request failed');
    throw error;
  });
}

async function tryCheck(
  validator: Validator,
  request: ValidationRequest,
): Promise<ValidationReport | ValidationError> {
  try {
    return await validator.check(request);
  } catch (error) {
    if (error instanceof ValidationError) return error;
    throw error;
  }
}

function failureOf({ fault, message }: ValidationError): ValidateFailure {
  return { reason: fault, status: STATUS[fault], ...(isTelling(fault) && { detail: message }) };
}

/** Words of ours about what was sent, rather than about us. */
function isTelling(fault: ValidationFault): boolean {
  return fault === 'unreadable' || fault === 'address' || fault === 'unavailable' || fault === 'unknown';
}

/** Aborted when nobody waits for the answer any more. */
function gone(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    controller.abort();
  });
  return controller.signal;
}

function readAsked(request: FastifyRequest): PageRequest {
  const { searchParams } = new URL(request.url, 'http://localhost');
  const locale = readLocale(searchParams.get('lang'));
  return toPageRequest({ url: '/validate', path: '/validate', params: {}, query: '', locale });
}

/** A form that breaks off, or breaks its limits: the server library marks that with a 4xx status. */
function isFormFault(error: unknown): error is Error {
  if (error instanceof FormError) return true;
  if (!(error instanceof Error) || !('statusCode' in error)) return false;
  const status = error.statusCode;
  return typeof status === 'number' && status >= 400 && status < 500;
}
