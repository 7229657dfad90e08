import { isAscii, isUtf8, transcode } from 'node:buffer';
import iconv from 'iconv-lite';

/** Declared names (lower case) of charsets that portals use besides UTF-8 → iconv-lite's name. GB2312 and GBK are parts of GB18030. */
const CHARSETS: Readonly<Record<string, string>> = {
  gb18030: 'gb18030',
  gbk: 'gb18030',
  'x-gbk': 'gb18030',
  gb2312: 'gb18030',
  big5: 'big5hkscs',
  'big5-hkscs': 'big5hkscs',
  shift_jis: 'shift_jis',
  'euc-jp': 'euc-jp',
  'iso-8859-1': 'windows-1252',
  'windows-1252': 'windows-1252',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
};

/**
 * Text of a body, without its byte order mark. A mark decides; else valid UTF-8 is UTF-8, whatever is declared (portals
 * label UTF-8 as GBK, and GBK text is practically never valid UTF-8); else the declared charset. undefined when the bytes
 * are not in the charset so found.
 */
export function decodeText(bytes: Buffer, declared: string | undefined): string | undefined {
  const marked = markedCharset(bytes);
  if (marked !== undefined) return intact(iconv.decode(bytes, marked));
  if (isUtf8(bytes)) return decodeUtf8(withoutMark(bytes));
  const charset = charsetOf(declared);
  return charset === undefined ? undefined : intact(iconv.decode(bytes, charset));
}

/** iconv-lite's name of a declared charset other than UTF-8; undefined for one that no portal uses. */
export function charsetOf(declared: string | undefined): string | undefined {
  return CHARSETS[declared?.toLowerCase() ?? ''];
}

/** The charset that a byte order mark tells, other than UTF-8. */
export function markedCharset(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

/** The text's bytes as UTF-8 without a byte order mark: most often those of the body itself. */
export function utf8Bytes(bytes: Buffer, declared: string | undefined): Buffer | undefined {
  if (isUtf8(bytes)) return withoutMark(bytes);
  const text = decodeText(bytes, declared);
  return text === undefined ? undefined : Buffer.from(text);
}

/** From here on the detour's second copy counts for more than its time. */
const LARGE = 4 * 1024 * 1024;

/** `toString('utf8')` of bytes known to be valid, at a sixth of its time for Chinese text: the detour is vectorised. */
export function decodeUtf8(bytes: Buffer): string {
  if (bytes.length > LARGE) return bytes.toString('utf8');
  return isAscii(bytes) ? bytes.toString('latin1') : transcode(bytes, 'utf8', 'ucs2').toString('ucs2');
}

/** Whether the bytes are UTF-8 except that they end within a character: an answer that was cut off there. */
export function isCutUtf8(bytes: Buffer): boolean {
  for (let rest = 1; rest <= 3; rest += 1) {
    const byte = bytes[bytes.length - rest] ?? 0;
    if (byte >= 0xc0) return isUtf8(bytes.subarray(0, -rest));
    if (byte < 0x80) return false;
  }
  return false;
}

/** The charset parameter of a Content-Type. */
export function declaredCharset(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1];
}

/** The encoding that an XML declaration names; it is ASCII in every charset that can hold one. */
export function xmlEncoding(bytes: Buffer): string | undefined {
  return /^<\?xml[^>]*?encoding\s*=\s*["']([^"']+)/.exec(bytes.toString('latin1', 0, 200))?.[1];
}

/** The bytes without a byte order mark of UTF-8. */
export function withoutMark(bytes: Buffer): Buffer {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** Decoders put U+FFFD where bytes mean nothing. */
function intact(text: string): string | undefined {
  return text.includes('\uFFFD') ? undefined : text;
}
