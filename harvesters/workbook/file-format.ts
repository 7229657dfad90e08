export type FileFormat = 'xlsx' | 'xls' | 'html' | 'text' | 'empty' | 'other';

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE2 = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const UTF16_MARKS = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];
const HTML =
  /^(?:<\?xml[^>]*>)?\s*(?:<!--[^]*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|style|table|div|center)\b/i;

/**
 * What a file is by how it begins; its name and its declared type say little (an HTML table saved as .xls is common).
 * `isUtf16`: the source says that the text is, so that zero bytes are no sign of a binary file.
 */
export function fileFormat(head: Uint8Array, isUtf16: boolean): FileFormat {
  if (head.length === 0) return 'empty';
  if (beginsWith(head, ZIP)) return 'xlsx';
  if (beginsWith(head, OLE2)) return 'xls';
  if (isUtf16 || UTF16_MARKS.some((mark) => beginsWith(head, mark))) return 'text';
  if (head.includes(0)) return 'other';
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 4096)).toString('latin1');
  const start = text.replace(/^ï»¿/, '').trimStart();
  if (HTML.test(start)) return 'html';
  // A table in CSV may begin with a bracket of any other kind only in its title.
  return start.startsWith('<') || /^%PDF-|^\{\s*["}]|^\[\s*[{\]]/.test(start) ? 'other' : 'text';
}

function beginsWith(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}
