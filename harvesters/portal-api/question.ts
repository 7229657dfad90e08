import { isJsonObject, type JsonObject, parseJson } from '../../src/domain/json-values.js';
import { quoted } from '../../src/domain/problem.js';
import type { PortalClient, PortalRequest } from '../../src/pipeline/ports.js';
import { compileExpression, type Expression } from './expression.js';
import { answerFault, pointerTo, type ReportFault } from './faults.js';
import { type HtmlPlace, parseHtml } from './html.js';
import { ReadingError } from './reading-error.js';
import { compileRequest } from './request.js';
import type { Words } from './template.js';
import { compileSelector, type Place } from './value.js';

const ANSWER_SCHEMA = 'https://lianmu.example/schemas/portal/portal-api#/$defs/answer';

/** What a portal answered, taken out of its wrapping. */
export interface Answer extends Place {
  readonly url: string;
}

/** A declared request and the answer that is expected to it. Both ways end in `SourceResponseError` for any other answer. */
export interface Question {
  /** Of the placeholders in its request. */
  readonly names: readonly string[];
  readonly isHtml: boolean;
  ask(portal: PortalClient, base: string, words: Words, signal: AbortSignal): Promise<Answer>;
  /** An answer that was kept as a file. */
  read(text: string, url: string): Answer;
}

/** `spec`: a request with `answer`, `jsonAt`, `htmlAt` and `ok`. */
export function compileQuestion(spec: JsonObject, pointer: string, report: ReportFault): Question {
  const request = compileRequest(spec, pointer, report);
  const isPage = spec['answer'] === 'html';
  const unwrap = compileWrapping(spec, pointer, report);
  const refuse = compileProof(spec['ok'], pointerTo(pointer, 'ok'), report);
  function take(json: unknown, html: HtmlPlace | undefined, url: string): Answer {
    return stated(url, () => {
      if (isPage) {
        refuse({ json, html }, url);
        return { json, html, url };
      }
      // What the portal says of its own answer stands outside of the wrapping.
      refuse({ json }, url);
      return { ...unwrap(json, url), url };
    });
  }
  return {
    names: request.names,
    isHtml: isPage || typeof spec['htmlAt'] === 'string',
    async ask(portal, base, words, signal) {
      const asked: PortalRequest = stated(base, () => request.fill(base, words));
      if (!isPage) return take(await portal.getJson(asked, ANSWER_SCHEMA, signal), undefined, asked.url);
      const text = await portal.getText(asked, 'text/html', signal);
      return take(undefined, parseHtml(text, asked.url), asked.url);
    },
    read(text, url) {
      if (isPage) return take(undefined, parseHtml(text, url), url);
      const json = parseJson(text);
      if (json === undefined) throw answerFault(url, 'the document is not JSON', 'not-json');
      return take(json, undefined, url);
    },
  };
}

/** An expression that does not fit an answer makes it another answer than the profile says. */
export function stated<T>(url: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof ReadingError) throw answerFault(url, error.message);
    throw error;
  }
}

type Unwrap = (json: unknown, url: string) => Place;

/** JSON or HTML that stands as a text within JSON. */
function compileWrapping(spec: JsonObject, pointer: string, report: ReportFault): Unwrap {
  const inner = (key: string): Expression | undefined => {
    const text = spec[key];
    return typeof text === 'string' ? compileExpression(text, pointerTo(pointer, key), report) : undefined;
  };
  const [jsonAt, htmlAt] = [inner('jsonAt'), inner('htmlAt')];
  if ((jsonAt !== undefined || htmlAt !== undefined) && spec['answer'] === 'html') {
    report(pointerTo(pointer, 'answer'), 'jsonAt and htmlAt are places in a JSON answer');
  }
  return (outer, url) => {
    let json = outer;
    const text = jsonAt?.(outer);
    if (jsonAt !== undefined) json = typeof text === 'string' ? parseJson(text) : text;
    if (json === undefined) throw answerFault(url, 'there is no JSON text within the answer', 'not-json');
    if (htmlAt === undefined) return { json };
    const page = htmlAt(json);
    if (typeof page !== 'string') throw answerFault(url, 'there is no HTML text within the answer');
    return { json, html: parseHtml(page, url) };
  };
}

/** What shows that an answer is the portal's and no error or captcha page. */
function compileProof(
  spec: unknown,
  pointer: string,
  report: ReportFault,
): (place: Place, url: string) => void {
  if (!isJsonObject(spec)) return () => undefined;
  const { path, equals, select } = spec;
  const expression =
    typeof path === 'string' ? compileExpression(path, pointerTo(pointer, 'path'), report) : undefined;
  const selector = compileSelector(select, pointerTo(pointer, 'select'), report);
  const allowed = (Array.isArray(equals) ? equals : [equals]).map(String);
  return ({ json, html }, url) => {
    const said = expression?.(json);
    // 200 and "200" say the same, and vendors change from one to the other.
    if (expression !== undefined && !allowed.includes(String(said))) {
      throw answerFault(url, `the answer says ${String(path)}: ${quoted(said)}`);
    }
    if (selector !== undefined && html?.find(selector).length === 0) {
      throw answerFault(url, `there is no ${selector} on the page`, 'html');
    }
  };
}
