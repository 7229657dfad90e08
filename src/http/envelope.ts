import type { Readable } from 'node:stream';
import { withoutHalves } from '../serialise/plain-text.js';
import { JsonArrayStream } from './json-array-stream.js';
import { JsonText } from './json-text.js';

export const JSON_TYPE = 'application/json;charset=utf-8';
export const SCRIPT_TYPE = 'application/javascript;charset=utf-8';

/** A body with its content type, ready to send. */
export interface Body {
  readonly type: string;
  readonly content: string | Buffer | Readable | Framed;
}

/** A result that is JSON already, with what stands around it. */
export class Framed {
  readonly parts: readonly Uint8Array[];
  /** Bytes of all parts. */
  readonly length: number;
  readonly result: JsonText;

  constructor(before: string, result: JsonText, behind: string) {
    this.parts = [Buffer.from(before), result.bytes, Buffer.from(behind)];
    this.length = this.parts.reduce((sum, part) => sum + part.length, 0);
    this.result = result;
  }
}

export function helpUrl(siteUrl: string, action: string): string {
  return `${siteUrl}/api/3/action/help_show?name=${encodeURIComponent(action)}`;
}

/** CKAN's envelope around a result; with `callback`, as JSONP. */
export function successBody(help: string, result: unknown, callback?: string): Body {
  const before = `{"help": ${JSON.stringify(help)}, "success": true, "result": `;
  const [open, close] = callback === undefined ? ['', ''] : [`${escapeName(callback)}(`, ');'];
  const type = callback === undefined ? JSON_TYPE : SCRIPT_TYPE;
  if (result instanceof JsonArrayStream) {
    return { type, content: result.toReadable(open + before, `}${close}`) };
  }
  if (result instanceof JsonText) return { type, content: new Framed(open + before, result, `}${close}`) };
  const text = withoutHalves(JSON.stringify(result));
  return { type, content: `${open}${before}${text}}${close}` };
}

/** A failure: the envelope, or a bare JSON string where CKAN answers so. */
export function errorBody(help: string, error: string | Readonly<Record<string, unknown>>): Body {
  const content =
    typeof error === 'string' ? JSON.stringify(error) : JSON.stringify({ help, success: false, error });
  return { type: JSON_TYPE, content: withoutHalves(content) };
}

/** The callback's name goes into a script: HTML's special characters are escaped, as CKAN does. */
function escapeName(name: string): string {
  return name
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&#34;')
    .replaceAll("'", '&#39;');
}
