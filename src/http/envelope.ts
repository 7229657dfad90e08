import { Readable } from 'node:stream';
import { withoutHalves } from '../serialise/plain-text.js';
import { JsonArrayStream } from './json-array-stream.js';
import { JsonText } from './json-text.js';

export const JSON_TYPE = 'application/json;charset=utf-8';
export const SCRIPT_TYPE = 'application/javascript;charset=utf-8';

/** A body with its content type, ready to send. */
export interface Body {
  readonly type: string;
  readonly content: string | Buffer | Readable;
  /** Bytes of a stream, where they are known. */
  readonly length?: number;
}

/** Bytes: a copy of a larger answer, made only to have it in one piece, would be much work for the collector of garbage. */
const LARGE = 256 * 1024;

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
  if (result instanceof JsonText) {
    const parts = [Buffer.from(open + before), result.bytes, Buffer.from(`}${close}`)];
    const length = parts.reduce((sum, part) => sum + part.length, 0);
    if (length < LARGE) return { type, content: Buffer.concat(parts, length) };
    return { type, content: Readable.from(parts, { objectMode: false }), length };
  }
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
