import type { TestAnswer } from '../api-client.js';
import type { RandomCall } from './random-calls.js';

/** What is wrong with an answer, whatever was asked; undefined when nothing is. */
export function faultOf({ form, request }: RandomCall, answer: TestAnswer): string | undefined {
  if (answer.status >= 500 || answer.status < 200)
    return `status ${answer.status}: ${answer.body.slice(0, 200)}`;
  // The client does not unpack what it asked to have packed.
  if (form === 'any' || answer.status === 304 || 'content-encoding' in answer.headers) return undefined;
  if (answer.status !== 200) return errorFault(answer);
  if (form === 'envelope') return successFault(answer.body);
  const [script, called = ''] = /^read&lt;x&gt;\((.*)\);$/s.exec(answer.body) ?? [];
  return script === undefined ? `no callback for ${request.path}` : successFault(called);
}

function successFault(body: string): string | undefined {
  const json = read(body);
  if (!isObject(json)) return `no envelope: ${body.slice(0, 200)}`;
  if (typeof json['help'] !== 'string' || json['success'] !== true) return 'not a success';
  return 'result' in json ? undefined : 'no result';
}

/** CKAN leaves its envelope out of a bad request. */
function errorFault({ status, body }: TestAnswer): string | undefined {
  const json = read(body);
  if (typeof json === 'string') {
    return json.startsWith('Bad request - ') ? undefined : `another bare text: ${body.slice(0, 200)}`;
  }
  if (!isObject(json)) return `${status} without an envelope: ${body.slice(0, 200)}`;
  const { error } = json;
  const whole = typeof json['help'] === 'string' && json['success'] === false && isObject(error);
  return whole && typeof error['__type'] === 'string' ? undefined : `${status}: ${body.slice(0, 200)}`;
}

function read(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
